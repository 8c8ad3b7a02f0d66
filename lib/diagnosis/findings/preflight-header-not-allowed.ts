import { defineReason, responseHeaderEvidence } from "../finding.ts";
import { howItMisses, nearestName } from "../nearest-name.ts";
import { refusedHeaders } from "../refused-headers.ts";

export const preflightHeaderNotAllowed = defineReason({
  id: "preflight-header-not-allowed",
  title: "A request header is not in `Access-Control-Allow-Headers`",
  about:
    "Every request header that is not safelisted has to be listed in the answer to the preflight. Browsers name only the first one that is missing. With credentials `*` is no wildcard.",
  params: (blocked) => {
    const { error } = blocked.run.outcome;
    const value = error?.value ?? "";
    const headers = refusedHeaders(blocked);
    const listed = value.split(",").map((name) => name.trim());
    const asked = new Set(blocked.run.outcome.preflight.because.map(({ name }) => name));
    // What is asked for as well is not a slip for something else.
    const candidates = listed.filter((name) => !asked.has(name.toLowerCase()));
    return {
      url: error?.url ?? "",
      header: error?.headerName ?? "",
      /** All that are refused, first the one that this browser names. */
      headers,
      /** For each of them the listed name that is probably meant, or empty. */
      nearest: headers.map((name) => nearestName(name, candidates)),
      value,
      wildcardIsLiteral: blocked.observation.request.credentials === "include" && listed.includes("*"),
    };
  },
  explain: ({ url, header, headers, nearest, value, wildcardIsLiteral }) => {
    const others = headers.filter((name) => name !== header);
    return [
      `The request carries \`${header}\`, and the answer to \`OPTIONS ${url}\` ${value === "" ? "has no `Access-Control-Allow-Headers`" : `allows \`${value}\``}, so the browser never sends the request.`,
      ...headers.flatMap((name, index) => {
        const near = nearest[index] ?? "";
        return near === ""
          ? []
          : [`For \`${name}\`, \`Access-Control-Allow-Headers\` has \`${near}\`, ${howItMisses(name, near)}.`];
      }),
      ...(wildcardIsLiteral ? ["With credentials `*` is no wildcard but the name of a header."] : []),
      ...(others.length === 0
        ? []
        : [`Browsers name only one header; not allowed either: ${others.map((name) => `\`${name}\``).join(", ")}.`]),
    ].join(" ");
  },
  evidence: ({ observation, exchange }) =>
    responseHeaderEvidence(observation, exchange, "access-control-allow-headers"),
});

import type { Finding } from "#lib/contract/diagnosis.ts";
import type { Outcome } from "#lib/contract/terms.ts";
import { serializeOrigin } from "#lib/fetch/origin.ts";
import type { Observation } from "./observation.ts";

/** One plain sentence that says what happens, why and where. */
export function summarize(observation: Observation, findings: readonly Finding[], outcome: Outcome): string {
  const { main } = observation;
  const explanation = (id: string) => findings.find((finding) => finding.id === id)?.explanation;
  switch (outcome) {
    case "allowed":
      return allowedSentence(observation);
    case "blocked":
      return (
        hiddenFailure(findings) ?? explanation(main.outcome.error?.reason ?? "") ?? "The browser blocks this request."
      );
    case "opaque":
      return `The request goes out, but the page can read nothing of the answer: ${explanation("opaque-response") ?? ""}`;
    case "unreachable":
      return explanation("target-unreachable") ?? "There is no HTTP answer.";
    case "varies":
      return `Browsers disagree: ${explanation("browsers-disagree") ?? ""}`;
    case "undetermined": {
      const known = ["limit-reached", "answer-not-conclusive", "answer-missing", "actual-request-not-sent"];
      return known.map(explanation).find((text) => text !== undefined) ?? "The deciding request was not sent.";
    }
  }
}

/** When the server failed and CORS hides it, the failure is what has to be told. */
function hiddenFailure(findings: readonly Finding[]): string | undefined {
  const failed = findings.find(({ id, params }) => id === "actual-status-not-ok" && params["isHidden"] === true);
  if (failed === undefined) return undefined;
  const { request, status } = failed.params;
  return `The server answered \`${String(request)}\` with status ${String(status)}, and that answer is blocked too: the page sees a CORS error instead of the server's own failure.`;
}

function allowedSentence({ main, request }: Observation): string {
  const { readable, preflight, urlList } = main.outcome;
  const origin = serializeOrigin(request.origin);
  if (readable.type === "basic")
    return `\`${origin}\` may read the response: the request does not leave its own origin.`;
  const way = [
    ...(preflight.verdict === "passed" ? ["the preflight passed"] : []),
    ...(urlList.length > 1 ? [`${String(urlList.length - 1)} redirect${urlList.length > 2 ? "s" : ""} followed`] : []),
  ];
  return `\`${origin}\` may read the response${way.length > 0 ? `, with ${way.join(" and ")}` : ""}.`;
}

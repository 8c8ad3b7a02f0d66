import { hasHeader, type HeaderList } from "#lib/fetch/header-list.ts";
import { defineFinding, responseHeaderEvidence } from "../finding.ts";

const PREFLIGHT_ONLY = ["Access-Control-Allow-Methods", "Access-Control-Allow-Headers", "Access-Control-Max-Age"];

export const preflightHeaderOnActualResponse = defineFinding({
  id: "preflight-header-on-actual-response",
  severity: "info",
  title: "A header of the preflight's answer has no effect here",
  about:
    "`Access-Control-Allow-Methods`, `Access-Control-Allow-Headers` and `Access-Control-Max-Age` are read from the answer to OPTIONS and nowhere else. On the answer to the request itself they do no harm and no good, so a block never has to do with them there.",
  explain: ({ names, request }: { names: string[]; request: string }) =>
    `The answer to \`${request}\` has ${names.map((name) => `\`${name}\``).join(", ")}. Browsers read ${names.length === 1 ? "it" : "them"} only from the answer to a preflight; here ${names.length === 1 ? "it does" : "they do"} no harm and no good, and the block has another reason.`,
  detect: ({ exchanges, main }) => {
    // Servers add them to everything; only who looks for a reason has to know.
    if (main.outcome.outcome !== "blocked") return [];
    const index = exchanges.findIndex(
      ({ role, request, response }) =>
        role === "actual" && hasHeader(request.headers, "origin") && namesIn(response?.headers ?? []).length > 0,
    );
    const exchange = exchanges[index];
    if (exchange === undefined) return [];
    const names = namesIn(exchange.response?.headers ?? []);
    const { method, url } = exchange.request;
    const evidence = names.flatMap((name) => responseHeaderEvidence({ exchanges }, index, name));
    return [{ params: { names, request: `${method} ${url}` }, evidence }];
  },
});

function namesIn(headers: HeaderList): string[] {
  return PREFLIGHT_ONLY.filter((name) => hasHeader(headers, name));
}

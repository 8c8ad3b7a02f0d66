import type { Finding } from "#lib/contract/diagnosis.ts";
import type { Outcome } from "#lib/contract/terms.ts";
import { serializeOrigin } from "#lib/fetch/origin.ts";
import { causeAlone } from "./causes/define-cause.ts";
import { FINDINGS } from "./findings/index.ts";
import type { Observation } from "./observation.ts";

/** One plain sentence that says what happens, why and where. */
export function summarize(observation: Observation, findings: readonly Finding[], outcome: Outcome): string {
  const { main } = observation;
  const explanation = (id: string) => findings.find((finding) => finding.id === id)?.explanation;
  switch (outcome) {
    case "allowed":
      return allowedSentence(observation);
    case "blocked":
      return causeOf(findings) ?? explanation(main.outcome.error?.reason ?? "") ?? "The browser blocks this request.";
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

/** What is behind the browser's message, where that is something else than it says. */
function causeOf(findings: readonly Finding[]): string | undefined {
  const causes: ReadonlySet<string> = new Set(FINDINGS.filter(({ isCause }) => isCause).map(({ id }) => id));
  const cause = findings.find(({ id, severity }) => severity === "error" && causes.has(id));
  return cause && causeAlone(cause);
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

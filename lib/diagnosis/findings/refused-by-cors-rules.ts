import { defineCause } from "../causes/define-cause.ts";
import { corsRulesRefusal, type RefusedInput } from "../causes/refusal-texts.ts";
import { requestHeader } from "../finding.ts";

const LIST = new Intl.ListFormat("en-GB");
const CHOICE = new Intl.ListFormat("en-GB", { type: "disjunction" });

export const refusedByCorsRules = defineCause({
  id: "refused-by-cors-rules",
  title: "The server's own list of allowed origins, methods or headers refuses the request",
  about:
    "The server has rules for requests from other origins, and this request does not satisfy them. Many frameworks and storage services then answer with an error of their own and leave out every CORS header, so browsers report a missing `Access-Control-Allow-Origin` even where only a method or a header is not allowed. The body of the answer says more, sometimes even which of the three it is.",
  params: (answer, observation) => {
    const refusal = corsRulesRefusal(answer);
    return {
      whose: refusal?.whose ?? "",
      quoted: refusal?.quoted ?? "",
      inputs: [...(refusal?.inputs ?? [])],
      hasNoRules: refusal?.hasNoRules ?? false,
      origin: requestHeader(observation, answer.index, "origin"),
      headers: requestHeader(observation, answer.index, "access-control-request-headers"),
    };
  },
  explain: ({ request, status, whose, quoted, inputs, hasNoRules, origin, method, headers }) => {
    const inWords: Record<RefusedInput, string> = {
      origin: `the origin \`${origin}\``,
      method: `the method \`${method}\``,
      headers: headers === "" ? "" : `the headers \`${headers}\``,
    };
    const words = (names: readonly string[]) => names.map((name) => inWords[name as RefusedInput]).filter(Boolean);
    const says = `The answer to \`${request}\` has the status ${String(status)} and says \`${quoted}\``;
    const all = words(Object.keys(inWords));
    if (hasNoRules) {
      return [
        `${says}: there are no rules of ${whose} that let other origins in.`,
        `Give it rules that allow ${LIST.format(all)}.`,
      ];
    }
    const refused = words(inputs);
    return [
      `${says}: the rules of ${whose} for requests from other origins refuse ${refused.length > 0 ? LIST.format(refused) : `${CHOICE.format(all)}, without saying which`}.`,
      `Add ${refused.length > 0 ? LIST.format(refused) : "what is missing"} to these rules.`,
    ];
  },
  evidence: (answer) => [corsRulesRefusal(answer)?.evidence ?? null],
});

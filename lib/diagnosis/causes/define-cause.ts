import type { Evidence, Finding } from "#lib/contract/diagnosis.ts";
import { BROWSER_NAMES } from "../browser-names.ts";
import {
  defineFinding,
  requestHeader,
  type FindingDefinition,
  type FindingParams,
  type Occurrence,
} from "../finding.ts";
import type { BrowserRun, Observation } from "../observation.ts";
import { answersOf, type SeenAnswer } from "./answer.ts";
import { causesOfAnswer, type AnswerCause } from "./cause-of-answer.ts";

/** What every cause says of its answer. A type, because an interface is no record. */
export type CauseParams = {
  /** Method and URL of the request that was answered. */
  request: string;
  isPreflight: boolean;
  /** The method that the page asked for. */
  method: string;
  status: number;
  /** A browser keeps the answer from the page. */
  isHidden: boolean;
  /** It is kept from the page for want of the right CORS headers. */
  lacksHeaders: boolean;
  /** The page can read the status itself. */
  isReadable: boolean;
  /** The browser whose console speaks of it instead, and what it says; empty when none does. */
  browser: string;
  consoleLine: string;
};

/** A finding about the answer that is behind the browser's message: it holds for each answer that has this cause. */
export function defineCause<const Id extends AnswerCause, P extends FindingParams>(draft: {
  readonly id: Id;
  readonly title: string;
  readonly about: string;
  readonly params: (answer: SeenAnswer, observation: Observation) => P;
  /** What happened, and what to do next; between the two it is said what the browser's console makes of it. */
  readonly explain: (params: P & CauseParams) => readonly [what: string, action: string];
  /** What proves it besides the status. */
  readonly evidence: (answer: SeenAnswer) => readonly (Evidence | null)[];
}): FindingDefinition<Id> {
  return defineFinding<Id, P & CauseParams>({
    ...draft,
    severity: "error",
    isCause: true,
    explain: (params) => {
      const [what, action] = draft.explain(params);
      return [what, consoleSentence(params), action].filter((text) => text !== "").join(" ");
    },
    detect: (observation) => {
      const occurrences = answersOf(observation).flatMap((answer): Occurrence<P & CauseParams>[] => {
        const causes = causesOfAnswer(observation, answer);
        if (!causes.includes(draft.id)) return [];
        const common = causeParams(observation, answer);
        const told = causes[0] === draft.id ? common : { ...common, browser: "", consoleLine: "" };
        const evidence = draft.evidence(answer).filter((each) => each !== null);
        return [
          {
            params: { ...draft.params(answer, observation), ...told },
            evidence: [{ exchange: answer.index, status: true }, ...evidence],
            severity: common.isHidden ? "error" : "warning",
          },
        ];
      });
      return oncePerRequest(occurrences);
    },
  });
}

/** Browsers ask differently, and what they are told alike is told once; the one that is kept from the page counts. */
function oncePerRequest<P extends CauseParams>(occurrences: readonly Occurrence<P>[]): Occurrence<P>[] {
  const byRequest = new Map<string, Occurrence<P>>();
  for (const occurrence of occurrences) {
    const { request, status, isHidden } = occurrence.params;
    const key = `${String(status)} ${request}`;
    if (!byRequest.has(key) || (isHidden && byRequest.get(key)?.params.isHidden === false)) {
      byRequest.set(key, occurrence);
    }
  }
  return [...byRequest.values()];
}

function causeParams(observation: Observation, { index, exchange, response }: SeenAnswer): CauseParams {
  const { main } = observation;
  const refusals = refusalsOf(observation, index);
  const speaking = refusals.find(({ report }) => report.console.reason !== null);
  return {
    request: `${exchange.request.method} ${exchange.request.url}`,
    isPreflight: exchange.role === "preflight",
    method: requestHeader(observation, index, "access-control-request-method") || exchange.request.method,
    status: response.status,
    isHidden: refusals.length > 0,
    lacksHeaders: refusals.some(({ outcome }) => outcome.error?.reason.startsWith("allow-") === true),
    isReadable: main.outcome.readable.status && main.exchangeOfStep.at(-1) === index,
    browser: speaking === undefined ? "" : BROWSER_NAMES[speaking.browser.profile.name],
    consoleLine: (speaking?.report.console.reason ?? "").trim(),
  };
}

/** The runs that had this answer and ended blocked, the one that gives the verdict first; the standard blocks nobody. */
function refusalsOf({ main, runs }: Observation, exchange: number): BrowserRun[] {
  return [main, ...runs.values()].filter(
    ({ browser, outcome, exchangeOfStep }) =>
      browser.profile.name !== "standard" && outcome.error !== null && exchangeOfStep.includes(exchange),
  );
}

/** The explanation without what the console says instead. */
export function causeAlone({ explanation, params }: Finding): string {
  const { browser = "", consoleLine = "" } = params;
  const sentence = consoleSentence({ browser: String(browser), consoleLine: String(consoleLine) });
  return sentence === "" ? explanation : explanation.replace(`${sentence} `, "");
}

/** What the developer sees instead of the cause. */
function consoleSentence({ browser, consoleLine }: Pick<CauseParams, "browser" | "consoleLine">): string {
  if (consoleLine === "") return "";
  const end = consoleLine.endsWith(".") ? "" : ".";
  return `The page is not told; ${browser}'s console says only \`${consoleLine}\`${end}`;
}

/** Asks for the headers without which the next such answer is hidden as well. */
export function headersOnErrors({ lacksHeaders }: CauseParams): string {
  return lacksHeaders ? " Then have the server send the right CORS headers on such answers too." : "";
}

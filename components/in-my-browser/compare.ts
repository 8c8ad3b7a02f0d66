import type { BrowserAnswer, ReadAnswer } from "./browser-answer.ts";
import type { BrowserPrediction } from "./prediction.ts";

export type Agreement = "as predicted" | "differs" | "not predicted";

/** One thing that both the prediction and this browser say something about. Lists are header names. */
export interface ComparedField {
  readonly what: string;
  readonly predicted: string | readonly string[] | null;
  readonly here: string | readonly string[];
  readonly agreement: Agreement;
}

/** What a script cannot tell apart counts as the same. */
const OUTCOMES_HERE = {
  readable: ["allowed"],
  opaque: ["opaque"],
  failed: ["blocked", "unreachable"],
} as const;

/** Puts what a browser did beside what was predicted for it, field by field. */
export function compare(prediction: BrowserPrediction | null, answer: BrowserAnswer): readonly ComparedField[] {
  if (answer.kind === "timed-out") return [];
  const known = prediction?.outcome === "undetermined" ? null : prediction;
  const kind = answer.kind === "failed" ? "failed" : isOpaque(answer) ? "opaque" : "readable";
  const outcome: ComparedField = {
    what: "Outcome",
    predicted: known?.outcome ?? null,
    here: kind === "failed" ? "failed, the script is not told why" : kind === "opaque" ? "opaque" : "readable",
    agreement:
      known === null ? "not predicted" : agreementOf(OUTCOMES_HERE[kind].some((each) => each === known.outcome)),
  };
  if (answer.kind === "failed") return [outcome, givenField(known, answer.exception)];
  if (known && known.status === null)
    return [outcome, givenField(known, `a response with the status ${answer.status}`)];
  return [outcome, ...responseFields(known, answer)];
}

/** Whether a script gets a response without anything in it. */
export function isOpaque({ type }: ReadAnswer): boolean {
  return type === "opaque" || type === "opaqueredirect";
}

/** Where at least one of the two is no response. */
function givenField(known: BrowserPrediction | null, here: string): ComparedField {
  return {
    what: "The script gets",
    predicted: known && (known.exception ?? `a response with the status ${known.status ?? "unknown"}`),
    here,
    agreement: known === null ? "not predicted" : agreementOf(known.exception === here),
  };
}

function responseFields(response: BrowserPrediction | null, answer: ReadAnswer): readonly ComparedField[] {
  const field = (what: string, predicted: string | undefined, here: string): ComparedField => ({
    what,
    predicted: predicted ?? null,
    here,
    agreement: predicted === undefined ? "not predicted" : agreementOf(predicted === here),
  });
  return [
    ...(answer.type === null ? [] : [field("Type", response?.readable.type, answer.type)]),
    field("Status", response?.status?.toString(), answer.status.toString()),
    field(
      "Redirected",
      response === null ? undefined : yesOrNo(isOpaque(answer) ? false : response.redirected),
      yesOrNo(answer.redirected),
    ),
    headersField(response, answer),
  ];
}

function headersField(response: BrowserPrediction | null, answer: ReadAnswer): ComparedField {
  const here = [...new Set(answer.headers.map(([name]) => name.toLowerCase()))].sort();
  const predicted = response && response.readable.headers.toSorted();
  return {
    what: "Readable headers",
    predicted,
    here,
    agreement: predicted === null ? "not predicted" : agreementOf(predicted.join() === here.join()),
  };
}

function agreementOf(agrees: boolean): Agreement {
  return agrees ? "as predicted" : "differs";
}

function yesOrNo(value: boolean): string {
  return value ? "yes" : "no";
}

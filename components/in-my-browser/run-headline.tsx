import { clsx } from "clsx";
import { Equal, EqualNot, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { OUTCOME_LOOKS } from "#components/outcome/outcome-mark.tsx";
import type { BrowserAnswer } from "./browser-answer.ts";
import { isOpaque, type Agreement, type ComparedField } from "./compare.ts";

const AGREEMENT_LOOKS = {
  "as predicted": { icon: Equal, ink: "text-allowed", overall: "As predicted for this page" },
  differs: { icon: EqualNot, ink: "text-varies", overall: "Not as predicted for this page" },
  "not predicted": { icon: Minus, ink: "text-unknown", overall: "There is no prediction to compare it with" },
} as const;

interface AgreementMarkProps {
  readonly agreement: Agreement;
  /** Of a whole run, not of one field. */
  readonly overall?: boolean;
}

/** The icon and the words of an agreement, on one line. */
export function AgreementMark({ agreement, overall = false }: AgreementMarkProps): ReactNode {
  const { icon: Icon, ink, overall: words } = AGREEMENT_LOOKS[agreement];
  return (
    <span className={clsx("inline-flex items-center gap-1.5 font-medium", ink)}>
      <Icon aria-hidden size={16} className="shrink-0" />
      {overall ? words : agreement}
    </span>
  );
}

/** What came of the run, and whether it was predicted, readable from two metres. */
export function RunHeadline({
  answer,
  fields,
}: {
  readonly answer: BrowserAnswer;
  readonly fields: readonly ComparedField[];
}): ReactNode {
  const { outcome, text } = headlineOf(answer);
  const { icon: Icon, ink } = OUTCOME_LOOKS[outcome];
  return (
    <div>
      <h2 id="came-of-it" className={clsx("flex items-start gap-3 text-xl font-semibold tracking-tight", ink)}>
        <Icon aria-hidden strokeWidth={2.25} className="mt-0.5 size-7.5 shrink-0" />
        {text}
      </h2>
      <p className="mt-2">
        <AgreementMark agreement={overallAgreement(fields)} overall />
      </p>
    </div>
  );
}

/** A single difference makes a run differ; where nothing differs, one field is enough to have been predicted. */
function overallAgreement(fields: readonly ComparedField[]): Agreement {
  const has = (agreement: Agreement) => fields.some((field) => field.agreement === agreement);
  return has("differs") ? "differs" : has("as predicted") ? "as predicted" : "not predicted";
}

function headlineOf(answer: BrowserAnswer): {
  outcome: "allowed" | "opaque" | "blocked" | "unreachable";
  text: string;
} {
  switch (answer.kind) {
    case "response":
      return isOpaque(answer)
        ? { outcome: "opaque", text: "Your browser got an answer and shows this page nothing of it" }
        : { outcome: "allowed", text: "Your browser let this page read the answer" };
    case "failed":
      return { outcome: "blocked", text: "Your browser gave this page an error" };
    case "timed-out":
      return { outcome: "unreachable", text: `No answer within ${answer.ms / 1000} s` };
  }
}

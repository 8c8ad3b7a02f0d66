import type { Evidence } from "#lib/contract/diagnosis.ts";
import { bodyEvidence, type SeenAnswer } from "./answer.ts";

export type RefusedInput = "origin" | "method" | "headers";

export interface CorsRulesRefusal {
  /** Whose rules they are, as the beginning of a phrase: "Spring". */
  readonly whose: string;
  /** The words of the body that say so. */
  readonly quoted: string;
  /** What is refused, where the text tells; empty where it does not. */
  readonly inputs: readonly RefusedInput[];
  /** There are no rules that could allow anything. */
  readonly hasNoRules: boolean;
  readonly evidence: Evidence;
}

interface RefusalText {
  readonly whose: string;
  /** The first group is quoted, the second one lists the inputs. */
  readonly pattern: RegExp;
  readonly inputs?: readonly RefusedInput[];
  readonly hasNoRules?: true;
}

const TEXTS: readonly RefusalText[] = [
  { whose: "Spring", pattern: /^\s*(Invalid CORS request)\s*$/ },
  {
    whose: "Starlette (FastAPI)",
    pattern: /^(Disallowed CORS ((?:origin|method|headers)(?:, (?:method|headers|private-network))*))$/,
  },
  { whose: "the bucket", pattern: /<Message>(CORSResponse: This CORS request is not allowed)/ },
  { whose: "the bucket", pattern: /<Message>(CORSResponse: CORS is not enabled for this bucket)/, hasNoRules: true },
  { whose: "the storage account", pattern: /<Code>(CorsPreflightFailure)<\/Code>/ },
  // From the example in the documentation of Express's `cors`, which nearly everybody copies.
  { whose: "the application", pattern: /\b(Not allowed by CORS)\b/, inputs: ["origin"] },
];

const INPUTS: readonly RefusedInput[] = ["origin", "method", "headers"];

/** A refusal in which the server's own CORS rules speak; null when the answer is none that is known. */
export function corsRulesRefusal(answer: SeenAnswer): CorsRulesRefusal | null {
  const { status, bodyStart } = answer.response;
  if (status < 400 || bodyStart === null) return null;
  for (const { whose, pattern, inputs, hasNoRules = false } of TEXTS) {
    const evidence = bodyEvidence(answer, pattern);
    if (evidence === null) continue;
    const [, quoted = "", list = ""] = pattern.exec(bodyStart) ?? [];
    const told = inputs ?? INPUTS.filter((input) => list.includes(input));
    return { whose, quoted, inputs: told, hasNoRules, evidence };
  }
  return null;
}

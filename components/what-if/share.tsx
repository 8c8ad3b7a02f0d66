import { Share2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { CopyButton } from "#components/controls/copy-button.tsx";
import { readAnswer, UNREACHED } from "#components/debugger/answer.ts";
import { RawText } from "#components/text/raw-text.tsx";
import type { WhatIfResult } from "./evaluation.ts";

type State =
  | { readonly kind: "idle" | "working" }
  | { readonly kind: "saved"; readonly permalink: string }
  | { readonly kind: "failed"; readonly why: string };

interface ShareProps {
  readonly result: Extract<WhatIfResult, { kind: "evaluated" }>;
  /** The stored diagnosis that was edited; null when it is not stored. */
  readonly editedFrom: string | null;
  readonly isChanged: boolean;
}

/** Saves the edited answers as a diagnosis of their own. */
export function Share({ result, editedFrom, isChanged }: ShareProps): ReactNode {
  const [state, setState] = useState<State>({ kind: "idle" });

  async function share(): Promise<void> {
    setState({ kind: "working" });
    setState(await save(result, editedFrom));
  }

  return (
    <>
      <button
        type="button"
        className="button"
        disabled={!isChanged || state.kind === "working" || state.kind === "saved"}
        onClick={() => void share()}
      >
        <Share2 aria-hidden size={15} />
        Share this what-if
      </button>
      <div role="status" className="basis-full text-sm empty:hidden">
        {state.kind === "working" && "Saving…"}
        {state.kind === "failed" && <p className="text-blocked">{state.why}</p>}
        {state.kind === "saved" && (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <p className="min-w-0">
              {editedFrom === null ? "Saved, marked as supplied: " : "Saved, marked as edited: "}
              <a href={state.permalink} className="link">
                <RawText>{state.permalink}</RawText>
              </a>
            </p>
            <CopyButton text={state.permalink} label="Copy the link to the what-if" />
          </div>
        )}
      </div>
    </>
  );
}

async function save({ fields, responses }: ShareProps["result"], editedFrom: string | null): Promise<State> {
  try {
    const response = await fetch("/api/v1/evaluations", {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ ...fields, responses, save: true, ...(editedFrom === null ? {} : { editedFrom }) }),
    });
    const answer = await readAnswer(response, () => undefined);
    if (answer.kind === "diagnosis" && answer.diagnosis.permalink !== null) {
      return { kind: "saved", permalink: answer.diagnosis.permalink };
    }
    if (answer.kind === "diagnosis") return { kind: "failed", why: UNREACHED.title };
    const { title, detail, errors } = answer.problem;
    return { kind: "failed", why: [title, detail ?? errors[0]?.message].filter(Boolean).join(": ") };
  } catch {
    return { kind: "failed", why: `${UNREACHED.title}. ${UNREACHED.detail ?? ""}` };
  }
}

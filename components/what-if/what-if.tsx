"use client";

import { FlaskConical } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { hasEdits } from "./edits-name.ts";
import type { Editor } from "./editor.tsx";

type State =
  | { readonly kind: "closed" | "loading" | "failed" }
  | { readonly kind: "open"; readonly Editor: typeof Editor; readonly diagnosis: Diagnosis };

/** A diagnosis that is in the page already, or the id of one that is stored. */
type WhatIfProps = { readonly diagnosis: Diagnosis } | { readonly id: string };

/** Opens the editor, which brings the engine along only then. An address with edits in it opens it at once. */
export function WhatIf(props: WhatIfProps): ReactNode {
  const [state, setState] = useState<State>({ kind: "closed" });
  const opened = useRef<HTMLDivElement>(null);
  const id = "id" in props ? props.id : null;

  async function open(): Promise<void> {
    setState({ kind: "loading" });
    setState(await load("diagnosis" in props ? props.diagnosis : props.id));
  }

  useEffect(() => {
    if (id !== null && hasEdits(window.location.hash)) void load(id).then(setState);
  }, [id]);

  useEffect(() => {
    if (state.kind === "open") opened.current?.focus();
  }, [state.kind]);

  return (
    <section aria-labelledby="what-if">
      <h2 id="what-if" className="mb-3 text-lg font-semibold">
        What if the answers were different?
      </h2>
      <p className="max-w-[70ch] text-sm text-ink-soft">
        Change any line or status that the server sent, and see what the browsers would say. It is judged in this tab;
        nothing is sent to the server.
      </p>
      <p className="only-without-script mt-3 text-sm">This part needs JavaScript.</p>
      {state.kind === "open" ? (
        <div ref={opened} tabIndex={-1} role="group" aria-label="Editor of the answers" className="mt-4 outline-none">
          <state.Editor diagnosis={state.diagnosis} />
        </div>
      ) : (
        <div className="only-with-script mt-4 space-y-2">
          <button type="button" className="button" aria-busy={state.kind === "loading"} onClick={() => void open()}>
            <FlaskConical aria-hidden size={16} />
            {state.kind === "loading" ? "Loading the editor…" : "Change the answers and see"}
          </button>
          <p role="status" className="text-sm">
            {state.kind === "failed" && "The editor could not be loaded. Nothing was lost; try again."}
          </p>
        </div>
      )}
    </section>
  );
}

async function load(source: Diagnosis | string): Promise<State> {
  try {
    const [{ Editor }, diagnosis] = await Promise.all([
      import("./editor.tsx"),
      typeof source === "string" ? fetchDiagnosis(source) : source,
    ]);
    return { kind: "open", Editor, diagnosis };
  } catch {
    return { kind: "failed" };
  }
}

async function fetchDiagnosis(id: string): Promise<Diagnosis> {
  const response = await fetch(`/api/v1/diagnoses/${id}`, { headers: { accept: "application/json" } });
  if (!response.ok) throw new Error(response.statusText);
  return (await response.json()) as Diagnosis;
}

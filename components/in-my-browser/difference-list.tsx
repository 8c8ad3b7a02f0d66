import type { ReactNode } from "react";
import { Prose } from "#components/text/prose.tsx";
import type { RunEvidence } from "./browser-answer.ts";
import type { Explanation } from "./explain-difference.ts";

/** What may be behind a difference, and what the page has ruled out itself. */
export function DifferenceList({
  explanations,
  evidence,
}: {
  readonly explanations: readonly Explanation[];
  readonly evidence: RunEvidence;
}): ReactNode {
  const ruledOut = [
    ...(evidence.serviceWorker ? [] : ["no service worker controls this page"]),
    ...(evidence.stoppedByPolicy.length > 0 ? [] : ["its Content Security Policy stopped nothing"]),
  ];
  return (
    <section aria-labelledby="differences">
      <h3 id="differences" className="mb-3 text-lg font-semibold">
        What explains the difference
      </h3>
      <ul className="grid list-none gap-4 md:grid-cols-2">
        {explanations.map(({ title, text, seen }) => (
          <li key={title} className="panel px-4 py-3 text-sm">
            <h4 className="font-semibold">{title}</h4>
            <p className="mt-1">
              {seen && <strong className="font-medium text-varies">Seen in this run. </strong>}
              <Prose>{text}</Prose>
            </p>
          </li>
        ))}
      </ul>
      {ruledOut.length > 0 && <p className="mt-3 text-sm text-ink-soft">Ruled out: {ruledOut.join("; ")}.</p>}
    </section>
  );
}

import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { redactionsOf, type Redaction } from "#lib/diagnosis/redactions.ts";
import { RawText } from "#components/text/raw-text.tsx";

/** Which values this document does not hold, and why. */
export function RedactionNote({ diagnosis }: { readonly diagnosis: Diagnosis }): ReactNode {
  const redactions = redactionsOf(diagnosis);
  if (redactions.length === 0) {
    return <p>Nothing in it looked like a secret, so no value was left out.</p>;
  }
  return (
    <details className="group">
      <summary className="flex w-fit list-none items-center gap-1 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden size={16} className="shrink-0 transition-transform group-open:rotate-90" />
        {redactions.length === 1 ? "One secret was left out" : `${redactions.length} secrets were left out`}
      </summary>
      <div className="mt-2 max-w-[70ch] space-y-2 ps-5">
        <p>
          Whoever has the link can read everything here, so these hold <RawText>REDACTED</RawText> in place of their
          value. The diagnosis was made with the real ones, and the verdict does not depend on them.
        </p>
        <ul className="list-disc space-y-1 ps-5">
          {redactions.map((redaction) => (
            <li key={`${redaction.place} ${redaction.name ?? ""}`}>
              <Place redaction={redaction} />
            </li>
          ))}
        </ul>
        <p>Running it again asks for them again.</p>
      </div>
    </details>
  );
}

function Place({ redaction: { place, name, count } }: { readonly redaction: Redaction }): ReactNode {
  return (
    <>
      {place.charAt(0).toUpperCase() + place.slice(1)}
      {name !== null && (
        <>
          {" "}
          <RawText className="text-ink">{name}</RawText>
        </>
      )}
      {count > 1 && `, in ${count} places`}
    </>
  );
}

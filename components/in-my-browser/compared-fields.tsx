import type { ReactNode } from "react";
import { RawText } from "#components/text/raw-text.tsx";
import { AgreementMark } from "./run-headline.tsx";
import type { ComparedField } from "./compare.ts";

/** Prediction and browser side by side; of header lists what only one of them has is marked. */
export function ComparedFields({ fields }: { readonly fields: readonly ComparedField[] }): ReactNode {
  return (
    <ul className="panel list-none divide-y divide-line text-sm">
      {fields.map(({ what, predicted, here, agreement }) => (
        <li key={what} className="grid gap-x-6 gap-y-1 px-4 py-3 md:grid-cols-[10rem_minmax(0,1fr)_9rem]">
          <h4 className="font-medium">{what}</h4>
          <dl className="grid min-w-0 grid-cols-[5.5rem_minmax(0,1fr)] gap-x-3 gap-y-1">
            <dt className="text-ink-soft">Predicted</dt>
            <dd className="min-w-0">{predicted === null ? "not known" : <Value value={predicted} other={here} />}</dd>
            <dt className="text-ink-soft">Here</dt>
            <dd className="min-w-0">
              <Value value={here} other={predicted ?? here} />
            </dd>
          </dl>
          <p className="md:text-end">
            <AgreementMark agreement={agreement} />
          </p>
        </li>
      ))}
    </ul>
  );
}

type Compared = string | readonly string[];

function Value({ value, other }: { readonly value: Compared; readonly other: Compared }): ReactNode {
  if (typeof value === "string") return <RawText>{value}</RawText>;
  if (value.length === 0) return "none";
  return (
    <ul className="flex list-none flex-wrap gap-x-3 gap-y-1">
      {value.map((name) => (
        <li key={name} className="min-w-0">
          <RawText>{name}</RawText>
          {!other.includes(name) && <span className="text-varies"> (only here)</span>}
        </li>
      ))}
    </ul>
  );
}

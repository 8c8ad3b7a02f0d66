import { Ban } from "lucide-react";
import type { ReactNode } from "react";
import type { Plan, PlannedRequest } from "#lib/diagnosis/plan.ts";
import { pathOf } from "#lib/render/request-line.ts";
import { Prose } from "#components/text/prose.tsx";
import { RawText } from "#components/text/raw-text.tsx";
import { shorten } from "#components/text/shorten.ts";
import type { Draft } from "./draft.ts";
import { roleOfCors, unknown, withheld } from "./plan-notes.ts";

const SHOWN_PATH_CHARACTERS = 120;
const LIST = new Intl.ListFormat("en", { type: "conjunction" });

/** What a browser would put on the wire for the form as it stands, why, what it keeps back, and what is still open. */
export function PlanPreview({ plan, draft }: { readonly plan: Plan | null; readonly draft: Draft }): ReactNode {
  return (
    <section aria-labelledby="plan" className="panel">
      <h2 id="plan" className="border-b border-line px-4 py-2.5 text-sm font-semibold">
        What the browser will send, and why
      </h2>
      {plan === null ? (
        <p className="px-4 py-4 text-sm text-ink-soft">
          Give the URL and the page. Then each request stands here with its reason, what the browser keeps back, and
          what only the server can tell, before anything is sent.
        </p>
      ) : (
        <PlanText plan={plan} draft={draft} />
      )}
    </section>
  );
}

function PlanText({ plan, draft }: { readonly plan: Plan; readonly draft: Draft }): ReactNode {
  const role = roleOfCors(plan);
  const kept = withheld(plan, draft);
  const open = unknown(plan, draft);
  return (
    <div className="space-y-4 px-4 py-4 text-sm">
      {plan.blockedBefore && (
        <div className="flex gap-2 text-blocked">
          <Ban aria-hidden size={18} className="mt-0.5 shrink-0" />
          <p className="min-w-0">
            <strong className="font-semibold">Nothing.</strong> <Prose>{plan.blockedBefore.sentence}</Prose>
          </p>
        </div>
      )}
      {plan.requests.length > 0 && (
        <ol className="list-none space-y-4">
          {plan.requests.map((request, index) => (
            <RequestItem key={index} request={request} number={index + 1} />
          ))}
        </ol>
      )}
      {role !== null && (
        <p className="font-medium">
          <Prose>{role}</Prose>
        </p>
      )}
      {(plan.dropped.length > 0 || kept.length > 0) && (
        <div className="border-t border-line pt-3">
          <h3 className="font-medium">Kept back</h3>
          <ul className="mt-1 list-none space-y-1 text-ink-soft">
            {plan.dropped.map(({ name, why }, index) => (
              <li key={index}>
                <RawText className="text-ink line-through">{name}</RawText>: <Prose>{why}</Prose>
              </li>
            ))}
            {kept.map((sentence) => (
              <li key={sentence}>
                <Prose>{sentence}</Prose>
              </li>
            ))}
          </ul>
        </div>
      )}
      {open.length > 0 && (
        <div className="border-t border-line pt-3">
          <h3 className="font-medium">Open until it is sent</h3>
          <ul className="mt-1 list-none space-y-1 text-ink-soft">
            {open.map((sentence) => (
              <li key={sentence}>
                <Prose>{sentence}</Prose>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function RequestItem({ request, number }: { readonly request: PlannedRequest; readonly number: number }): ReactNode {
  return (
    <li className="grid grid-cols-[1.5rem_minmax(0,1fr)]">
      <span className="text-ink-soft tabular-nums">{number}</span>
      <div className="min-w-0">
        <p>
          <RawText className="font-semibold">{`${request.method} ${shorten(pathOf(request.url), SHOWN_PATH_CHARACTERS)}`}</RawText>
        </p>
        {request.onlyIf !== null && (
          <p className="text-ink-soft">
            <Prose>{`only if ${request.onlyIf}`}</Prose>
          </p>
        )}
        {request.because.length > 0 && (
          <p className="text-ink-soft">
            <Prose>{`because of ${LIST.format(request.because)}`}</Prose>
          </p>
        )}
        <details className="mt-1">
          <summary className="w-fit py-0.5 text-xs text-ink-soft">
            {request.headers.length === 1 ? "1 header line" : `${request.headers.length} header lines`}
          </summary>
          <ul className="mt-1 list-none rounded-sm bg-sunken px-2 py-1.5 text-xs">
            {request.headers.map(([name, value], index) => (
              <li key={index}>
                <RawText>{`${name}: ${value}`}</RawText>
              </li>
            ))}
          </ul>
        </details>
      </div>
    </li>
  );
}

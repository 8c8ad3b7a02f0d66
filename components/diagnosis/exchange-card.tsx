import type { ReactNode } from "react";
import type { BrowserVerdict, Diagnosis, Evidence, Exchange, Finding } from "#lib/contract/diagnosis.ts";
import { FoldedText, RawText } from "#components/text/raw-text.tsx";
import { SHIPPING_BROWSERS } from "#components/outcome/shipping-browsers.ts";
import { BROWSER_NAMES } from "#lib/diagnosis/browser-names.ts";
import { ExchangeActions } from "./exchange-actions.tsx";
import { HeaderRows } from "./header-rows.tsx";
import { exchangeElementId, findingsWhere } from "./linked-findings.ts";
import { formatMs } from "#lib/render/request-line.ts";
import { WireLine } from "./wire-line.tsx";
import { wireRows } from "./wire-rows.ts";
import { statusLine } from "#lib/render/wire-text.ts";

const ROLE_TITLES = { preflight: "Preflight", actual: "Actual request", probe: "Probe" } as const;

interface ExchangeCardProps {
  readonly diagnosis: Diagnosis;
  readonly exchange: Exchange;
  readonly index: number;
}

/** One request and its answer, as raw lines in the order in which they were on the wire. */
export function ExchangeCard({ diagnosis, exchange, index }: ExchangeCardProps): ReactNode {
  const { findings } = diagnosis;
  const { request, response, failure } = exchange;
  const only = sentOnlyBy(diagnosis, index);
  const id = exchangeElementId(index);
  const at = (test: (evidence: Extract<Evidence, { exchange: number }>) => boolean): readonly number[] =>
    findingsWhere(findings, (evidence) => "exchange" in evidence && evidence.exchange === index && test(evidence));
  const missedBy = (name: string) => at((evidence) => "missing" in evidence && evidence.missing === name);
  const shared = { findings, missedBy };
  return (
    <article id={id} className="panel @container overflow-hidden" aria-labelledby={`${id}-title`}>
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-1.5">
        <h3 id={`${id}-title`} className="text-sm font-semibold">
          {index + 1} · {ROLE_TITLES[exchange.role]}
          {exchange.hop > 0 && `, after ${exchange.hop === 1 ? "one redirect" : `${exchange.hop} redirects`}`}
        </h3>
        {only !== null && <span className="text-xs text-varies">sent only by {only}</span>}
        <span className="ms-auto flex flex-wrap items-center justify-end gap-x-3 gap-y-1 text-xs text-ink-soft">
          {exchange.remoteAddress !== null && <RawText>{exchange.remoteAddress}</RawText>}
          {exchange.timingMs && <span>{formatMs(exchange.timingMs.total)}</span>}
          <ExchangeActions exchange={exchange} />
        </span>
      </header>
      <ol className="list-none py-2 text-sm" aria-label="Request lines">
        <WireLine direction=">" value={`${request.method} ${request.url}`} findings={findings} pointedAtBy={[]} />
        <HeaderRows
          {...shared}
          direction=">"
          idPrefix={`${id}-request`}
          rows={wireRows(request.headers, (line) =>
            at((evidence) => "requestHeader" in evidence && evidence.requestHeader === line),
          )}
        />
      </ol>
      <ol className="list-none border-t border-line bg-sunken py-2 text-sm" aria-label="Answer">
        {response && (
          <WireLine
            direction="<"
            value={statusLine(response)}
            findings={findings}
            pointedAtBy={at((evidence) => "status" in evidence)}
          />
        )}
        {failure && (
          <WireLine
            direction="<"
            value={`${failure.message} (${failure.phase}: ${failure.code})`}
            findings={findings}
            pointedAtBy={at((evidence) => "failure" in evidence)}
          />
        )}
        <HeaderRows
          {...shared}
          direction="<"
          idPrefix={`${id}-answer`}
          rows={wireRows(
            response?.headers ?? [],
            (line) => at((evidence) => "header" in evidence && evidence.header === line),
            missingNames(findings, index),
          )}
        />
        {!response && !failure && <li className="px-3 text-ink-soft">Not sent, so there is no answer.</li>}
      </ol>
      <BodyStart text={response?.bodyStart ?? null} index={index} pointedAtBy={at((evidence) => "body" in evidence)} />
    </article>
  );
}

interface BodyStartProps {
  readonly text: string | null;
  readonly index: number;
  /** Places of the findings that the body proves: it is open then. */
  readonly pointedAtBy: readonly number[];
}

function BodyStart({ text, index, pointedAtBy }: BodyStartProps): ReactNode {
  if (text === null || text === "") return null;
  const isProof = pointedAtBy.length > 0;
  return (
    <details
      className="printed-open border-t border-line bg-sunken px-3 py-2 text-sm"
      open={isProof}
      {...(isProof ? { "data-findings": pointedAtBy.join(" ") } : {})}
    >
      <summary className="text-ink-soft">The body begins</summary>
      <div
        className="mt-2 max-h-96 overflow-y-auto"
        tabIndex={0}
        role="region"
        aria-label={`Beginning of body ${index + 1}`}
      >
        <FoldedText lines>{text}</FoldedText>
      </div>
    </details>
  );
}

function missingNames(findings: readonly Finding[], exchange: number): readonly string[] {
  const names = findings.flatMap(({ evidence }) =>
    evidence.flatMap((item) => ("missing" in item && item.exchange === exchange ? [item.missing] : [])),
  );
  return [...new Set(names)];
}

/** The browsers that sent this exchange, where it was not all of them; null where it was. */
function sentOnlyBy(diagnosis: Diagnosis, index: number): string | null {
  const runs = SHIPPING_BROWSERS.flatMap((name): [string, BrowserVerdict][] => {
    const verdict = diagnosis.browsers[name];
    return verdict ? [[BROWSER_NAMES[name], verdict]] : [];
  });
  const senders = runs.filter(([, verdict]) => verdict.exchanges.includes(index)).map(([name]) => name);
  return senders.length === 0 || senders.length === runs.length ? null : senders.join(" and ");
}

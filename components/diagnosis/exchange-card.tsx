import type { ReactNode } from "react";
import type { BrowserVerdict, Diagnosis, Evidence, Exchange, Finding } from "#lib/contract/diagnosis.ts";
import { CopyButton } from "#components/controls/copy-button.tsx";
import { FoldedText, RawText } from "#components/text/raw-text.tsx";
import { SHIPPING_BROWSERS } from "#components/outcome/shipping-browsers.ts";
import { BROWSER_NAMES } from "#lib/diagnosis/browser-names.ts";
import { exchangeElementId, findingsWhere } from "./linked-findings.ts";
import { formatMs } from "./request-line.ts";
import { playsNoPartInCors, rawExchange, statusLine } from "./wire-text.ts";
import { WireLine } from "./wire-line.tsx";

const ROLE_TITLES = { preflight: "Preflight", actual: "Actual request", probe: "Probe" } as const;

/** One request and its answer, as raw lines in the order in which they were on the wire. */
export function ExchangeCard({
  diagnosis,
  exchange,
  index,
}: {
  readonly diagnosis: Diagnosis;
  readonly exchange: Exchange;
  readonly index: number;
}): ReactNode {
  const { findings } = diagnosis;
  const only = sentOnlyBy(diagnosis, index);
  return (
    <article
      id={exchangeElementId(index)}
      className="panel overflow-hidden"
      aria-labelledby={`${exchangeElementId(index)}-title`}
    >
      <header className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-b border-line px-3 py-2">
        <h3 id={`${exchangeElementId(index)}-title`} className="text-sm font-semibold">
          {index + 1} · {ROLE_TITLES[exchange.role]}
          {exchange.hop > 0 && `, after ${exchange.hop === 1 ? "one redirect" : `${exchange.hop} redirects`}`}
        </h3>
        {only !== null && <span className="text-xs text-varies">sent only by {only}</span>}
        <span className="ms-auto flex items-center gap-3 text-xs text-ink-soft">
          {exchange.remoteAddress !== null && <RawText>{exchange.remoteAddress}</RawText>}
          {exchange.timingMs && <span>{formatMs(exchange.timingMs.total)}</span>}
          <CopyButton text={rawExchange(exchange)} label="Copy the lines" compact />
        </span>
      </header>
      <ol className="list-none py-2 text-sm" aria-label="Request lines">
        <WireLine
          direction=">"
          value={`${exchange.request.method} ${exchange.request.url}`}
          findings={findings}
          pointedAtBy={[]}
        />
        <HeaderLines
          direction=">"
          exchange={index}
          lines={exchange.request.headers}
          findings={findings}
          points={(line) => (evidence) =>
            "requestHeader" in evidence && evidence.exchange === index && evidence.requestHeader === line
          }
        />
      </ol>
      <AnswerLines exchange={exchange} index={index} findings={findings} />
      <BodyStart
        text={exchange.response?.bodyStart ?? null}
        index={index}
        pointedAtBy={findingsWhere(
          findings,
          (evidence) => "body" in evidence && "exchange" in evidence && evidence.exchange === index,
        )}
      />
    </article>
  );
}

function AnswerLines({
  exchange,
  index,
  findings,
}: {
  readonly exchange: Exchange;
  readonly index: number;
  readonly findings: readonly Finding[];
}): ReactNode {
  const at = (test: (evidence: Extract<Evidence, { exchange: number }>) => boolean): readonly number[] =>
    findingsWhere(findings, (evidence) => "exchange" in evidence && evidence.exchange === index && test(evidence));
  const { response, failure } = exchange;
  const missing = missingNames(findings, index);
  return (
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
      {response && (
        <HeaderLines
          direction="<"
          exchange={index}
          lines={response.headers}
          findings={findings}
          points={(line) => (evidence) =>
            "header" in evidence && evidence.exchange === index && evidence.header === line
          }
        />
      )}
      {missing.map((name) => (
        <WireLine
          key={name}
          direction="<"
          name={name}
          value=""
          missing
          findings={findings}
          pointedAtBy={at((evidence) => "missing" in evidence && evidence.missing === name)}
        />
      ))}
      {!response && !failure && <li className="px-3 text-ink-soft">Not sent, so there is no answer.</li>}
    </ol>
  );
}

interface HeaderLinesProps {
  readonly direction: ">" | "<";
  readonly exchange: number;
  readonly lines: Exchange["request"]["headers"];
  readonly findings: readonly Finding[];
  readonly points: (line: number) => (evidence: Evidence) => boolean;
}

function HeaderLines({ direction, exchange, lines, findings, points }: HeaderLinesProps): ReactNode {
  return lines.map(([name, value], line) => (
    <WireLine
      key={line}
      id={`${exchangeElementId(exchange)}-${direction === ">" ? "request" : "answer"}-${line + 1}`}
      direction={direction}
      name={name}
      value={value}
      quiet={playsNoPartInCors(name)}
      findings={findings}
      pointedAtBy={findingsWhere(findings, points(line))}
    />
  ));
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
      className="border-t border-line bg-sunken px-3 py-2 text-sm"
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

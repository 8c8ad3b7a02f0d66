import type { ReactNode } from "react";
import { formatMs } from "#lib/render/request-line.ts";
import { describeStatus } from "#lib/render/status-phrase.ts";
import { FoldedText, RawText } from "#components/text/raw-text.tsx";
import { shorten } from "#components/text/shorten.ts";
import type { ReadAnswer, ReadBody, RunEvidence } from "./browser-answer.ts";
import { isOpaque } from "./compare.ts";
import type { FinishedRun } from "./use-browser-run.ts";

const SHOWN_CHARACTERS = 400;
const BYTES = new Intl.NumberFormat("en");

/** All that a script of this page was told by this browser. */
export function AnswerPanel({ run }: { readonly run: FinishedRun }): ReactNode {
  const { answer, evidence, request } = run;
  return (
    <section aria-labelledby="answered" className="panel overflow-hidden">
      <h3 id="answered" className="border-b border-line px-4 py-2.5 text-sm font-semibold">
        What this page’s script was told
      </h3>
      <div className="space-y-3 px-4 py-3 text-sm">
        {answer.kind === "response" && <AnsweredFacts answer={answer} evidence={evidence} />}
        {answer.kind === "failed" && (
          <>
            <p className="rounded-md bg-blocked-tint px-3 py-2">
              <FoldedText>{answer.exception}</FoldedText>
            </p>
            <p>
              After {formatMs(answer.ms)}, and no more than that:{" "}
              {request.initiator === "fetch"
                ? "a script sees a response or an exception"
                : "a script sees a response or an event without a reason"}
              . Whether CORS, the network, a certificate or an extension is behind it, the browser says on its console
              alone.
            </p>
          </>
        )}
        {answer.kind === "timed-out" && (
          <p>
            After {formatMs(answer.ms)} this page gave up; a page of yours would go on waiting. The server may have had
            the request all the same.
          </p>
        )}
      </div>
    </section>
  );
}

function AnsweredFacts({
  answer,
  evidence,
}: {
  readonly answer: ReadAnswer;
  readonly evidence: RunEvidence;
}): ReactNode {
  const hidden = isOpaque(answer);
  return (
    <dl className="grid gap-x-4 gap-y-2 sm:grid-cols-[8rem_minmax(0,1fr)]">
      <Fact name="Status">{hidden ? "0: hidden" : <RawText>{describeStatus(answer.status)}</RawText>}</Fact>
      <Fact name="Type">{answer.type === null ? "not told by XMLHttpRequest" : <RawText>{answer.type}</RawText>}</Fact>
      <Fact name="Final URL">
        {answer.url === "" ? (
          "hidden"
        ) : (
          <>
            <RawText>{shorten(answer.url, SHOWN_CHARACTERS)}</RawText>
            {answer.redirected ? ", redirected" : ", not redirected"}
          </>
        )}
      </Fact>
      <Fact name="Headers">
        {answer.headers.length === 0 ? (
          "none that the script may read"
        ) : (
          <ul className="list-none">
            {answer.headers.map(([name, value], index) => (
              <li key={index}>
                <FoldedText>{`${name}: ${value}`}</FoldedText>
              </li>
            ))}
          </ul>
        )}
      </Fact>
      <Fact name="Body">{hidden ? "hidden" : <Body body={answer.body} />}</Fact>
      <Fact name="Time">{timeOf(answer, evidence)}</Fact>
    </dl>
  );
}

function Body({ body }: { readonly body: ReadBody }): ReactNode {
  const { bytes, start, stopped } = body;
  const size = `${BYTES.format(bytes)} ${bytes === 1 ? "byte" : "bytes"}`;
  return (
    <>
      {stopped === null ? size : stopped === "limit" ? `more than ${size}` : `broke off after ${size}`}
      {bytes > 0 && (
        <div className="mt-1 rounded-md bg-sunken px-3 py-2">
          <FoldedText lines>{start}</FoldedText>
        </div>
      )}
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <>
      <dt className="text-ink-soft">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

function timeOf({ ms }: ReadAnswer, { timing }: RunEvidence): string {
  const head = `${formatMs(ms)} until the head of the answer`;
  if (timing === null) return head;
  if (timing.delivery === "cache") return `${head}, from the browser’s cache`;
  return timing.protocol === ""
    ? `${head}; over which protocol is hidden, because the answer has no Timing-Allow-Origin for this page`
    : `${head}, over ${timing.protocol}`;
}

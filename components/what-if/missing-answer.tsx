import { CircleHelp } from "lucide-react";
import { useId, type ReactNode } from "react";
import { BROWSER_NAMES } from "#lib/diagnosis/browser-names.ts";
import { type AskedRequest } from "#lib/diagnosis/asked-requests.ts";
import { assumedStatus } from "#lib/diagnosis/remedies/what-if.ts";
import { byteLowercase, type HeaderList } from "#lib/fetch/header-list.ts";
import { SHIPPING_BROWSERS } from "#components/outcome/shipping-browsers.ts";
import { pathOf } from "#lib/render/request-line.ts";
import { describeStatus } from "#lib/render/status-phrase.ts";
import { RawText } from "#components/text/raw-text.tsx";
import { shorten } from "#components/text/shorten.ts";
import { assumedAnswer, headersOf, statusError, type AnswerDraft } from "./draft.ts";

const SHOWN_PATH_CHARACTERS = 80;
const LIST = new Intl.ListFormat("en", { type: "conjunction" });
/** Lines that a server says to a preflight and says to the request behind it as well. */
const SAID_TWICE = new Set(["access-control-allow-origin", "access-control-allow-credentials", "vary"]);

interface MissingAnswerProps {
  readonly missing: AskedRequest;
  readonly answers: readonly AnswerDraft[];
  readonly onSuppose: (answer: AnswerDraft) => void;
}

/** A request that goes out because of the edits, and what its answer may be taken to be. */
export function MissingAnswer({ missing, answers, onSuppose }: MissingAnswerProps): ReactNode {
  const title = useId();
  const { request, browsers, unanswered } = missing;
  const shipping = SHIPPING_BROWSERS.filter((name) => unanswered.includes(name)).map((name) => BROWSER_NAMES[name]);
  const only = unanswered.length === browsers.length ? null : unanswered;
  return (
    <article aria-labelledby={title} className="panel space-y-3 border-dashed border-edge px-3 py-3 text-sm">
      <h4 id={title} className="flex gap-2 font-semibold">
        <CircleHelp aria-hidden size={18} className="mt-0.5 shrink-0 text-unknown" />
        <span className="min-w-0">
          Answer to <RawText>{`${request.method} ${shorten(pathOf(request.url), SHOWN_PATH_CHARACTERS)}`}</RawText>: not
          known
        </span>
      </h4>
      <p className="text-ink-soft">
        {shipping.length === 0 ? "The standard" : LIST.format(shipping)} would send this{" "}
        {request.role === "preflight" ? "preflight" : "request"}, and nobody has seen its answer. Suppose one:
      </p>
      <div className="flex flex-wrap gap-2">
        {suppositions(request.role, answers).map(({ label, status, headers }) => (
          <button
            key={label}
            type="button"
            className="button text-start [overflow-wrap:anywhere]"
            onClick={() => {
              onSuppose(assumedAnswer(request, only, { status, headers }));
            }}
          >
            {label}
          </button>
        ))}
      </div>
    </article>
  );
}

interface Supposition {
  readonly label: string;
  readonly status: number;
  readonly headers: HeaderList;
}

function suppositions(role: "preflight" | "actual", answers: readonly AnswerDraft[]): readonly Supposition[] {
  const status = assumedStatus(role);
  const plain: Supposition = { label: `${describeStatus(status)}, no header lines`, status, headers: [] };
  const known = answers.filter((answer) => answer.failure === null && statusError(answer.status) === null);
  const preflight = role === "actual" ? known.findLast(({ place }) => place.role === "preflight") : undefined;
  const repeated = preflight && headersOf(preflight).filter(([name]) => SAID_TWICE.has(byteLowercase(name)));
  const like = known
    .filter(({ place }) => place.role === role)
    .map((answer): Supposition => {
      const { method, url } = answer.place;
      return {
        label: `Like the answer to ${method} ${shorten(pathOf(url), SHOWN_PATH_CHARACTERS)}`,
        status: Number(answer.status),
        headers: headersOf(answer),
      };
    });
  const all = [
    ...(repeated === undefined || repeated.length === 0
      ? []
      : [{ label: `${describeStatus(status)} with the preflight’s origin lines`, status, headers: repeated }]),
    plain,
    ...like,
  ];
  return all.filter((each, index) => all.findIndex(({ label }) => label === each.label) === index);
}

import { Circle, CircleCheck, CircleDot } from "lucide-react";
import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import { describeStatus } from "#lib/render/status-phrase.ts";
import { OUTCOME_LOOKS } from "#components/outcome/outcome-mark.tsx";
import { Prose } from "#components/text/prose.tsx";
import { RawText } from "#components/text/raw-text.tsx";
import type { Shown } from "./exercise.ts";
import type { Judgement, SentRequest, Unreadable } from "./judge.ts";

interface ExerciseResultProps {
  readonly judgement: Judgement | Unreadable;
  readonly shows: readonly Shown[];
}

/** How far it is, what the browser makes of the case, and the evidence. */
export function ExerciseResult({ judgement, shows }: ExerciseResultProps): ReactNode {
  return (
    <div className="space-y-4 text-sm">
      <Standing judgement={judgement} />
      {judgement.kind === "unreadable" ? (
        <ul className="list-none space-y-1 text-blocked">
          {judgement.errors.map((error) => (
            <li key={error}>
              <Prose>{error}</Prose>
            </li>
          ))}
        </ul>
      ) : (
        <Verdict judgement={judgement} shows={shows} />
      )}
    </div>
  );
}

/** One line, which is also what a screen reader is told after every edit. */
function Standing({ judgement }: { readonly judgement: Judgement | Unreadable }): ReactNode {
  const solved = judgement.kind === "judged" && judgement.solved;
  const Icon = solved ? CircleCheck : CircleDot;
  return (
    <p
      role="status"
      className={clsx("flex items-start gap-2 text-base font-semibold", solved ? "text-allowed" : "text-ink")}
    >
      <Icon aria-hidden size={18} className="mt-1 shrink-0" />
      <span>{standingOf(judgement)}</span>
    </p>
  );
}

function standingOf(judgement: Judgement | Unreadable): string {
  if (judgement.kind === "unreadable") return "This cannot be judged yet.";
  if (judgement.solved) return "Solved.";
  const met = judgement.goals.filter((goal) => goal.met).length;
  return `Not yet: ${met} of ${judgement.goals.length} reached.`;
}

function Verdict({ judgement, shows }: { readonly judgement: Judgement; readonly shows: readonly Shown[] }): ReactNode {
  const { outcome, title, summary, goals, origins, sent, console, readable, kept, findings } = judgement;
  const { icon: Icon, ink } = OUTCOME_LOOKS[outcome];
  return (
    <>
      <ul className="list-none space-y-1" aria-label="Goals">
        {goals.map(({ words, met }) => (
          <li key={words} className="flex gap-2">
            {met ? (
              <CircleCheck aria-hidden size={16} className="mt-0.5 shrink-0 text-allowed" />
            ) : (
              <Circle aria-hidden size={16} className="mt-0.5 shrink-0 text-ink-soft" />
            )}
            <span className="min-w-0">
              <span className="sr-only">{met ? "Reached: " : "Open: "}</span>
              <Prose>{words}</Prose>
            </span>
          </li>
        ))}
      </ul>
      <div className="border-t border-line pt-4">
        <p className={clsx("flex items-start gap-2 font-semibold", ink)}>
          <Icon aria-hidden size={16} className="mt-0.5 shrink-0" />
          {title}
        </p>
        <p className="mt-1">
          <Prose>{summary}</Prose>
        </p>
      </div>
      {shows.includes("origins") && (
        <Evidence title="The origins">
          <Pairs
            pairs={[
              ["the page", origins.page],
              ["the URL", origins.url],
            ]}
          />
        </Evidence>
      )}
      {shows.includes("wire") && sent.length > 0 && (
        <Evidence title="What Chromium sends">
          <ol className="list-none space-y-3">
            {sent.map((request, index) => (
              <Sent key={index} request={request} />
            ))}
          </ol>
        </Evidence>
      )}
      {shows.includes("readable") && (
        <Evidence title="What the script can read">
          <Pairs
            pairs={[
              ["readable", readable.headers.join(", ") || "no header"],
              ["hidden", readable.hidden.join(", ") || "no header"],
            ]}
          />
        </Evidence>
      )}
      {shows.includes("kept") && (
        <Evidence title="How long the preflight's answer is kept">
          <Pairs
            pairs={kept.map(({ browser, seconds }) => [
              browser,
              seconds === null ? "not at all" : `${seconds.toLocaleString("en")} s`,
            ])}
          />
        </Evidence>
      )}
      {shows.includes("console") && console !== null && (
        <Evidence title="What Chromium prints">
          <RawText className="text-blocked">{console}</RawText>
        </Evidence>
      )}
      {findings.length > 0 && (
        <ul className="list-none space-y-1">
          {findings.map(({ id, title: findingTitle }) => (
            <li key={id}>
              <Link href={`/findings/${id}`} prefetch={false} className="link">
                <Prose>{findingTitle}</Prose>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Evidence({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <p className="mb-1 font-medium">{title}</p>
      {children}
    </div>
  );
}

function Pairs({ pairs }: { readonly pairs: readonly (readonly [name: string, value: string])[] }): ReactNode {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
      {pairs.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-soft">{name}</dt>
          <dd>
            <RawText>{value}</RawText>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Sent({ request: { method, url, headers, status } }: { readonly request: SentRequest }): ReactNode {
  return (
    <li className="border-s-3 border-line ps-3">
      <RawText className="font-semibold">{`${method} ${url}`}</RawText>
      {headers.map(([name, value], index) => (
        <span key={index} className="block">
          <RawText>{`${name}: ${value}`}</RawText>
        </span>
      ))}
      <span className="block text-ink-soft">
        {status === null ? "no answer" : `answered with ${describeStatus(status)}`}
      </span>
    </li>
  );
}

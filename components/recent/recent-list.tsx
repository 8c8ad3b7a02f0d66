"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useMemo, useSyncExternalStore, type ReactNode } from "react";
import { OutcomeMark } from "#components/outcome/outcome-mark.tsx";
import { RawText } from "#components/text/raw-text.tsx";
import { forget, forgetAll, readRecent, recentSnapshot, subscribeToRecent } from "./recent-diagnoses.ts";

const DATE = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** The diagnoses made in this browser. Not there on the server, so it belongs at the end of a page, where nothing shifts. */
export function RecentList(): ReactNode {
  const stored = useSyncExternalStore(subscribeToRecent, recentSnapshot, () => "");
  const recent = useMemo(() => (stored === "" ? [] : readRecent()), [stored]);
  if (recent.length === 0) return null;
  return (
    <section aria-labelledby="recent">
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id="recent" className="text-lg font-semibold">
          Your recent diagnoses
        </h2>
        <button type="button" className="button" data-quiet onClick={forgetAll}>
          Clear the list
        </button>
      </div>
      <ul className="panel list-none divide-y divide-line overflow-hidden">
        {recent.map(({ id, outcome, method, target, createdAt }) => (
          <li key={id} className="flex items-center gap-2 pe-2">
            <Link
              href={`/d/${id}`}
              prefetch={false}
              className="grid min-w-0 grow grid-cols-[minmax(0,1fr)] gap-x-4 gap-y-0.5 px-4 py-2.5 text-sm hover:bg-sunken sm:grid-cols-[8.5rem_minmax(0,1fr)_auto] sm:items-baseline"
            >
              <OutcomeMark outcome={outcome} />
              <span className="min-w-0 truncate">
                <RawText className="whitespace-nowrap">{`${method} ${target}`}</RawText>
              </span>
              <time dateTime={createdAt} className="text-xs text-ink-soft">
                {DATE.format(new Date(createdAt))}
              </time>
            </Link>
            <button
              type="button"
              className="button shrink-0"
              data-quiet
              data-compact
              aria-label={`Take ${method} ${target} off the list`}
              title="Take off the list"
              onClick={() => {
                forget(id);
              }}
            >
              <X aria-hidden size={15} />
            </button>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-sm text-ink-soft">
        Kept in this browser only. Taking one off the list does not delete it: its own page does.
      </p>
    </section>
  );
}

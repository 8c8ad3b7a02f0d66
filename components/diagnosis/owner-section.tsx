"use client";

import { Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from "react";
import {
  forget,
  readRecent,
  recentSnapshot,
  remember,
  subscribeToRecent,
  type Rememberable,
} from "#components/recent/recent-diagnoses.ts";

const ConfirmDialog = dynamic(() =>
  import("#components/controls/confirm-dialog.tsx").then(({ ConfirmDialog }) => ConfirmDialog),
);

const LOSS =
  "The request, the answers and the verdict are erased at once and cannot be brought back. Every link to it will say that it is gone.";

interface OwnerSectionProps {
  readonly diagnosis: Rememberable & { readonly id: string };
  /** This browser has a cookie with the token, from a form that was posted without the tab's own script. */
  readonly hasCookie: boolean;
}

/** For the browser that made the diagnosis alone: a way to delete it. Others see nothing. */
export function OwnerSection({ diagnosis, hasCookie }: OwnerSectionProps): ReactNode {
  const { id } = diagnosis;
  const stored = useSyncExternalStore(subscribeToRecent, recentSnapshot, () => "");
  const token = stored === "" ? null : (readRecent().find((entry) => entry.id === id)?.deleteToken ?? null);
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (hasCookie) remember(diagnosis);
  }, [hasCookie, diagnosis]);

  async function remove(): Promise<void> {
    setAsking(false);
    if (token === null) {
      forget(id);
      form.current?.submit();
      return;
    }
    const problem = await deleteWith(id, token);
    setProblem(problem);
    if (problem !== null) return;
    forget(id);
    // The page at this address says that it is gone.
    window.location.reload();
  }

  if (!hasCookie && token === null) return null;
  return (
    <section aria-labelledby="owner" className="mt-10">
      <h2 id="owner" className="mb-3 text-lg font-semibold">
        You made this diagnosis
      </h2>
      <p className="max-w-[70ch] text-sm text-ink-soft">
        It was made in this browser, which may delete it before it expires. Others who have the link can only read it.
      </p>
      <button
        type="button"
        className="button only-with-script mt-3"
        data-danger
        onClick={() => {
          setAsking(true);
        }}
      >
        <Trash2 aria-hidden size={15} />
        Delete
      </button>
      {hasCookie && (
        <form ref={form} method="post" action={`/d/${id}/deletion`} className="only-without-script mt-3 text-sm">
          <details>
            <summary className="button w-fit" data-danger>
              Delete
            </summary>
            <p className="my-3 max-w-[70ch]">{LOSS}</p>
            <button type="submit" className="button" data-danger>
              Delete it
            </button>
          </details>
        </form>
      )}
      {problem !== null && (
        <p role="alert" className="mt-3 text-sm text-blocked">
          {problem}
        </p>
      )}
      {isAsking && (
        <ConfirmDialog
          open
          title="Delete this diagnosis?"
          confirm="Delete it"
          cancel="Keep it"
          onConfirm={() => void remove()}
          onCancel={() => {
            setAsking(false);
          }}
        >
          <p>{LOSS}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}

const DELETED_OR_GONE: readonly number[] = [204, 404, 410];

/** Why it could not be deleted; null where there is nothing left. */
async function deleteWith(id: string, token: string): Promise<string | null> {
  try {
    const response = await fetch(`/api/v1/diagnoses/${id}`, {
      method: "DELETE",
      headers: { authorization: `Bearer ${token}` },
    });
    return DELETED_OR_GONE.includes(response.status)
      ? null
      : `It was not deleted: Preflight answered with status ${response.status}. Try again.`;
  } catch {
    return "It was not deleted: Preflight could not be reached. Check your connection and try again.";
  }
}

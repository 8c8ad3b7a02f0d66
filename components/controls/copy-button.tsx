"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";

const CONFIRMED_FOR_MS = 1600;
const NOTED_FOR_MS = 6000;

interface CopyButtonProps {
  readonly text: string;
  /** What the button does, in words. */
  readonly label: string;
  /** The icon alone; the label is its name. */
  readonly compact?: boolean;
  /** Without an edge, beside evidence. */
  readonly quiet?: boolean;
  /** What to know about what was copied; said when it was. */
  readonly note?: string;
}

/** Copies a text to the clipboard and says so. Not there without JavaScript, where the text itself can be selected. */
export function CopyButton({ text, label, compact = false, quiet = compact, note = "" }: CopyButtonProps): ReactNode {
  const [state, setState] = useState<"idle" | "copied" | "refused">("idle");

  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(
      () => {
        setState("idle");
      },
      note === "" ? CONFIRMED_FOR_MS : NOTED_FOR_MS,
    );
    return () => {
      clearTimeout(timer);
    };
  }, [state, note]);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setState("copied");
    } catch {
      setState("refused");
    }
  }

  const said =
    state === "copied"
      ? `Copied${note === "" ? "" : `. ${note}`}`
      : state === "refused"
        ? "The browser refused to copy"
        : label;
  const Icon = state === "copied" ? Check : Copy;
  return (
    <button
      type="button"
      className="button only-with-script"
      {...(quiet ? { "data-quiet": true, "data-compact": true } : {})}
      {...(compact ? { title: label } : {})}
      onClick={() => void copy()}
    >
      <Icon aria-hidden size={15} className="shrink-0" />
      <span className={compact && state !== "refused" ? "sr-only" : undefined} aria-live="polite">
        {said}
      </span>
    </button>
  );
}

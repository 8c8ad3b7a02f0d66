"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";

const CONFIRMED_FOR_MS = 1600;

interface CopyButtonProps {
  readonly text: string;
  /** What the button does, in words. */
  readonly label: string;
  /** The icon alone; the label is its name. */
  readonly compact?: boolean;
}

/** Copies a text to the clipboard and says so. Not there without JavaScript, where the text itself can be selected. */
export function CopyButton({ text, label, compact = false }: CopyButtonProps): ReactNode {
  const [state, setState] = useState<"idle" | "copied" | "refused">("idle");

  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => {
      setState("idle");
    }, CONFIRMED_FOR_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [state]);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setState("copied");
    } catch {
      setState("refused");
    }
  }

  const said = state === "copied" ? "Copied" : state === "refused" ? "The browser refused to copy" : label;
  const Icon = state === "copied" ? Check : Copy;
  return (
    <button
      type="button"
      className="button only-with-script"
      {...(compact ? { "data-quiet": true, "data-compact": true, title: label } : {})}
      onClick={() => void copy()}
    >
      <Icon aria-hidden size={15} className="shrink-0" />
      <span className={compact && state !== "refused" ? "sr-only" : undefined} aria-live="polite">
        {said}
      </span>
    </button>
  );
}

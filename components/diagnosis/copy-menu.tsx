"use client";

import { Check, Copy, X } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { Menu, MenuItem } from "#components/controls/menu.tsx";

interface CopyMenuProps {
  /** Of a saved diagnosis, whose other forms the API has; else the diagnosis itself. */
  readonly source: { readonly id: string } | { readonly diagnosis: Diagnosis };
  readonly permalink: string | null;
  /** The verdict and its reason in words that stand alone. */
  readonly sentence: string;
}

type Format = "text" | "markdown";

/** Every form in which a diagnosis can be taken along. */
export function CopyMenu({ source, permalink, sentence }: CopyMenuProps): ReactNode {
  return (
    <Menu label="Copy" icon={<Copy aria-hidden size={15} />}>
      {permalink !== null && <CopyItem label="The link" read={() => permalink} />}
      <CopyItem label="The verdict in a sentence" read={() => sentence} />
      <CopyItem label="All of it as text" read={() => render(source, "text")} />
      <CopyItem label="All of it as Markdown, for an issue" read={() => render(source, "markdown")} />
    </Menu>
  );
}

function CopyItem({
  label,
  read,
}: {
  readonly label: string;
  readonly read: () => string | Promise<string>;
}): ReactNode {
  const [state, setState] = useState<"idle" | "copied" | "refused">("idle");

  async function copy(): Promise<void> {
    try {
      // The promise is handed over at once: some browsers allow copying only within the press itself.
      const blob = Promise.resolve(read()).then((text) => new Blob([text], { type: "text/plain" }));
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
      setState("copied");
    } catch {
      setState("refused");
    }
  }

  const Icon = { idle: Copy, copied: Check, refused: X }[state];
  return (
    <MenuItem closes={false} onSelect={() => void copy()}>
      <Icon aria-hidden size={15} className="shrink-0" />
      <span aria-live="polite">
        {state === "idle"
          ? label
          : state === "copied"
            ? `Copied: ${label.toLowerCase()}`
            : "The browser refused to copy"}
      </span>
    </MenuItem>
  );
}

async function render(source: CopyMenuProps["source"], format: Format): Promise<string> {
  if ("id" in source) {
    const response = await fetch(`/api/v1/diagnoses/${source.id}?format=${format}`);
    if (!response.ok) throw new Error(`The API answered ${response.status}`);
    return response.text();
  }
  if (format === "text") return (await import("#lib/render/text.ts")).renderText(source.diagnosis);
  return (await import("#lib/render/markdown.ts")).renderMarkdown(source.diagnosis);
}

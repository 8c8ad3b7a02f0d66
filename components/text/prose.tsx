import { clsx } from "clsx";
import type { ReactNode } from "react";
import { RawText } from "./raw-text.tsx";
import { shorten } from "./shorten.ts";
import { visibleText } from "./visible.ts";

const SHOWN_CODE_CHARACTERS = 300;
/** `Access-Control-Allow-Origin` stays on one line, which has room for it on the narrowest screen. */
const UNBROKEN_CODE_CHARACTERS = 28;

/** A sentence whose `backticked` spans are code. An unpaired backtick stays what it is. */
export function Prose({ children }: { readonly children: string }): ReactNode {
  const parts = children.split("`");
  const closed = parts.length % 2 === 1 ? parts : [...parts.slice(0, -2), parts.slice(-2).join("`")];
  return closed.map((part, index) =>
    index % 2 === 1 ? (
      <code key={index} className={clsx("text-[0.92em]", part.length <= UNBROKEN_CODE_CHARACTERS && "unbroken")}>
        <RawText>{shorten(part, SHOWN_CODE_CHARACTERS)}</RawText>
      </code>
    ) : (
      <span key={index} className="[unicode-bidi:isolate] [overflow-wrap:anywhere]">
        {visibleText(part)}
      </span>
    ),
  );
}

import { clsx } from "clsx";
import type { ReactNode } from "react";
import { visiblePieces } from "./visible.ts";

const FOLD_FROM_CHARACTERS = 720;
const FOLDED_CHARACTERS = 320;

interface RawTextProps {
  readonly children: string;
  readonly className?: string;
  /** LF and TAB are layout: for bodies, not for header lines. */
  readonly lines?: boolean;
}

/** Text from the wire, shown to the character: mono, isolated, wrapping, with signs for what could not be seen. */
export function RawText({ children, className, lines = false }: RawTextProps): ReactNode {
  return (
    <span className={clsx("wire", className)} translate="no">
      {visiblePieces(children, { lines }).map((piece, index) =>
        piece.kind === "text" ? (
          piece.text
        ) : (
          <span key={index} title={piece.codePoint} className="text-varies">
            {piece.text}
          </span>
        ),
      )}
    </span>
  );
}

/** The same, folded behind its beginning where it is very long. */
export function FoldedText({ children, className, lines = false }: RawTextProps): ReactNode {
  if (children.length <= FOLD_FROM_CHARACTERS) {
    return (
      <RawText {...(className === undefined ? {} : { className })} lines={lines}>
        {children}
      </RawText>
    );
  }
  return (
    <details className={clsx("group inline", className)}>
      <summary className="inline list-none [&::-webkit-details-marker]:hidden">
        <RawText className="group-open:hidden" lines={lines}>
          {`${children.slice(0, FOLDED_CHARACTERS)}…`}
        </RawText>{" "}
        <span className="link font-sans text-xs group-open:hidden">
          show all {children.length.toLocaleString("en")} characters
        </span>
        <span className="link hidden font-sans text-xs group-open:inline">show less</span>
      </summary>{" "}
      <RawText lines={lines}>{children}</RawText>
    </details>
  );
}

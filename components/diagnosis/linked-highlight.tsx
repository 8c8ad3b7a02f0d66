"use client";

import { useRef, type ReactNode } from "react";

/**
 * Lights everything that belongs to the finding under the pointer or the focus: its line, its arrow, its text. Elements
 * say by `data-findings` which findings they belong to.
 */
export function LinkedHighlight({
  children,
  className,
}: {
  readonly children: ReactNode;
  readonly className?: string;
}): ReactNode {
  const root = useRef<HTMLDivElement>(null);

  function light(target: EventTarget): void {
    const linked = target instanceof Element ? target.closest<HTMLElement | SVGElement>("[data-findings]") : null;
    const wanted = new Set(linked?.dataset.findings?.split(" "));
    for (const element of root.current?.querySelectorAll<HTMLElement | SVGElement>("[data-findings]") ?? []) {
      const lit = element.dataset.findings?.split(" ").some((finding) => wanted.has(finding)) === true;
      element.toggleAttribute("data-lit", lit);
    }
  }

  return (
    <div
      ref={root}
      data-wide
      {...(className === undefined ? {} : { className })}
      onPointerOver={(event) => {
        light(event.target);
      }}
      onFocus={(event) => {
        light(event.target);
      }}
      onPointerLeave={(event) => {
        light(event.currentTarget);
      }}
      onBlur={(event) => {
        light(event.relatedTarget ?? event.currentTarget);
      }}
    >
      {children}
    </div>
  );
}

import { ArrowRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

/** A way on from a page: where it leads, and why one would go there. */
export interface NextAction {
  readonly href: string;
  readonly label: string;
  readonly why: string;
}

/** The end of a page: what to do next, the most sensible first. */
export function NextActions({ actions }: { readonly actions: readonly NextAction[] }): ReactNode {
  return (
    <nav aria-label="What to do next" className="mt-16 border-t border-line pt-6">
      <ul className="grid list-none gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {actions.map(({ href, label, why }) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              className="panel group block h-full px-4 py-3 transition-colors hover:border-edge"
            >
              <span className="flex items-center gap-2 font-medium text-accent">
                {label}
                <ArrowRight aria-hidden size={16} className="shrink-0" />
              </span>
              <span className="mt-0.5 block text-sm text-ink-soft">{why}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The ways on that several pages share. */
export const NEXT = {
  diagnose: { href: "/", label: "Check your own URL", why: "See what your browser sends, and which line stops it." },
  learn: { href: "/learn", label: "Learn how CORS works", why: "The whole of it in half an hour, with exercises." },
  lab: {
    href: "/lab",
    label: "Break something on purpose",
    why: "Servers with one fault each, ready to be diagnosed.",
  },
  findings: {
    href: "/findings",
    label: "Look up a finding",
    why: "Everything that a diagnosis can say, with examples.",
  },
} as const satisfies Record<string, NextAction>;

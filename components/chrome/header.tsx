import Link from "next/link";
import type { ReactNode } from "react";
import type { Theme } from "./theme.ts";
import { ThemeToggle } from "./theme-toggle.tsx";

const PAGES = [
  { href: "/learn", label: "Learn" },
  { href: "/lab", label: "Lab" },
  { href: "/findings", label: "Findings" },
] as const;

export function Header({ theme }: { readonly theme: Theme }): ReactNode {
  return (
    <header className="border-b border-line">
      <div className="mx-auto flex h-14 w-full max-w-6xl items-center gap-1 px-4 sm:px-6">
        <Link href="/" prefetch={false} className="me-auto flex items-center gap-2.5 font-semibold tracking-tight">
          <Mark />
          Preflight
        </Link>
        <nav aria-label="Main" className="flex items-center">
          {PAGES.map(({ href, label }) => (
            <Link key={href} href={href} prefetch={false} className="button max-[24rem]:px-2" data-quiet>
              {label}
            </Link>
          ))}
        </nav>
        <ThemeToggle initial={theme} />
      </div>
    </header>
  );
}

/** One arrow that gets through, one that does not. */
function Mark(): ReactNode {
  return (
    <svg
      aria-hidden
      viewBox="0 0 24 24"
      width={22}
      height={22}
      fill="none"
      stroke="currentColor"
      strokeWidth={2.25}
      strokeLinecap="round"
      strokeLinejoin="round"
      className="text-accent"
    >
      <path d="M3 8h12m0 0-3.5-3.5M15 8l-3.5 3.5" />
      <path d="M21 16H9m0 0 3.5-3.5M9 16l3.5 3.5" strokeDasharray="2.5 3.5" />
      <path d="M21 3v18" />
    </svg>
  );
}

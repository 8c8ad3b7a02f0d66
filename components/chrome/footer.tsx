import Link from "next/link";
import type { ReactNode } from "react";

const PAGES = [
  { href: "/", label: "Diagnose" },
  { href: "/offline", label: "Paste the answers" },
  { href: "/in-my-browser", label: "Run in my browser" },
  { href: "/learn", label: "Learn" },
  { href: "/glossary", label: "Glossary" },
  { href: "/findings", label: "Findings" },
  { href: "/lab", label: "Lab" },
] as const;

export function Footer(): ReactNode {
  return (
    <footer className="border-t border-line text-sm text-ink-soft">
      <nav aria-label="All pages" className="mx-auto max-w-6xl px-4 pt-6 sm:px-6">
        <ul className="flex list-none flex-wrap gap-x-5 gap-y-1">
          {PAGES.map(({ href, label }) => (
            <li key={href}>
              <Link href={href} prefetch={false} className="inline-block py-1 hover:text-ink hover:underline">
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <p className="mx-auto max-w-6xl px-4 pt-3 pb-6 sm:px-6">
        Follows the{" "}
        <a className="link" href="https://fetch.spec.whatwg.org/#http-cors-protocol">
          Fetch standard
        </a>{" "}
        step by step, with the measured deviations of Chromium, Firefox and WebKit. Requests go out from this server, so
        cookies, extensions and caches of your own browser take no part, unless you{" "}
        <a className="link" href="/in-my-browser">
          run a request in your browser
        </a>
        .
      </p>
    </footer>
  );
}

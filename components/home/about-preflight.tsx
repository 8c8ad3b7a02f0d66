import Link from "next/link";
import type { ReactNode } from "react";

const PLACES = [
  { href: "/learn", name: "Learn", says: "how CORS works, from the first request to the last header" },
  { href: "/lab", name: "Lab", says: "servers that answer wrongly on purpose, beside how it is done right" },
  {
    href: "/findings",
    name: "Findings",
    says: "everything that a diagnosis can name, with the console line to search for",
  },
] as const;

/** What Preflight is, for those who scroll. */
export function AboutPreflight(): ReactNode {
  return (
    <section
      aria-labelledby="about"
      className="mt-16 grid gap-x-8 gap-y-8 border-t border-line pt-10 lg:grid-cols-[minmax(0,1fr)_25rem]"
    >
      <div className="min-w-0">
        <h2 id="about" className="text-lg font-semibold">
          What Preflight does
        </h2>
        <ol className="mt-4 max-w-[70ch] list-none space-y-3 text-ink-soft">
          <li>
            <strong className="font-semibold text-ink">It asks as a browser asks:</strong> the preflight, the request,
            every redirect, each with the headers that Chromium, Firefox and WebKit would send.
          </li>
          <li>
            <strong className="font-semibold text-ink">It judges as browsers judge:</strong> by the steps of the Fetch
            standard and by what was measured where a browser departs from them, down to the line in the console.
          </li>
          <li>
            <strong className="font-semibold text-ink">It proves what helps:</strong> the change to the server or to the
            page is tried in the same engines before it is shown, and written down for the server that answered.
          </li>
        </ol>
        <p className="mt-4 max-w-[70ch] text-ink-soft">
          Each diagnosis gets an address of its own, to hand to whoever owns the server.
        </p>
      </div>
      <nav aria-labelledby="elsewhere" className="min-w-0">
        <h2 id="elsewhere" className="text-lg font-semibold">
          Without a request at hand
        </h2>
        <ul className="mt-4 list-none space-y-3 text-ink-soft">
          {PLACES.map(({ href, name, says }) => (
            <li key={href}>
              <Link href={href} prefetch={false} className="link">
                {name}
              </Link>
              : {says}
            </li>
          ))}
        </ul>
      </nav>
    </section>
  );
}

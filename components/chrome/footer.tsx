import type { ReactNode } from "react";

export function Footer(): ReactNode {
  return (
    <footer className="border-t border-line text-sm text-ink-soft">
      <p className="mx-auto max-w-6xl px-4 py-6 sm:px-6">
        Follows the{" "}
        <a className="link" href="https://fetch.spec.whatwg.org/#http-cors-protocol">
          Fetch standard
        </a>{" "}
        step by step, with the measured deviations of Chromium, Firefox and WebKit. Requests go out from this server, so
        cookies, extensions and caches of your own browser take no part.
      </p>
    </footer>
  );
}

export interface DeadEndText {
  readonly status: 404 | 410 | 503;
  readonly title: string;
  readonly advice: string;
}

/** Why there is nothing to show at an address. */
export const DEAD_ENDS = {
  "not-found": {
    status: 404,
    title: "There is no diagnosis at this address",
    advice:
      "Check that the whole address was copied: its last part has 22 characters, and upper and lower case matter.",
  },
  gone: {
    status: 410,
    title: "This diagnosis is gone",
    advice:
      "It expired, or whoever made it deleted it, and nothing of it is kept. Ask for the URL and the page that it was about and run it again: servers change, and a fresh diagnosis says more than an old one.",
  },
  unavailable: {
    status: 503,
    title: "Preflight cannot look this diagnosis up",
    advice: "Its database does not answer. The diagnosis is not lost: try again in a few seconds.",
  },
  finding: {
    status: 404,
    title: "There is no finding with this id",
    advice: 'Ids never change, so the address is mistyped. <a href="/findings">All findings</a> are on one page.',
  },
  problem: {
    status: 404,
    title: "There is no problem with this code",
    advice: "Codes never change, so the address is mistyped. It stands in the <code>type</code> of the API’s answer.",
  },
} as const satisfies Record<string, DeadEndText>;

/**
 * A whole page without the framework: it can have any status, and needs no JavaScript. The framework's own pages are
 * always 200, or are put together in the tab.
 */
export function deadEndDocument({ title, advice }: DeadEndText, nonce: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Preflight</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<style nonce="${nonce}">
:root { color-scheme: light dark; --ink: light-dark(#171c26, #eceef1); --soft: light-dark(#4c5361, #a9afba); --line: light-dark(#dfe2e7, #2c323d); --accent: light-dark(#1e4fd8, #8cb4ff) }
body { margin: 0; background: light-dark(#f9fafb, #0d1118); color: var(--ink); font: 1rem/1.6 ui-sans-serif, system-ui, sans-serif }
header { border-block-end: 1px solid var(--line) }
header a { color: inherit; font-weight: 600; text-decoration: none }
header, main { padding: 0.9rem max(1rem, 50vw - 34.5rem) }
main { padding-block: 2.5rem }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; text-wrap: balance }
p { max-inline-size: 60ch; color: var(--soft) }
a { color: var(--accent) }
</style>
<header><a href="/">Preflight</a></header>
<main>
<h1>${title}</h1>
<p>${advice}</p>
<p><a href="/">Diagnose a request</a></p>
</main>
</html>
`;
}

import type { Theme } from "./theme.ts";

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
 * always 200, or are put together in the tab. Its colours are those of `app/globals.css`.
 */
export function deadEndDocument({ title, advice }: DeadEndText, nonce: string, theme: Theme): string {
  return `<!doctype html>
<html lang="en"${theme === "system" ? "" : ` data-theme="${theme}"`}>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Preflight</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<style nonce="${nonce}">
:root { color-scheme: light dark; --ink: light-dark(oklch(0.21 0.018 258), oklch(0.945 0.006 255)); --soft: light-dark(oklch(0.44 0.018 258), oklch(0.745 0.014 255)); --line: light-dark(oklch(0.905 0.006 255), oklch(0.3 0.016 258)); --raised: light-dark(oklch(1 0 0), oklch(0.212 0.014 258)); --accent: light-dark(oklch(0.49 0.19 262), oklch(0.77 0.12 258)); --on-accent: light-dark(oklch(1 0 0), oklch(0.16 0.03 262)) }
:root[data-theme="light"] { color-scheme: light }
:root[data-theme="dark"] { color-scheme: dark }
body { margin: 0; background: light-dark(oklch(0.985 0.002 255), oklch(0.175 0.012 258)); color: var(--ink); font: 1rem/1.6 ui-sans-serif, system-ui, sans-serif }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
header, main { padding-inline: max(1rem, 50vw - 34.5rem) }
header { display: flex; align-items: center; min-block-size: 3.5rem; border-block-end: 1px solid var(--line) }
header a { color: inherit; font-weight: 600; text-decoration: none }
main { padding-block: 2.5rem }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; letter-spacing: -0.011em; text-wrap: balance }
p { max-inline-size: 60ch; color: var(--soft); text-wrap: pretty }
a { color: var(--accent) }
code { font: 0.92em ui-monospace, monospace }
ul { display: flex; flex-wrap: wrap; gap: 0.5rem; margin: 1.5rem 0 0; padding: 0; list-style: none }
li a { display: inline-flex; align-items: center; min-block-size: 2.75rem; padding-inline: 1.25rem; border: 1px solid var(--line); border-radius: 8px; background: var(--raised); color: var(--ink); font-weight: 500; text-decoration: none }
li:first-child a { border-color: transparent; background: var(--accent); color: var(--on-accent) }
</style>
<header><a href="/">Preflight</a></header>
<main>
<h1>${title}</h1>
<p>${advice}</p>
<ul>
<li><a href="/">Diagnose a request</a></li>
<li><a href="/lab">See the lab</a></li>
</ul>
</main>
</html>
`;
}

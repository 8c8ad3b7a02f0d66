import type { Page } from "playwright-core";

/** What the tests want to know of a page that was fetched. */
export interface CrawledPage {
  readonly status: number;
  readonly title: string;
  readonly description: string;
  readonly canonical: string;
  readonly h1Count: number;
  /** The last navigation in the content is the one that leads on. */
  readonly endsWithNext: boolean;
  readonly ids: readonly string[];
  /** Links within Preflight; a fragment that fills in the form is no anchor and is left out. */
  readonly links: readonly { readonly to: string; readonly fragment: string }[];
}

/** Fetches these pages and all that they lead to, by path and query, from within a page of Preflight. */
export async function crawl(page: Page, starts: readonly string[]): Promise<ReadonlyMap<string, CrawledPage>> {
  const pages = new Map<string, CrawledPage>();
  const queue = [...starts];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (pages.has(path)) continue;
    const crawled = await page.evaluate(readPage, path);
    pages.set(path, crawled);
    queue.push(...crawled.links.map(({ to }) => to));
  }
  return pages;
}

/** Runs in the browser. */
async function readPage(path: string): Promise<CrawledPage> {
  const response = await fetch(path, { headers: { accept: "text/html" } });
  const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
  const all = (selector: string) => [...parsed.querySelectorAll(selector)];
  const attribute = (selector: string, name: string) => parsed.querySelector(selector)?.getAttribute(name) ?? "";
  const urls = all("a[href]").map((link) => new URL(link.getAttribute("href") ?? "", response.url));
  return {
    status: response.status,
    title: parsed.title,
    description: attribute("meta[name=description]", "content"),
    canonical: attribute("link[rel=canonical]", "href"),
    h1Count: all("h1").length,
    endsWithNext: all("main nav").at(-1)?.getAttribute("aria-label") === "What to do next",
    ids: all("[id]").map(({ id }) => id),
    links: urls
      .filter(({ origin }) => origin === location.origin)
      .map(({ pathname, search, hash }) => ({
        to: pathname + search,
        fragment: hash.includes("=") ? "" : hash.slice(1),
      })),
  };
}

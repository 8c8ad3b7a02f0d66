/** The path and query of a URL as they stand in a request line; the URL itself where it cannot be parsed. */
export function pathOf(url: string): string {
  const parsed = URL.parse(url);
  return parsed ? `${parsed.pathname}${parsed.search}` : url;
}

/** The host and port of a URL; the URL itself where it cannot be parsed. */
export function hostOf(url: string): string {
  return URL.parse(url)?.host ?? url;
}

/** Milliseconds as people read them: `8 ms`, `1.2 s`. */
export function formatMs(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

import { byteLowercase, getHeader, type HeaderList } from "#lib/fetch/header-list.ts";

/** Headers in which caches say that an answer is a kept one. `Age` counts seconds, and 0 tells nothing. */
const TRACES: ReadonlyMap<string, RegExp> = new Map([
  ["age", /^0*[1-9]\d*$/],
  ["x-cache", /\bhit\b/i],
  ["cf-cache-status", /^(HIT|STALE|UPDATING|REVALIDATED)$/i],
  // https://www.rfc-editor.org/rfc/rfc9211#name-the-hit-parameter
  ["cache-status", /;\s*hit\b/i],
  ["x-proxy-cache", /\bhit\b/i],
  ["x-vercel-cache", /^(HIT|STALE)$/i],
]);

/** The line by which an answer gives away that it comes from a cache, as an index; null when none does. */
export function cacheTrace(headers: HeaderList): number | null {
  const index = headers.findIndex(([name, value]) => TRACES.get(byteLowercase(name))?.test(value.trim()) === true);
  return index === -1 ? null : index;
}

/** Whether caches are told that the answer depends on `Origin`. */
export function variesByOrigin(headers: HeaderList): boolean {
  const names = (getHeader(headers, "vary") ?? "").split(",").map((name) => name.trim().toLowerCase());
  return names.includes("origin") || names.includes("*");
}

/** Whether a cache may keep the answer to a request with that method. */
export function isStorable(method: string, headers: HeaderList): boolean {
  return ["GET", "HEAD"].includes(method) && !/\bno-store\b/i.test(getHeader(headers, "cache-control") ?? "");
}

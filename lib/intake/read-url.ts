import { OPAQUE_ORIGIN, originOfUrl, type Origin } from "#lib/fetch/origin.ts";

export const MAX_URL_LENGTH = 8192;

export type ReadUrl<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string; readonly fix?: string };

/** The URL that the page fetches: absolute, any scheme. */
export function readTargetUrl(text: string): ReadUrl<string> {
  const input = text.trim();
  if (input === "") return { ok: false, message: "Give the URL that the page requests." };
  if (input.length > MAX_URL_LENGTH) return tooLong();
  const url = URL.parse(input);
  if (url !== null && !isHostWithPort(url)) return { ok: true, value: input };
  return notAnUrl(input, "This is not an absolute URL; it starts with https:// or http://.");
}

/** The origin of the page that makes the request; a page's URL is cut down to it. */
export function readPageOrigin(text: string): ReadUrl<Origin> {
  const input = text.trim();
  if (input === "")
    return { ok: false, message: "Give the page that makes the request: its URL, its origin, or null." };
  if (input === "null") return { ok: true, value: OPAQUE_ORIGIN };
  if (input.length > MAX_URL_LENGTH) return tooLong();
  const url = URL.parse(input);
  if (url !== null && !isHostWithPort(url)) return { ok: true, value: originOfUrl(url) };
  return notAnUrl(input, "This is neither a page's URL nor an origin; for an opaque origin write null.");
}

/** `localhost:3000` parses as a URL whose scheme is `localhost`; nobody means that. */
function isHostWithPort(url: URL): boolean {
  const scheme = url.protocol.slice(0, -1);
  return (scheme === "localhost" || scheme.includes(".")) && /^\d+([/?#]|$)/.test(url.pathname);
}

function notAnUrl(input: string, message: string): ReadUrl<never> {
  const isLocal = /^(localhost|127\.|\[::1\])/.test(input);
  const guess = `${isLocal ? "http" : "https"}://${input.replace(/^[/:]+/, "")}`;
  const looksLikeHost = /^[/:]*[^\s/?#]+(\.[^\s/?#.]+)+|^[/:]*(localhost|\[)/.test(input);
  return looksLikeHost && URL.canParse(guess) ? { ok: false, message, fix: guess } : { ok: false, message };
}

function tooLong(): ReadUrl<never> {
  return { ok: false, message: `URLs longer than ${String(MAX_URL_LENGTH)} characters are not diagnosed.` };
}

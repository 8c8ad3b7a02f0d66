import type { IncomingHttpHeaders } from "node:http";

export interface LocalRequest {
  readonly method: string;
  /** Of `pathnameOf`. */
  readonly pathname: string;
  readonly headers: IncomingHttpHeaders;
  /** The origin that the request was addressed to. */
  readonly ownOrigin: string;
}

const SAFE_METHODS: readonly string[] = ["GET", "HEAD"];

/** `GET /api/v1/diagnoses?url=…` contacts the target although it is a GET. */
const SENDING_PATH = /\/api\/v1\/diagnoses$/i;
const API_PATH = /^\/api\b|\/api\/v1\b/i;

/**
 * Whether, in local mode, a request may have been made by another web page, which must not reach into the network of
 * whoever runs Preflight: not by `fetch` in any mode, a form, an image, a frame, a redirect, a WebSocket or a link. What
 * another page may do is to open a page of ours in a tab, where it can read nothing.
 */
export function isForeign({ method, pathname, headers, ownOrigin }: LocalRequest): boolean {
  const site = headers["sec-fetch-site"];
  if (site === "same-origin" || site === "none") return false;
  if (site === undefined) {
    if (headers.origin !== undefined) return headers.origin !== ownOrigin;
    // An <img> in a browser without Sec-Fetch-Site sends neither header; a script's request does not look like a browser's.
    return SENDING_PATH.test(pathname) && (headers["user-agent"] ?? "").startsWith("Mozilla/");
  }
  const opensPage =
    SAFE_METHODS.includes(method) &&
    headers["sec-fetch-mode"] === "navigate" &&
    headers["sec-fetch-dest"] === "document" &&
    !API_PATH.test(pathname);
  return !opensPage;
}

import { byteLowercase } from "#lib/fetch/header-list.ts";
import { normalizeMethod } from "#lib/fetch/method.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { isTracingHeader } from "./tracing-headers.ts";

const CORS_RESPONSE_HEADER = /^access-control-(allow-.+|expose-headers|max-age)$/;
const CACHE_HEADERS = ["cache-control", "pragma", "expires"];
/** With other methods these guard against lost updates. */
const CACHE_HEADERS_OF_GET = ["if-none-match", "if-modified-since"];

/** Whether only a response can say what a header of that lower-case name says. */
export function isCorsResponseHeader(lowerName: string): boolean {
  return CORS_RESPONSE_HEADER.test(lowerName);
}

/** Whether a header of that lower-case name is about the browser's cache, which `fetch()` has an option for. */
export function isCacheHeader(lowerName: string, { method }: Pick<FetchRequest, "method">): boolean {
  return CACHE_HEADERS.includes(lowerName) || (isGet(method) && CACHE_HEADERS_OF_GET.includes(lowerName));
}

/** Whether a header of that lower-case name describes a body that is not there. */
export function isTypeOfNoBody(lowerName: string, { method, body }: Pick<FetchRequest, "method" | "body">): boolean {
  return lowerName === "content-type" && body === "none" && isGet(method);
}

/** Whether the page could well do without this request header. */
export function isNeedless(name: string, request: FetchRequest): boolean {
  const lower = byteLowercase(name);
  return (
    isCorsResponseHeader(lower) ||
    isCacheHeader(lower, request) ||
    isTypeOfNoBody(lower, request) ||
    isTracingHeader(lower) ||
    lower === "x-requested-with"
  );
}

function isGet(method: string): boolean {
  return ["GET", "HEAD"].includes(normalizeMethod(method));
}

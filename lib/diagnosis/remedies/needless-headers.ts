import { byteLowercase } from "#lib/fetch/header-list.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";

/** Headers that belong on answers; on a request they do nothing but make a preflight necessary. */
const RESPONSE_HEADER_NAME =
  /^(access-control-(allow-(origin|credentials|methods|headers|private-network)|expose-headers|max-age)|cross-origin-(resource|opener|embedder)-policy|timing-allow-origin|x-frame-options|x-content-type-options|strict-transport-security|vary|server)$/;

/** Headers that a library adds for its own purposes. */
const ADDED_BY_LIBRARIES =
  /^(traceparent|tracestate|baggage|sentry-trace|b3|x-b3-.*|x-datadog-.*|newrelic|x-cloud-trace-context|x-requested-with)$/;

/** Headers that ask a cache for what the page can ask for with the option `cache`. */
const CACHE_HEADER_NAME = /^(cache-control|pragma|expires|if-modified-since)$/;

export function isResponseHeaderName(name: string): boolean {
  return RESPONSE_HEADER_NAME.test(byteLowercase(name));
}

/** Whether the page could well leave this request header out. */
export function isDroppable(name: string, { body }: Pick<FetchRequest, "body">): boolean {
  const lower = byteLowercase(name);
  return (
    isResponseHeaderName(lower) ||
    ADDED_BY_LIBRARIES.test(lower) ||
    CACHE_HEADER_NAME.test(lower) ||
    (lower === "content-type" && body === "none")
  );
}

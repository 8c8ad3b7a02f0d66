import type { FetchOutcome } from "#lib/fetch/outcome.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";

/** What a page gets that did not call `fetch()`: an event without a reason. */
export const ERROR_EVENT = "error event";

/** What the page is told of a failed request: the rejection of `fetch()`, an event, or nothing. */
export function failureTold({ initiator }: FetchRequest, rejection: string): string | null {
  if (initiator === "fetch") return rejection;
  return initiator === "beacon" ? null : ERROR_EVENT;
}

/** The headers that the browser says it drops: XMLHttpRequest tells, `fetch()` does not. */
export function namesRefusedAloud({ initiator }: FetchRequest, { droppedRequestHeaders }: FetchOutcome): string[] {
  return initiator.startsWith("xhr") ? droppedRequestHeaders.map(({ name }) => name) : [];
}

/** The http URLs, none or one, that the browser requested over https because they are mixed content. */
export function upgradedUrls(request: FetchRequest, { urlList: [first = request.url] }: FetchOutcome): string[] {
  const { protocol, href } = new URL(request.url);
  return protocol === "http:" && first.startsWith("https:") ? [href] : [];
}

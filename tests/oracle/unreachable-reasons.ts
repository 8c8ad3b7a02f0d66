import type { Reason } from "#lib/contract/terms.ts";
import type { Oracle } from "./oracle.ts";

type Why = Readonly<Partial<Record<Reason, string>>>;

const EVERYWHERE: Why = {
  "preflight-authorization-wildcard": "the standard alone refuses it",
  "redirect-stream-body": "no browser sends a stream over HTTP/1.1",
};

/** The reasons that no generated case can end with, and why; every other reason has to be reached. */
export const UNREACHABLE_REASONS: Readonly<Record<Oracle["name"], Why>> = {
  chromium: EVERYWHERE,
  firefox: { ...EVERYWHERE, "network-error": "Firefox takes a 407 for an ordinary answer" },
  webkit: { ...EVERYWHERE, "network-error": "WebKit takes a 407 for an ordinary answer" },
};

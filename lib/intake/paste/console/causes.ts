import type { Cause, Family } from "./cause.ts";
import { CHROMIUM_CAUSES } from "./chromium-causes.ts";
import { FIREFOX_CAUSES } from "./firefox-causes.ts";
import { WEBKIT_CAUSES } from "./webkit-causes.ts";

/** What is said of a preflight in front of the six checks that are made of every answer. */
export const PREFLIGHT_PREFIX = "Response to preflight request doesn't pass access control check: ";
export const WEBKIT_REDIRECT_PREFIX =
  "Cross-origin redirection to {value} denied by Cross-Origin Resource Sharing policy: ";

/** Findings that come in a second form for a preflight. */
export const CHECKS_OF_EVERY_ANSWER = [
  "allow-origin-missing",
  "allow-origin-wildcard-with-credentials",
  "allow-origin-multiple-values",
  "allow-origin-invalid-value",
  "allow-origin-mismatch",
  "allow-credentials-not-true",
];

export const CAUSES: Readonly<Record<Family, readonly Cause[]>> = {
  chromium: CHROMIUM_CAUSES,
  firefox: FIREFOX_CAUSES,
  webkit: WEBKIT_CAUSES,
};

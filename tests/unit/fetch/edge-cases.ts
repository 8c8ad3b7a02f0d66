import type { EdgeCase } from "./edge-case.ts";
import { ACCESS_CHECK_CASES } from "./edge-cases/access-check.ts";
import { AROUND_CORS_CASES } from "./edge-cases/around-cors.ts";
import { INITIATOR_CASES } from "./edge-cases/initiator.ts";
import { PREFLIGHT_ANSWER_CASES } from "./edge-cases/preflight-answer.ts";
import { PREFLIGHT_NEED_CASES } from "./edge-cases/preflight-need.ts";
import { REDIRECT_CASES } from "./edge-cases/redirect.ts";

export const EDGE_CASES: readonly EdgeCase[] = [
  ...ACCESS_CHECK_CASES,
  ...PREFLIGHT_NEED_CASES,
  ...PREFLIGHT_ANSWER_CASES,
  ...REDIRECT_CASES,
  ...AROUND_CORS_CASES,
  ...INITIATOR_CASES,
];

/** The edge cases of the list that one request with known answers cannot show, by why not. */
export const NOT_EXPRESSIBLE: Readonly<Record<string, readonly number[]>> = {
  "a warning, not a verdict": [17],
  "cookies and their storage": [75],
  "the HTTP cache, or the preflight cache of an earlier fetch": [79, 89, 91],
  "a service worker or an extension": [93, 94, 103],
  "another program than a browser": [95],
  "Local Network Access": [96, 97, 98, 99, 100],
  "markup that does nothing": [105],
  "headers that the browser adds itself": [113],
};

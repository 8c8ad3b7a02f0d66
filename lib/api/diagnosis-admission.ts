import type { ApiCall } from "./answer.ts";
import { clientKey } from "./client-address.ts";
import type { Problem } from "./problems.ts";
import { rateLimitHeaders } from "./rate-limit.ts";

const OWN_PRODUCT = "Preflight/";

/** A Preflight that is asked by a Preflight could be asked to ask itself, and so on: requests from one are refused. */
export function refuseOwnUserAgent(headers: Headers): Problem | null {
  return headers.get("user-agent")?.includes(OWN_PRODUCT)
    ? {
        code: "forbidden",
        detail: "This request was made by a Preflight, and one Preflight does not work for another.",
      }
    : null;
}

/** Counts a diagnosis against the client's rate limit; a problem when there are too many. */
export async function countDiagnosis({ request, context, answerHeaders }: ApiCall): Promise<Problem | null> {
  const verdict = await context.rateLimiter.consume(clientKey(request.headers));
  for (const [name, value] of Object.entries(rateLimitHeaders(verdict))) answerHeaders.set(name, value);
  if (verdict.allowed) return null;
  return {
    code: "rate-limited",
    detail: `One client may start ${verdict.limit} diagnoses per minute. Try again in ${verdict.resetSeconds} s.`,
  };
}

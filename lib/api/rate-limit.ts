import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { RATE_LIMIT_WINDOW_SECONDS } from "#lib/config/defaults.ts";

export interface RateLimitVerdict {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Until the window of this client starts anew; at least 1. */
  readonly resetSeconds: number;
}

export interface RateLimiter {
  /** Counts one diagnosis of that client. */
  consume(clientKey: string): Promise<RateLimitVerdict>;
}

/** Counts in this process's memory: right for one node. */
export function createMemoryRateLimiter(limitPerWindow: number): RateLimiter {
  const limiter = new RateLimiterMemory({ points: limitPerWindow, duration: RATE_LIMIT_WINDOW_SECONDS });
  return {
    async consume(clientKey) {
      const state = await limiter.consume(clientKey).catch((reason: unknown) => {
        // The library rejects with the state when the limit is reached, and with an Error when it fails.
        if (reason instanceof RateLimiterRes) return reason;
        throw reason;
      });
      return {
        allowed: state.consumedPoints <= limitPerWindow,
        limit: limitPerWindow,
        remaining: Math.max(0, state.remainingPoints),
        resetSeconds: Math.max(1, Math.ceil(state.msBeforeNext / 1_000)),
      };
    },
  };
}

/** https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ */
export function rateLimitHeaders({
  allowed,
  limit,
  remaining,
  resetSeconds,
}: RateLimitVerdict): Record<string, string> {
  return {
    ratelimit: `"diagnoses";r=${remaining};t=${resetSeconds}`,
    "ratelimit-policy": `"diagnoses";q=${limit};w=${RATE_LIMIT_WINDOW_SECONDS}`,
    ...(allowed ? {} : { "retry-after": String(resetSeconds) }),
  };
}

import { composition } from "#lib/composition.ts";
import type { Services } from "#lib/service/services.ts";
import { createMemoryRateLimiter, type RateLimiter } from "./rate-limit.ts";

/** What the API needs of the rest of Preflight. */
export interface ApiContext {
  readonly services: Services;
  readonly rateLimiter: RateLimiter;
  readonly log: { error(details: object, message: string): void };
  /** An origin, without a trailing slash. */
  readonly publicUrl: string;
  /** `PRIVATE_TARGETS=allow`: no page of another origin may read any answer. */
  readonly localMode: boolean;
}

/** One limiter per process: the framework may load this module more than once. */
const holder = globalThis as typeof globalThis & { preflightRateLimiter?: RateLimiter };

/** The context of this process. */
export async function apiContext(): Promise<ApiContext> {
  const { config, services, log } = await composition();
  holder.preflightRateLimiter ??= createMemoryRateLimiter(config.rateLimitPerMinute);
  return {
    services,
    rateLimiter: holder.preflightRateLimiter,
    log,
    publicUrl: config.publicUrl,
    localMode: config.privateTargets === "allow",
  };
}

import { LRUCache } from "lru-cache";
import { PICTURES_KEPT_MAX } from "#lib/config/defaults.ts";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import type { ApiCall } from "./answer.ts";
import { clientKey } from "./client-address.ts";
import type { Problem } from "./problems.ts";
import { rateLimitHeaders } from "./rate-limit.ts";

/** Draws a PNG. */
export type DrawPicture = (diagnosis: Diagnosis) => Promise<ArrayBuffer>;

/** `GET /d/{id}/picture`, with the pictures that this process has drawn. */
export function createPictures(draw: DrawPicture) {
  const drawn = new LRUCache<string, Promise<ArrayBuffer>>({ max: PICTURES_KEPT_MAX });

  return async function getPicture({ request, context }: ApiCall, id: string): Promise<Response | Problem> {
    // Asked each time: a deleted diagnosis takes its picture with it.
    const lookup = await context.services.getDiagnosis(id);
    if (lookup.kind !== "found") {
      drawn.delete(id);
      return { code: lookup.kind };
    }
    let picture = drawn.get(id);
    if (picture === undefined) {
      const verdict = await context.rateLimiter.consume(`picture ${clientKey(request.headers)}`);
      if (!verdict.allowed) {
        return {
          code: "rate-limited",
          detail: `One client may have ${verdict.limit} pictures drawn per minute. Try again in ${verdict.resetSeconds} s.`,
          headers: rateLimitHeaders(verdict),
        };
      }
      // Two who ask at the same time wait for the same drawing, unless the other was begun while this one was counted.
      picture = drawn.get(id) ?? draw(lookup.diagnosis);
      drawn.set(id, picture);
      picture.catch(() => drawn.delete(id));
    }
    return new Response(await picture, {
      headers: { "content-type": "image/png", "cache-control": "private, no-cache", "x-robots-tag": "noindex" },
    });
  };
}

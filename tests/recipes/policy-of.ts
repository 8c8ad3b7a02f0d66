import type { CorsPolicy } from "#lib/recipes/recipe.ts";
import type { Situation } from "./situations.ts";

/** Never in need of permission as the situations use them. https://fetch.spec.whatwg.org/#cors-safelisted-request-header */
const SAFELISTED = ["accept", "accept-language", "content-language"];

/** What the server has to say to let that request of the page through, and nothing beyond it. */
export function policyOf({ request, exposed, anyOrigin }: Situation, origin: string): CorsPolicy {
  const names = request.headers.map(([name]) => name.toLowerCase());
  return {
    origin: anyOrigin ? "*" : origin,
    credentials: request.credentials === "include",
    methods: [request.method],
    headers: names.filter((name) => !SAFELISTED.includes(name)),
    exposed,
    path: request.path,
  };
}

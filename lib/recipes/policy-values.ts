import type { CorsPolicy } from "./recipe.ts";

/** The path where every pattern language reads it as itself, else null: nothing in it is a wildcard or an escape. */
export function literalPath({ path }: CorsPolicy): string | null {
  return /^[\w./~-]+$/.test(path) ? path : null;
}

/** The request headers to allow where an empty list would mean any: `accept` is always allowed, so it adds nothing. */
export function headersNeverEmpty({ headers }: CorsPolicy): readonly string[] {
  return headers.length > 0 ? headers : ["accept"];
}

/** Names and values of the CORS headers, for a server that can only send the same ones with every answer. */
export function staticHeaders(policy: CorsPolicy): readonly (readonly [name: string, value: string])[] {
  return [
    ["Access-Control-Allow-Origin", policy.origin] as const,
    ["Access-Control-Allow-Credentials", policy.credentials ? "true" : ""] as const,
    ["Access-Control-Allow-Methods", policy.methods.join(", ")] as const,
    ["Access-Control-Allow-Headers", policy.headers.join(", ")] as const,
    ["Access-Control-Expose-Headers", policy.exposed.join(", ")] as const,
  ].filter(([, value]) => value !== "");
}

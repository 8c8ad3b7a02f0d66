import { items, lines } from "./lines.ts";
import { doubleQuoted } from "./quoting.ts";
import type { Recipe } from "./recipe.ts";

export const traefik: Recipe<"traefik"> = {
  id: "traefik",
  name: "Traefik",
  language: "yaml",
  servers: ["Traefik"],
  docs: "https://doc.traefik.io/traefik/middlewares/http/headers",
  install: null,
  trap: "The middleware has to be the first in the router's list, before any authentication, and the router's rule must not ask for a `Method`: otherwise the preflight never reaches it. Headers that the service sends itself are overwritten, so leave CORS to one of the two.",
  verified: false,
  write: (policy) => [
    {
      place: "in a file of the dynamic configuration; then name `cors` first in the `middlewares` of the router",
      code: lines(
        "http:",
        "  middlewares:",
        "    cors:",
        "      headers:",
        `        accessControlAllowOriginList: [${doubleQuoted(policy.origin)}]`,
        policy.credentials ? "        accessControlAllowCredentials: true" : null,
        `        accessControlAllowMethods: [${items(policy.methods, doubleQuoted)}]`,
        policy.headers.length > 0
          ? `        accessControlAllowHeaders: [${items(policy.headers, doubleQuoted)}]`
          : null,
        policy.exposed.length > 0
          ? `        accessControlExposeHeaders: [${items(policy.exposed, doubleQuoted)}]`
          : null,
        "        addVaryHeader: true",
      ),
    },
  ],
};

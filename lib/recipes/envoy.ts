import { lines } from "./lines.ts";
import { doubleQuoted } from "./quoting.ts";
import type { Recipe } from "./recipe.ts";

export const envoy: Recipe<"envoy"> = {
  id: "envoy",
  name: "Envoy",
  language: "yaml",
  servers: ["Envoy"],
  docs: "https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/cors_filter",
  install: null,
  trap: "The policy does nothing without the filter, and the filter nothing where no route matches: it has to stand before authentication and the router, and a route has to match the path of `OPTIONS` too. It sends no `Vary: Origin` by itself.",
  verified: false,
  write: (policy) => [
    {
      place: "in the `http_filters` of the connection manager, as the first",
      code: lines(
        "- name: envoy.filters.http.cors",
        "  typed_config:",
        '    "@type": type.googleapis.com/envoy.extensions.filters.http.cors.v3.Cors',
      ),
    },
    {
      place: "in the virtual host, or in the one route that is asked for",
      code: lines(
        "typed_per_filter_config:",
        "  envoy.filters.http.cors:",
        '    "@type": type.googleapis.com/envoy.extensions.filters.http.cors.v3.CorsPolicy',
        "    allow_origin_string_match:",
        `      - exact: ${doubleQuoted(policy.origin)}`,
        policy.credentials ? "    allow_credentials: true" : null,
        `    allow_methods: ${doubleQuoted(policy.methods.join(", "))}`,
        policy.headers.length > 0 ? `    allow_headers: ${doubleQuoted(policy.headers.join(", "))}` : null,
        policy.exposed.length > 0 ? `    expose_headers: ${doubleQuoted(policy.exposed.join(", "))}` : null,
        "response_headers_to_add:",
        "  - header:",
        "      key: vary",
        "      value: origin",
      ),
    },
  ],
};

import { caddyString } from "./quoting.ts";
import type { CorsPolicy, Recipe } from "./recipe.ts";

export const caddy: Recipe<"caddy"> = {
  id: "caddy",
  name: "Caddy",
  language: "caddyfile",
  servers: ["Caddy"],
  docs: "https://caddyserver.com/docs/caddyfile/directives/header",
  install: null,
  trap:
    "Caddy sorts directives: `basic_auth`, `forward_auth` and any `handle` with a path come before this one, whatever you " +
    "write first. Put the whole site into a `route` block to keep your order, or preflights meet the authentication.",
  verified: true,
  write: (policy) => [
    { place: "at the top of the site's block", code: site(policy).join("\n") },
    { place: "in its `reverse_proxy` block, if it has one", code: "header_down -Access-Control-*" },
  ],
};

function site({ origin, credentials, methods, headers, exposed }: CorsPolicy): string[] {
  const anyOrigin = origin === "*";
  const fromOrigin = `header Origin ${caddyString(origin)}`;
  return [
    ...(anyOrigin ? [] : [`@cors ${fromOrigin}`, "header +Vary Origin"]),
    `header${anyOrigin ? "" : " @cors"} {`,
    `\tAccess-Control-Allow-Origin ${caddyString(origin)}`,
    ...(credentials ? ["\tAccess-Control-Allow-Credentials true"] : []),
    ...(exposed.length > 0 ? [`\tAccess-Control-Expose-Headers ${caddyString(exposed.join(", "))}`] : []),
    "}",
    "@preflight {",
    "\tmethod OPTIONS",
    ...(anyOrigin ? [] : [`\t${fromOrigin}`]),
    "\theader Access-Control-Request-Method *",
    "}",
    "handle @preflight {",
    `\theader Access-Control-Allow-Methods ${caddyString(methods.join(", "))}`,
    ...(headers.length > 0 ? [`\theader Access-Control-Allow-Headers ${caddyString(headers.join(", "))}`] : []),
    "\trespond 204",
    "}",
  ];
}

import { NGINX_DOLLAR, nginxString, nginxValue, regexEscaped } from "./quoting.ts";
import type { CorsPolicy, Recipe } from "./recipe.ts";

export const nginx: Recipe<"nginx"> = {
  id: "nginx",
  name: "nginx",
  language: "nginx",
  servers: ["nginx"],
  docs: "https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header",
  install: null,
  trap:
    "Without `always`, answers of 400 and above go out bare. A `location` with one `add_header` of its own inherits none " +
    "of these: repeat them there, and behind FastCGI write `fastcgi_hide_header` in place of `proxy_hide_header`.",
  verified: true,
  write: (policy) => [
    { place: "in the `http` block, before `server`", code: maps(policy).join("\n") },
    { place: "in the `server` block, above its first `location`", code: server(policy).join("\n") },
  ],
};

function maps({ origin, methods, headers }: CorsPolicy): string[] {
  const needsDollar = [...methods, ...headers].some((name) => name.includes("$"));
  return [
    ...(needsDollar ? [`geo $${NGINX_DOLLAR} {`, `    default "$";`, "}"] : []),
    ...(origin === "*"
      ? []
      : [
          "map $http_origin $cors_origin {",
          `    default "";`,
          `    ${nginxString(`~^${regexEscaped(origin)}$`)} $http_origin;`,
          "}",
        ]),
    'map "$request_method $http_access_control_request_method" $cors_preflight {',
    "    default 0;",
    '    "~^OPTIONS ." 1;',
    "}",
  ];
}

function server({ origin, credentials, methods, headers, exposed }: CorsPolicy): string[] {
  const lines = {
    "Access-Control-Allow-Origin": origin === "*" ? nginxValue(origin) : "$cors_origin",
    ...(origin === "*" ? {} : { Vary: nginxValue("Origin") }),
    ...(credentials ? { "Access-Control-Allow-Credentials": nginxValue("true") } : {}),
    "Access-Control-Allow-Methods": nginxValue(methods.join(", ")),
    ...(headers.length > 0 ? { "Access-Control-Allow-Headers": nginxValue(headers.join(", ")) } : {}),
    ...(exposed.length > 0 ? { "Access-Control-Expose-Headers": nginxValue(exposed.join(", ")) } : {}),
  };
  return [
    "# The application behind may answer with CORS headers of its own: two layers would contradict each other.",
    ...["Origin", "Credentials", "Methods", "Headers"].map((name) => `proxy_hide_header Access-Control-Allow-${name};`),
    "proxy_hide_header Access-Control-Expose-Headers;",
    ...Object.entries(lines).map(([name, value]) => `add_header ${name} ${value} always;`),
    "if ($cors_preflight) {",
    "    return 204;",
    "}",
  ];
}

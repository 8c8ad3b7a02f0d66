import { apacheHeaderValue, apacheString, regexEscaped } from "./quoting.ts";
import type { CorsPolicy, Recipe } from "./recipe.ts";

export const apache: Recipe<"apache"> = {
  id: "apache",
  name: "Apache",
  language: "apache",
  servers: ["Apache"],
  docs: "https://httpd.apache.org/docs/2.4/mod/mod_headers.html#header",
  install: "a2enmod headers rewrite setenvif",
  trap:
    "Without `always`, error answers go out bare, and what `always` sets does not replace what the application sent: hence " +
    "the `unset` lines. In `.htaccess` or `<Directory>` the rewrite comes after authentication, which refuses preflights.",
  verified: true,
  write: (policy) => [
    { place: "in the `<VirtualHost>` block, outside `<Directory>` and `<Location>`", code: code(policy).join("\n") },
  ],
};

function code({ origin, credentials, methods, headers, exposed }: CorsPolicy): string[] {
  const anyOrigin = origin === "*";
  const set = (name: string, value: string) =>
    `Header always set ${name} ${value}${anyOrigin ? "" : " env=CORS_ORIGIN"}`;
  return [
    ...(anyOrigin ? [] : [`SetEnvIf Origin ${apacheString(`^${regexEscaped(origin)}$`)} CORS_ORIGIN=$0`]),
    "# The application behind may answer with CORS headers of its own: two layers would contradict each other.",
    ...["Origin", "Credentials", "Methods", "Headers"].map(
      (name) => `Header onsuccess unset Access-Control-Allow-${name}`,
    ),
    "Header onsuccess unset Access-Control-Expose-Headers",
    set("Access-Control-Allow-Origin", anyOrigin ? apacheHeaderValue(origin) : '"%{CORS_ORIGIN}e"'),
    ...(anyOrigin ? [] : ['Header always merge Vary "Origin"']),
    ...(credentials ? [set("Access-Control-Allow-Credentials", '"true"')] : []),
    set("Access-Control-Allow-Methods", apacheHeaderValue(methods.join(", "))),
    ...(headers.length > 0 ? [set("Access-Control-Allow-Headers", apacheHeaderValue(headers.join(", ")))] : []),
    ...(exposed.length > 0 ? [set("Access-Control-Expose-Headers", apacheHeaderValue(exposed.join(", ")))] : []),
    "RewriteEngine On",
    "RewriteCond %{REQUEST_METHOD} =OPTIONS",
    "RewriteCond %{HTTP:Access-Control-Request-Method} .",
    "RewriteRule ^ - [R=204,L]",
  ];
}

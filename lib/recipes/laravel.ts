import { items, lines } from "./lines.ts";
import { literalPath } from "./policy-values.ts";
import { singleQuoted } from "./quoting.ts";
import type { Recipe } from "./recipe.ts";

export const laravel: Recipe<"laravel"> = {
  id: "laravel",
  name: "Laravel",
  language: "php",
  servers: ["Laravel"],
  docs: "https://laravel.com/docs/12.x/routing#cors",
  install: "php artisan config:publish cors",
  trap: "A path that `paths` does not name gets no CORS headers at all, and a cached configuration keeps the old ones until `php artisan config:clear`. The web server in front of PHP must add none itself.",
  verified: false,
  write: (policy) => [
    {
      place: "in `config/cors.php`, which the `HandleCors` middleware reads",
      code: lines(
        "<?php",
        "",
        "return [",
        // Laravel compares the path without the slashes around it.
        `    'paths' => [${singleQuoted(literalPath(policy)?.replace(/^\/+(?=.)|(?<=.)\/+$/g, "") ?? "*")}],`,
        `    'allowed_methods' => [${items(policy.methods, singleQuoted)}],`,
        `    'allowed_origins' => [${singleQuoted(policy.origin)}],`,
        "    'allowed_origins_patterns' => [],",
        `    'allowed_headers' => [${items(policy.headers, singleQuoted)}],`,
        `    'exposed_headers' => [${items(policy.exposed, singleQuoted)}],`,
        "    'max_age' => 0,",
        `    'supports_credentials' => ${String(policy.credentials)},`,
        "];",
      ),
    },
  ],
};

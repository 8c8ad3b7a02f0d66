import { singleQuoted } from "./quoting.ts";
import type { CorsPolicy, Recipe } from "./recipe.ts";

export const php: Recipe<"php"> = {
  id: "php",
  name: "PHP",
  language: "php",
  servers: ["PHP"],
  docs: "https://www.php.net/manual/en/function.header.php",
  install: null,
  trap:
    "Nothing may be written before `header()`, not even a blank line above `<?php`. Answers that PHP does not make, such as " +
    "the web server's own 404, stay bare; do not let the web server add the same headers a second time.",
  verified: true,
  write: (policy) => [
    { place: "in a new file `cors.php`", code: code(policy).join("\n") },
    {
      place: "first of all in `index.php`, or in every script that can be asked for",
      code: 'require __DIR__ . "/cors.php";',
    },
  ],
};

function code({ origin, credentials, methods, headers, exposed }: CorsPolicy): string[] {
  const anyOrigin = origin === "*";
  const isPreflight =
    "$_SERVER['REQUEST_METHOD'] === 'OPTIONS' && isset($_SERVER['HTTP_ACCESS_CONTROL_REQUEST_METHOD'])";
  const forOrigin = [
    header("Access-Control-Allow-Origin", origin),
    ...(credentials ? [header("Access-Control-Allow-Credentials", "true")] : []),
    ...(exposed.length > 0 ? [header("Access-Control-Expose-Headers", exposed.join(", "))] : []),
    `if (${isPreflight}) {`,
    `    ${header("Access-Control-Allow-Methods", methods.join(", "))}`,
    ...(headers.length > 0 ? [`    ${header("Access-Control-Allow-Headers", headers.join(", "))}`] : []),
    "    http_response_code(204);",
    "    exit;",
    "}",
  ];
  if (anyOrigin) return ["<?php", ...forOrigin];
  return [
    "<?php",
    "header('Vary: Origin', false);",
    `if (($_SERVER['HTTP_ORIGIN'] ?? '') === ${singleQuoted(origin)}) {`,
    ...forOrigin.map((line) => `    ${line}`),
    "}",
  ];
}

function header(name: string, value: string): string {
  return `header(${singleQuoted(`${name}: ${value}`)});`;
}

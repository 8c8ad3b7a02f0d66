import { doubleQuoted } from "./quoting.ts";
import type { CorsPolicy, Recipe } from "./recipe.ts";

export const go: Recipe<"go"> = {
  id: "go",
  name: "Go with rs/cors",
  language: "go",
  servers: ["Go"],
  docs: "https://pkg.go.dev/github.com/rs/cors",
  install: "go get github.com/rs/cors",
  trap:
    "It has to wrap the whole handler: routers that know methods answer `OPTIONS` with 404 or 405 before a middleware of " +
    "theirs runs. Without `AllowedOrigins` every origin is let in.",
  verified: true,
  write: (policy) => [
    { place: "among the imports", code: '"github.com/rs/cors"' },
    {
      place: "after the last route of `mux`; give `handler` to the server in place of `mux`",
      code: code(policy).join("\n"),
    },
  ],
};

function code({ origin, credentials, methods, headers, exposed }: CorsPolicy): string[] {
  const options: (readonly [name: string, value: string])[] = [
    ["AllowedOrigins", list([origin])],
    ["AllowedMethods", list(methods)],
    ...(headers.length > 0 ? [["AllowedHeaders", list(headers)] as const] : []),
    ...(exposed.length > 0 ? [["ExposedHeaders", list(exposed)] as const] : []),
    ...(credentials ? [["AllowCredentials", "true"] as const] : []),
  ];
  const width = Math.max(...options.map(([name]) => name.length)) + 1;
  return [
    "handler := cors.New(cors.Options{",
    ...options.map(([name, value]) => `\t${`${name}:`.padEnd(width)} ${value},`),
    "}).Handler(mux)",
  ];
}

function list(values: readonly string[]): string {
  return `[]string{${values.map(doubleQuoted).join(", ")}}`;
}

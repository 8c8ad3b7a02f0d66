import { singleQuoted } from "./quoting.ts";
import type { CorsPolicy, Recipe } from "./recipe.ts";

export const rack: Recipe<"rack"> = {
  id: "rack",
  name: "Rails, Sinatra or Rack with rack-cors",
  language: "ruby",
  servers: ["Rails"],
  docs: "https://github.com/cyu/rack-cors#configuration",
  install: "bundle add rack-cors",
  trap:
    "It has to be the outermost middleware, above authentication and static files. A CORS header that the application sets " +
    "itself wins over it: remove that one.",
  verified: true,
  write: (policy) => [{ place: "at the top of `config.ru`, above every other `use`", code: code(policy).join("\n") }],
};

function code({ origin, credentials, methods, headers, exposed }: CorsPolicy): string[] {
  const options = [
    `methods: ${list(methods.map((method) => method.toLowerCase()))}`,
    ...(headers.length > 0 ? [`headers: ${list(headers)}`] : []),
    ...(exposed.length > 0 ? [`expose: ${list(exposed)}`] : []),
    ...(credentials ? ["credentials: true"] : []),
  ];
  return [
    "require 'rack/cors'",
    "",
    "use Rack::Cors do",
    "  allow do",
    `    origins ${singleQuoted(origin)}`,
    `    resource '*', ${options.join(", ")}`,
    "  end",
    "end",
  ];
}

function list(values: readonly string[]): string {
  return `[${values.map(singleQuoted).join(", ")}]`;
}

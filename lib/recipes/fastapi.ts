import { doubleQuoted } from "./quoting.ts";
import type { CorsPolicy, Recipe } from "./recipe.ts";

export const fastapi: Recipe<"fastapi"> = {
  id: "fastapi",
  name: "FastAPI or Starlette",
  language: "python",
  servers: ["Starlette"],
  docs: "https://www.starlette.io/middleware/#corsmiddleware",
  install: null,
  trap:
    "`app.add_middleware(CORSMiddleware, …)` stays inside the handler of server errors, whose 500 then has no CORS headers: " +
    "wrapped around the application it is outermost. Remove the other one, if there is one.",
  verified: true,
  write: (policy) => [
    { place: "at the end of the module that makes `app`, after its last route", code: code(policy).join("\n") },
  ],
};

function code({ origin, credentials, methods, headers, exposed }: CorsPolicy): string[] {
  return [
    "from starlette.middleware.cors import CORSMiddleware",
    "",
    "app = CORSMiddleware(",
    "    app,",
    `    allow_origins=${list([origin])},`,
    ...(credentials ? ["    allow_credentials=True,"] : []),
    `    allow_methods=${list(methods)},`,
    ...(headers.length > 0 ? [`    allow_headers=${list(headers)},`] : []),
    ...(exposed.length > 0 ? [`    expose_headers=${list(exposed)},`] : []),
    ")",
  ];
}

function list(values: readonly string[]): string {
  return `[${values.map(doubleQuoted).join(", ")}]`;
}

import { items, lines } from "./lines.ts";
import { doubleQuoted } from "./quoting.ts";
import type { CorsPolicy, Recipe } from "./recipe.ts";

/** What the `cors` option of a function allows by itself; it takes an origin and nothing else. */
const METHODS_OF_THE_OPTION = ["GET", "HEAD", "PUT", "PATCH", "POST", "DELETE"];

function withOption(policy: CorsPolicy): string {
  return lines(
    `import { onRequest } from "firebase-functions/v2/https";`,
    "",
    `export const api = onRequest({ cors: ${doubleQuoted(policy.origin)} }, (request, response) => {`,
    "  // The function itself; the preflight does not come here.",
    "});",
  );
}

function withMiddleware(policy: CorsPolicy): string {
  return lines(
    `import cors from "cors"; // npm install cors`,
    `import { onRequest } from "firebase-functions/v2/https";`,
    "",
    "const withCors = cors({",
    `  origin: ${doubleQuoted(policy.origin)},`,
    policy.credentials ? "  credentials: true," : null,
    `  methods: [${items(policy.methods, doubleQuoted)}],`,
    `  allowedHeaders: [${items(policy.headers, doubleQuoted)}],`,
    policy.exposed.length > 0 ? `  exposedHeaders: [${items(policy.exposed, doubleQuoted)}],` : null,
    "});",
    "",
    "export const api = onRequest((request, response) => {",
    "  withCors(request, response, () => {",
    "    // The function itself; the preflight does not come here.",
    "  });",
    "});",
  );
}

export const firebaseFunctions: Recipe<"firebase-functions"> = {
  id: "firebase-functions",
  name: "Cloud Functions for Firebase",
  language: "javascript",
  servers: ["Firebase"],
  docs: "https://firebase.google.com/docs/functions/http-events",
  install: null,
  trap: "The `cors` option takes an origin only: credentials, exposed headers and unusual methods need the `cors` middleware in its place, never both. A function that is not invokable by everyone has its preflight refused with 403 before any of this runs.",
  verified: false,
  write: (policy) => {
    const expressible =
      !policy.credentials &&
      policy.exposed.length === 0 &&
      policy.methods.every((method) => METHODS_OF_THE_OPTION.includes(method));
    return [
      {
        place: "where the function is defined",
        code: expressible ? withOption(policy) : withMiddleware(policy),
      },
    ];
  },
};

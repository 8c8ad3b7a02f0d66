import { allowOptions } from "./javascript.ts";
import type { Recipe } from "./recipe.ts";

export const hono: Recipe<"hono"> = {
  id: "hono",
  name: "Hono",
  language: "typescript",
  servers: [],
  docs: "https://hono.dev/docs/middleware/builtin/cors",
  install: null,
  trap: "Routes and middleware that come before `cors` answer without its headers, and without `allowHeaders` every header is allowed. Vite's development server adds CORS headers of its own: set `server.cors` to `false` there.",
  verified: true,
  write: (policy) => [
    { place: "at the top of the module that creates the application", code: 'import { cors } from "hono/cors";' },
    {
      place: "directly after `const app = new Hono()`, before every other middleware and route",
      code: `app.use("*", cors(${allowOptions(policy)}));`,
    },
  ],
};

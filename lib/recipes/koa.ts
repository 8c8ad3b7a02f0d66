import { allowOptions } from "./javascript.ts";
import type { Recipe } from "./recipe.ts";

export const koa: Recipe<"koa"> = {
  id: "koa",
  name: "Koa",
  language: "javascript",
  servers: [],
  docs: "https://github.com/koajs/cors#corsoptions",
  install: "npm install @koa/cors",
  trap: "Koa clears the headers when an error is thrown, and only what is used after `cors` has them put back. `credentials` without an `origin` allows every page there is, and without `allowHeaders` every header is allowed.",
  verified: true,
  write: (policy) => [
    {
      place: 'at the top of the module that creates the application (`const cors = require("@koa/cors");` in CommonJS)',
      code: 'import cors from "@koa/cors";',
    },
    {
      place: "directly after `const app = new Koa()`, before every other middleware",
      code: `app.use(cors(${allowOptions(policy)}));`,
    },
  ],
};

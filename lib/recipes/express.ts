import { corsOptions } from "./javascript.ts";
import type { Recipe } from "./recipe.ts";

export const express: Recipe<"express"> = {
  id: "express",
  name: "Express",
  language: "javascript",
  servers: ["Express"],
  docs: "https://expressjs.com/en/resources/middleware/cors.html",
  install: "npm install cors",
  trap: "Whatever is used before `cors` answers without its headers: authentication refuses the preflight, which never carries credentials. Headers that are set by hand, or by a proxy in front, have to go.",
  verified: true,
  write: (policy) => [
    {
      place: 'at the top of the module that creates the application (`const cors = require("cors");` in CommonJS)',
      code: 'import cors from "cors";',
    },
    {
      place: "directly after `const app = express()`, before every other middleware and route",
      code: `app.use(cors(${corsOptions(policy)}));`,
    },
  ],
};

import { corsOptions } from "./javascript.ts";
import type { Recipe } from "./recipe.ts";

export const fastify: Recipe<"fastify"> = {
  id: "fastify",
  name: "Fastify",
  language: "javascript",
  servers: [],
  docs: "https://github.com/fastify/fastify-cors#options",
  install: "npm install @fastify/cors",
  trap: "Without `methods` only GET, HEAD and POST are allowed, and an origin that is a plain string is sent without `Vary: Origin`, so keep the list. Registered after a hook that authenticates, it comes too late for the preflight.",
  verified: true,
  write: (policy) => [
    {
      place: 'at the top of the module that creates the server (`const cors = require("@fastify/cors");` in CommonJS)',
      code: 'import cors from "@fastify/cors";',
    },
    {
      place: "directly after `const fastify = Fastify()`, before every other plugin, hook and route",
      code: `await fastify.register(cors, ${corsOptions(policy)});`,
    },
  ],
};

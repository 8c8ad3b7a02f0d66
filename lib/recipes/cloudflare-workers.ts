import { honoApp } from "./hono-app.ts";
import { lines } from "./lines.ts";
import type { Recipe } from "./recipe.ts";

export const cloudflareWorkers: Recipe<"cloudflare-workers"> = {
  id: "cloudflare-workers",
  name: "Cloudflare Workers (Hono)",
  language: "javascript",
  servers: ["Cloudflare"],
  docs: "https://hono.dev/docs/middleware/builtin/cors",
  install: "npm install hono",
  trap: "Middleware runs in the order in which it is registered: authentication that comes before `cors` answers the preflight first. A response that is passed on from `fetch` with CORS headers of its own gets a second set, so delete those.",
  verified: false,
  write: (policy) => [
    {
      place: "in the Worker's main module",
      code: lines(honoApp(policy, "hono"), "", "export default app;"),
    },
  ],
};

import { honoApp } from "./hono-app.ts";
import { lines } from "./lines.ts";
import type { Recipe } from "./recipe.ts";

export const supabaseEdgeFunctions: Recipe<"supabase-edge-functions"> = {
  id: "supabase-edge-functions",
  name: "Supabase Edge Functions (Hono)",
  language: "typescript",
  servers: ["Supabase"],
  docs: "https://supabase.com/docs/guides/functions/routing",
  install: null,
  trap: "`supabase-js` sends `authorization`, `apikey`, `x-client-info` and `content-type` with each call, and each of them has to be allowed. The routes begin with the name of the function, and errors of the platform itself never pass through this code.",
  verified: false,
  write: (policy) => [
    {
      place: "in the function's `index.ts`",
      code: lines(honoApp(policy, "jsr:@hono/hono"), "", "Deno.serve(app.fetch);"),
    },
  ],
};

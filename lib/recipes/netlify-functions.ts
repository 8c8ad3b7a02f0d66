import { honoApp } from "./hono-app.ts";
import { lines } from "./lines.ts";
import { literalPath } from "./policy-values.ts";
import { doubleQuoted } from "./quoting.ts";
import type { Recipe } from "./recipe.ts";

export const netlifyFunctions: Recipe<"netlify-functions"> = {
  id: "netlify-functions",
  name: "Netlify Functions (Hono)",
  language: "typescript",
  servers: ["Netlify"],
  docs: "https://hono.dev/docs/middleware/builtin/cors",
  install: "npm install hono",
  trap: "Headers in `netlify.toml` and `_headers` do not reach the answers of functions, so all of CORS is done here. Middleware runs in the order in which it is registered: authentication that comes before `cors` answers the preflight first.",
  verified: false,
  write: (policy) => [
    {
      place: "in `netlify/functions/api.ts`",
      code: lines(
        `import { handle } from "hono/netlify";`,
        honoApp(policy, "hono"),
        "",
        "export default handle(app);",
        `export const config = { path: ${doubleQuoted(literalPath(policy) ?? "/*")} };`,
      ),
    },
  ],
};

import { items, lines } from "./lines.ts";
import { headersNeverEmpty } from "./policy-values.ts";
import { doubleQuoted } from "./quoting.ts";
import type { CorsPolicy } from "./recipe.ts";

/** The statements that make an `app` of Hono with its CORS middleware outermost, imported from `hono`. */
export function honoApp(policy: CorsPolicy, hono: string): string {
  return lines(
    `import { Hono } from "${hono}";`,
    `import { cors } from "${hono}/cors";`,
    "",
    "const app = new Hono();",
    "",
    "app.use(",
    "  cors({",
    `    origin: ${doubleQuoted(policy.origin)},`,
    policy.credentials ? "    credentials: true," : null,
    `    allowMethods: [${items(policy.methods, doubleQuoted)}],`,
    `    allowHeaders: [${items(headersNeverEmpty(policy), doubleQuoted)}],`,
    policy.exposed.length > 0 ? `    exposeHeaders: [${items(policy.exposed, doubleQuoted)}],` : null,
    "  }),",
    ");",
    "",
    "// Every route and every other middleware comes after it.",
  );
}

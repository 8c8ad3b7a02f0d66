import { doubleQuoted } from "./quoting.ts";
import type { CorsPolicy } from "./recipe.ts";

/** Options of Express's `cors`, which @fastify/cors and NestJS share, as an object literal. */
export function corsOptions({ origin, methods, headers, exposed, credentials }: CorsPolicy): string {
  return objectLiteral({
    // @fastify/cors leaves `Vary` out for an origin that is not in a list.
    origin: origin === "*" ? origin : [origin],
    methods,
    allowedHeaders: headers,
    ...(exposed.length > 0 && { exposedHeaders: exposed }),
    ...(credentials && { credentials }),
  });
}

/** Options in the names that @koa/cors and Hono share, as an object literal. */
export function allowOptions({ origin, methods, headers, exposed, credentials }: CorsPolicy): string {
  return objectLiteral({
    origin,
    allowMethods: methods,
    ...(headers.length > 0 && { allowHeaders: headers }),
    ...(exposed.length > 0 && { exposeHeaders: exposed }),
    ...(credentials && { credentials }),
  });
}

function objectLiteral(options: Readonly<Record<string, string | boolean | readonly string[]>>): string {
  const lines = Object.entries(options).map(([name, value]) => `  ${name}: ${literal(value)},\n`);
  return `{\n${lines.join("")}}`;
}

function literal(value: string | boolean | readonly string[]): string {
  if (typeof value === "boolean") return String(value);
  return typeof value === "string" ? doubleQuoted(value) : `[${value.map(doubleQuoted).join(", ")}]`;
}

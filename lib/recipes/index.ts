import { apache } from "./apache.ts";
import { caddy } from "./caddy.ts";
import { django } from "./django.ts";
import { express } from "./express.ts";
import { fastapi } from "./fastapi.ts";
import { fastify } from "./fastify.ts";
import { flask } from "./flask.ts";
import { go } from "./go.ts";
import { haproxy } from "./haproxy.ts";
import { hono } from "./hono.ts";
import { koa } from "./koa.ts";
import { nestjs } from "./nestjs.ts";
import { nextjs } from "./nextjs.ts";
import { nginx } from "./nginx.ts";
import { php } from "./php.ts";
import { rack } from "./rack.ts";
import type { CorsPolicy, Recipe } from "./recipe.ts";

/** Every server for which a policy can be written down, in the order of display. */
export const RECIPES = [
  nginx,
  apache,
  caddy,
  haproxy,
  express,
  fastify,
  koa,
  hono,
  nestjs,
  nextjs,
  flask,
  django,
  fastapi,
  php,
  rack,
  go,
] as const satisfies readonly Recipe[];

export type RecipeId = (typeof RECIPES)[number] extends Recipe<infer Id> ? Id : never;

/**
 * The recipes that can write this policy down. None can where the origin has characters that no host name has, which
 * configurations take for patterns, variables or quotation marks; nor for `null`, which every sandboxed page has.
 */
export function recipesFor({ origin }: CorsPolicy): readonly Recipe[] {
  return /^([*]|[a-z][a-z0-9+.-]*:[/]{2}[a-z0-9._:[\]-]+)$/.test(origin) ? RECIPES : [];
}

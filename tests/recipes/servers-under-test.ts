import type { ServerUnderTest } from "./server-under-test.ts";
import { apache } from "./servers/apache.ts";
import { caddy } from "./servers/caddy.ts";
import { django } from "./servers/django.ts";
import { express } from "./servers/express.ts";
import { fastapi } from "./servers/fastapi.ts";
import { fastify } from "./servers/fastify.ts";
import { flask } from "./servers/flask.ts";
import { go } from "./servers/go.ts";
import { haproxy } from "./servers/haproxy.ts";
import { hono } from "./servers/hono.ts";
import { koa } from "./servers/koa.ts";
import { nestjs } from "./servers/nestjs.ts";
import { nextjs } from "./servers/nextjs.ts";
import { nginx } from "./servers/nginx.ts";
import { php } from "./servers/php.ts";
import { rack } from "./servers/rack.ts";

/** Every server on which a recipe is verified, in the order of the report. */
export const SERVERS_UNDER_TEST: readonly ServerUnderTest[] = [
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
];

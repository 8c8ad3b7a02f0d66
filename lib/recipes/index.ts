import { apache } from "./apache.ts";
import { apiGateway } from "./api-gateway.ts";
import { aspnetCore } from "./aspnet-core.ts";
import { axum } from "./axum.ts";
import { azureFunctions } from "./azure-functions.ts";
import { caddy } from "./caddy.ts";
import { cloudflareWorkers } from "./cloudflare-workers.ts";
import { cloudfront } from "./cloudfront.ts";
import { django } from "./django.ts";
import { envoy } from "./envoy.ts";
import { express } from "./express.ts";
import { fastapi } from "./fastapi.ts";
import { fastify } from "./fastify.ts";
import { firebaseFunctions } from "./firebase-functions.ts";
import { firebase } from "./firebase.ts";
import { flask } from "./flask.ts";
import { go } from "./go.ts";
import { googleCloudStorage } from "./google-cloud-storage.ts";
import { haproxy } from "./haproxy.ts";
import { hono } from "./hono.ts";
import { koa } from "./koa.ts";
import { kubernetesIngress } from "./kubernetes-ingress.ts";
import { laravel } from "./laravel.ts";
import { nestjs } from "./nestjs.ts";
import { netlifyFunctions } from "./netlify-functions.ts";
import { netlify } from "./netlify.ts";
import { nextjs } from "./nextjs.ts";
import { nginx } from "./nginx.ts";
import { php } from "./php.ts";
import { rack } from "./rack.ts";
import { s3 } from "./s3.ts";
import { spring } from "./spring.ts";
import { supabaseEdgeFunctions } from "./supabase-edge-functions.ts";
import { traefik } from "./traefik.ts";
import { vercel } from "./vercel.ts";
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
  traefik,
  envoy,
  kubernetesIngress,
  laravel,
  spring,
  aspnetCore,
  axum,
  s3,
  cloudfront,
  apiGateway,
  azureFunctions,
  googleCloudStorage,
  cloudflareWorkers,
  vercel,
  netlify,
  netlifyFunctions,
  firebase,
  firebaseFunctions,
  supabaseEdgeFunctions,
] as const satisfies readonly Recipe[];

export type RecipeId = (typeof RECIPES)[number] extends Recipe<infer Id> ? Id : never;

/**
 * The recipes that can write this policy down. None can where the origin has characters that no host name has, which
 * configurations take for patterns, variables or quotation marks; nor for `null`, which every sandboxed page has.
 */
export function recipesFor({ origin }: CorsPolicy): readonly Recipe[] {
  return /^([*]|[a-z][a-z0-9+.-]*:[/]{2}[a-z0-9._:[\]-]+)$/.test(origin) ? RECIPES : [];
}

import "server-only";
import { randomBytes } from "node:crypto";
import { parseProcessEnv, type Config } from "#lib/config/env.ts";
import { createEgress } from "#lib/egress/egress.ts";
import { publicNameResolver, systemNameResolver } from "#lib/egress/name-resolver.ts";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import { createProbing } from "#lib/replay/probing.ts";
import { createReplay } from "#lib/replay/replay.ts";
import { createTransport } from "#lib/replay/transport.ts";
import { createServices } from "#lib/service/create-services.ts";
import type { Services } from "#lib/service/services.ts";
import { createTargetSlots, startSystemTimer } from "#lib/service/target-slots.ts";
import { openDiagnosisStore } from "#lib/store/open-diagnosis-store.ts";
import { startSweeping } from "#lib/store/sweeping.ts";
import { createLog, type Log } from "#lib/telemetry/log.ts";

/** Preflight put together: the verbs and what they were built from. */
export interface Composition {
  readonly config: Config;
  readonly services: Services;
  readonly log: Log;
}

/** Where the one composition of a process is kept: the framework may load this module more than once. */
const holder = globalThis as typeof globalThis & { preflightComposition?: Promise<Composition> };

/** The composition of this process, built when it is first asked for. Rejects when the database cannot be opened. */
export function composition(): Promise<Composition> {
  return (holder.preflightComposition ??= compose().catch((error: unknown) => {
    delete holder.preflightComposition;
    throw error;
  }));
}

/** The verbs of this process. */
export async function getServices(): Promise<Services> {
  return (await composition()).services;
}

/** The public origins of the lab: the page's, the API's and the third. */
export async function getLabOrigins(): Promise<Config["labOrigins"]> {
  return (await composition()).config.labOrigins;
}

/** Where this Preflight is reached: an origin, without a trailing slash. */
export async function getPublicUrl(): Promise<string> {
  return (await composition()).config.publicUrl;
}

async function compose(): Promise<Composition> {
  const env = parseProcessEnv();
  if (!env.ok) throw new Error(env.problems.map(({ key, message }) => `${key} ${message}`).join("; "));
  const { config } = env;
  const log = createLog(config.logLevel);
  const allowPrivate = config.privateTargets === "allow";
  const egress = createEgress({
    resolver: allowPrivate ? systemNameResolver() : publicNameResolver(),
    allowPrivate,
    exceptions: config.labPorts.map((port) => ({ address: "127.0.0.1", port })),
  });
  const store = await openDiagnosisStore(config.databaseUrl, Date.now);
  startSweeping(store, {
    now: Date.now,
    onSweep: (sweep) => {
      log.debug(sweep, "Expired diagnoses were erased");
    },
    onError: (err) => {
      log.error({ err }, "Expired diagnoses could not be erased");
    },
  });
  const ports = { transport: createTransport(egress), publicUrl: config.publicUrl };
  const services = createServices({
    store,
    egress,
    replay: createReplay({ corsFetch, ...ports }),
    startProbing: createProbing(ports),
    targetSlots: createTargetSlots({ startTimer: startSystemTimer }),
    now: Date.now,
    randomBytes,
    publicUrl: config.publicUrl,
    retentionDays: config.retentionDays,
  });
  return { config, services, log };
}

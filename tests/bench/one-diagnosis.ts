import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "undici";
import { createEgress } from "#lib/egress/egress.ts";
import { systemNameResolver } from "#lib/egress/name-resolver.ts";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import { createProbing } from "#lib/replay/probing.ts";
import { createReplay } from "#lib/replay/replay.ts";
import { createTransport, type Transport } from "#lib/replay/transport.ts";
import type { WireRequest } from "#lib/replay/wire-observation.ts";
import { createServices } from "#lib/service/create-services.ts";
import { createTargetSlots, startSystemTimer } from "#lib/service/target-slots.ts";
import { openDiagnosisStore } from "#lib/store/open-diagnosis-store.ts";
import { median, rounded } from "./statistics.ts";
import { preflightedRequest, startTargets } from "./targets.ts";

export interface OneDiagnosisOptions {
  readonly rounds: number;
  readonly warmUpRounds: number;
}

/** Medians. */
interface Cost {
  readonly wallMs: number;
  readonly cpuMs: number;
}

interface RelativeCost extends Cost {
  /** How many times the bare exchange. */
  readonly wallRatio: number;
  readonly cpuRatio: number;
}

export interface OneDiagnosis {
  readonly rounds: number;
  readonly bareExchange: Cost;
  readonly diagnosis: RelativeCost;
  readonly savedDiagnosis: RelativeCost;
}

/**
 * What one diagnosis costs in this process, in turns with what undici alone takes to exchange the same two requests:
 * each over a connection of its own, as a diagnosis does, but without guard, engine and store.
 */
export async function measureOneDiagnosis({ rounds, warmUpRounds }: OneDiagnosisOptions): Promise<OneDiagnosis> {
  const targets = await startTargets(1);
  const directory = mkdtempSync(join(tmpdir(), "preflight-bench-"));
  const store = await openDiagnosisStore(`file:${join(directory, "preflight.db")}`, Date.now);
  try {
    const [port = 0] = targets.ports;
    const sent: WireRequest[] = [];
    const egress = createEgress({ resolver: systemNameResolver(), allowPrivate: true });
    const diagnoseWith = (transport: Transport) => {
      const ports = { transport, publicUrl: "http://127.0.0.1:3000" };
      const services = createServices({
        store,
        egress,
        replay: createReplay({ corsFetch, ...ports }),
        startProbing: createProbing(ports),
        targetSlots: createTargetSlots({ startTimer: startSystemTimer }),
        now: Date.now,
        randomBytes,
        publicUrl: "http://127.0.0.1:3000",
        retentionDays: 1,
      });
      return async (save: boolean) => {
        const { signal } = new AbortController();
        const result = await services.diagnose(preflightedRequest(port, save), { signal });
        if (result.kind !== "diagnosis" || result.diagnosis.outcome !== "allowed") {
          throw new Error(`The diagnosis failed: ${JSON.stringify(result)}`);
        }
      };
    };
    const transport = createTransport(egress);
    await diagnoseWith(recording(transport, sent))(false);
    const diagnose = diagnoseWith(transport);

    const bare = new Costs(() => exchange(sent));
    const unsaved = new Costs(() => diagnose(false));
    const saved = new Costs(() => diagnose(true));
    for (let round = -warmUpRounds; round < rounds; round += 1) {
      for (const costs of [bare, unsaved, saved]) await costs.run({ counts: round >= 0 });
    }
    const bareExchange = bare.medians();
    return {
      rounds,
      bareExchange,
      diagnosis: relativeTo(bareExchange, unsaved.medians()),
      savedDiagnosis: relativeTo(bareExchange, saved.medians()),
    };
  } finally {
    await store.close();
    await targets.stop();
    rmSync(directory, { recursive: true });
  }
}

function recording(transport: Transport, sent: WireRequest[]): Transport {
  return {
    send(request, options) {
      sent.push(request);
      return transport.send(request, options);
    },
  };
}

async function exchange(requests: readonly WireRequest[]): Promise<void> {
  for (const { url, method, headers, body } of requests) {
    const { origin, pathname } = new URL(url);
    const client = new Client(origin, { allowH2: false });
    const response = await client.request({ method, path: pathname, headers: headers.flat(), body });
    await response.body.dump();
    await client.destroy();
  }
}

/** Runs a piece of work time and again, and keeps what each run took. */
class Costs {
  readonly #work: () => Promise<void>;
  readonly #wallMs: number[] = [];
  readonly #cpuMs: number[] = [];

  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  async run({ counts }: { readonly counts: boolean }): Promise<void> {
    const cpu = process.cpuUsage();
    const start = performance.now();
    await this.#work();
    const wallMs = performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    if (!counts) return;
    this.#wallMs.push(wallMs);
    this.#cpuMs.push((user + system) / 1_000);
  }

  medians(): Cost {
    return { wallMs: rounded(median(this.#wallMs)), cpuMs: rounded(median(this.#cpuMs)) };
  }
}

function relativeTo(base: Cost, cost: Cost): RelativeCost {
  return {
    ...cost,
    wallRatio: rounded(cost.wallMs / base.wallMs),
    cpuRatio: rounded(cost.cpuMs / base.cpuMs),
  };
}

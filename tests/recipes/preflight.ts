import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { createEgress } from "#lib/egress/egress.ts";
import { systemNameResolver } from "#lib/egress/name-resolver.ts";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import { createProbing } from "#lib/replay/probing.ts";
import { createReplay } from "#lib/replay/replay.ts";
import { createTransport } from "#lib/replay/transport.ts";
import { createServices } from "#lib/service/create-services.ts";
import { createTargetSlots, startSystemTimer } from "#lib/service/target-slots.ts";
import { openDiagnosisStore } from "#lib/store/open-diagnosis-store.ts";

const PUBLIC_URL = "http://127.0.0.1:3000";

/** Preflight as one who debugs servers of this machine runs it. */
export interface Preflight {
  diagnose(input: object): Promise<Diagnosis>;
  close(): Promise<void>;
}

export async function startPreflight(): Promise<Preflight> {
  const directory = mkdtempSync(join(tmpdir(), "preflight-recipes-"));
  const store = await openDiagnosisStore(`file:${join(directory, "preflight.db")}`, Date.now);
  const egress = createEgress({ resolver: systemNameResolver(), allowPrivate: true });
  const ports = { transport: createTransport(egress), publicUrl: PUBLIC_URL };
  const services = createServices({
    store,
    egress,
    replay: createReplay({ corsFetch, ...ports }),
    startProbing: createProbing(ports),
    targetSlots: createTargetSlots({ startTimer: startSystemTimer }),
    now: Date.now,
    randomBytes,
    publicUrl: PUBLIC_URL,
    retentionDays: 1,
  });
  return {
    async diagnose(input) {
      const result = await services.diagnose(input, { signal: new AbortController().signal, neverSave: true });
      if (result.kind !== "diagnosis") throw new Error(JSON.stringify(result));
      return result.diagnosis;
    },
    async close() {
      await store.close();
      rmSync(directory, { recursive: true });
    },
  };
}

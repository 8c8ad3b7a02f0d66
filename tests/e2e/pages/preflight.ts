import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { createPlace, startServer, type Place } from "#tests/e2e/started-server.ts";

/** A Preflight of its own for the pages' tests. */
export interface Preflight extends Pick<Place, "origin" | "labOrigins"> {
  /** Posts JSON to an address of the API and gives the diagnosis that it answers. */
  post(path: string, body: object): Promise<Diagnosis>;
  close(): Promise<void>;
}

export async function startPreflight(): Promise<Preflight> {
  const place = await createPlace();
  const server = await startServer(place, { RATE_LIMIT_PER_MINUTE: "100000", LOG_LEVEL: "error" });
  return {
    origin: place.origin,
    labOrigins: place.labOrigins,
    async post(path, body) {
      const response = await fetch(`${place.origin}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
      return (await response.json()) as Diagnosis;
    },
    async close() {
      await server.stop();
      place.remove();
    },
  };
}

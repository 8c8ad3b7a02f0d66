import { Client } from "undici";
import { createPlace, startServer } from "#tests/e2e/started-server.ts";
import { median, quantile, rounded } from "./statistics.ts";
import { preflightedRequest, startTargets } from "./targets.ts";

export interface ThroughputOptions {
  readonly concurrency: number;
  /** Of each of the turns. */
  readonly seconds: number;
  /** How often both kinds take turns. */
  readonly turns: number;
}

/** Latencies are those that a client sees, over a connection that it keeps. */
interface Load {
  readonly diagnoses: number;
  readonly errors: number;
  /** Rows that the database has more than before. */
  readonly stored: number;
  readonly perSecond: number;
  readonly medianMs: number;
  readonly p99Ms: number;
}

export interface Throughput {
  readonly concurrency: number;
  readonly notSaved: Load;
  readonly saved: Load;
}

/**
 * How many diagnoses the started server completes per second, over HTTP. Each client has a target of its own, so that
 * the limit of diagnoses per target host does not come into it.
 */
export async function measureThroughput({ concurrency, seconds, turns }: ThroughputOptions): Promise<Throughput> {
  const targets = await startTargets(concurrency);
  const place = await createPlace();
  const server = await startServer(place, { PRIVATE_TARGETS: "allow", RATE_LIMIT_PER_MINUTE: "100000" });
  const clients = targets.ports.map((port) => ({ client: new Client(place.origin), port }));
  try {
    const notSaved = new Turns();
    const saved = new Turns();
    // A turn that does not count warms the server up.
    for (let turn = -1; turn < turns; turn += 1) {
      for (const kind of [notSaved, saved]) {
        const before = place.countDiagnoses();
        const start = performance.now();
        const until = start + seconds * 1_000;
        const answers = await Promise.all(
          clients.map(({ client, port }) => diagnoseUntil(until, client, port, kind === saved)),
        );
        const elapsedMs = performance.now() - start;
        const stored = place.countDiagnoses() - before;
        if (turn >= 0) kind.add({ answers: answers.flat(), elapsedMs, stored });
      }
    }
    return { concurrency, notSaved: notSaved.load(), saved: saved.load() };
  } finally {
    await Promise.all(clients.map(({ client }) => client.destroy()));
    await server.stop();
    place.remove();
    await targets.stop();
  }
}

interface Answer {
  readonly ok: boolean;
  readonly ms: number;
}

async function diagnoseUntil(until: number, client: Client, port: number, save: boolean): Promise<Answer[]> {
  const body = JSON.stringify(preflightedRequest(port, save));
  const answers: Answer[] = [];
  while (performance.now() < until) {
    const start = performance.now();
    const ok = await diagnose(client, body, save ? 201 : 200);
    answers.push({ ok, ms: performance.now() - start });
  }
  return answers;
}

async function diagnose(client: Client, body: string, expectedStatus: number): Promise<boolean> {
  try {
    const response = await client.request({
      method: "POST",
      path: "/api/v1/diagnoses",
      headers: { "content-type": "application/json" },
      body,
    });
    const diagnosis = (await response.body.json()) as { outcome?: string };
    return response.statusCode === expectedStatus && diagnosis.outcome === "allowed";
  } catch {
    return false;
  }
}

class Turns {
  readonly #answers: Answer[] = [];
  #elapsedMs = 0;
  #stored = 0;

  add(turn: { readonly answers: readonly Answer[]; readonly elapsedMs: number; readonly stored: number }): void {
    for (const answer of turn.answers) this.#answers.push(answer);
    this.#elapsedMs += turn.elapsedMs;
    this.#stored += turn.stored;
  }

  load(): Load {
    const completed = this.#answers.filter(({ ok }) => ok).map(({ ms }) => ms);
    return {
      diagnoses: completed.length,
      errors: this.#answers.length - completed.length,
      stored: this.#stored,
      perSecond: rounded(completed.length / (this.#elapsedMs / 1_000)),
      medianMs: rounded(median(completed)),
      p99Ms: rounded(quantile(completed, 0.99)),
    };
  }
}

import { diagnosisSchema, type Diagnosis } from "#lib/contract/diagnosis.ts";

/** A small diagnosis that the schema of the wire format accepts. */
export function aDiagnosis(changes: Partial<Diagnosis> = {}): Diagnosis {
  return diagnosisSchema.parse({
    version: 1,
    source: "network",
    id: null,
    permalink: null,
    createdAt: null,
    expiresAt: null,
    request: {
      url: "https://api.example/orders",
      origin: "https://shop.example",
      method: "GET",
      headers: [],
      credentials: "same-origin",
      mode: "cors",
      redirect: "follow",
      initiator: "fetch",
      bodyBytes: 0,
      cookiesSent: false,
    },
    outcome: "blocked",
    reason: "allow-origin-missing",
    summary: "The server does not say that https://shop.example may read its answer. Größe: 10 €.",
    preflight: { needed: false, because: [], verdict: null },
    exchanges: [],
    trace: [],
    findings: [],
    problems: [],
    browsers: {},
    readable: { type: "error", status: false, body: false, headers: [], hidden: [] },
    remedies: [],
    server: [],
    ...changes,
  });
}

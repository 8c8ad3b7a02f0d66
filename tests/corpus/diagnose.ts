import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { BROWSERS_BUILT } from "#lib/browsers/browsers.ts";
import { buildDiagnosis } from "#lib/diagnosis/build-diagnosis.ts";
import { observe } from "#lib/diagnosis/observe.ts";
import { NO_PROBES } from "#lib/diagnosis/probes/fact.ts";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import { getHeader, hasHeader, type HeaderList } from "#lib/fetch/header-list.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import { labResponse } from "#lib/lab/answer.ts";
import { labFields, labOrigin } from "#lib/lab/catalog.ts";
import { LAB_SITES, type LabOrigins, type LabScenario } from "#lib/lab/scenario.ts";
import type { ExchangeFailureCode } from "#lib/replay/failure.ts";
import { createProbing } from "#lib/replay/probing.ts";
import { createReplay } from "#lib/replay/replay.ts";
import type { Transport } from "#lib/replay/transport.ts";
import { WireObservation, type WireRequest } from "#lib/replay/wire-observation.ts";
import { askProbes } from "#lib/service/ask-probes.ts";
import { answerTo, requestOf, serverAnswer, type Situation } from "./situations.ts";

/** A server that is a function: what it answers to a request, or how it fails to. */
type Server = (
  request: WireRequest,
) => { readonly status: number; readonly headers: HeaderList; readonly body: string } | ExchangeFailureCode;

const LAB: LabOrigins = ["http://page.test", "http://api.test", "http://third.test"];

/** The diagnosis of one of the lab's scenarios. */
export function diagnosisOfScenario(scenario: LabScenario): Promise<Diagnosis> {
  const read = readFields(labFields(scenario, LAB));
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return diagnose(read.request, scenario.request.body, ({ url, method, headers }) => {
    const { origin, pathname, search } = new URL(url);
    const site = LAB_SITES.find((each) => labOrigin(LAB, each) === origin);
    const question = {
      path: pathname,
      hasQuery: search !== "",
      method,
      origin: getHeader(headers, "origin") ?? undefined,
      asksForMethod: hasHeader(headers, "access-control-request-method"),
      asksForHeaders: hasHeader(headers, "access-control-request-headers"),
    };
    if (site === undefined) throw new Error(`Nobody answers at ${url}`);
    return labResponse({ site, ...question }, LAB);
  });
}

/** The diagnosis of a row of the measured corpus. */
export function diagnosisOfRow(row: Situation): Promise<Diagnosis> {
  return diagnose(requestOf(row), row.request?.body ?? null, ({ url, headers }) => {
    const role = hasHeader(headers, "access-control-request-method") ? "preflight" : "actual";
    const answer = answerTo(row, { role, url });
    if (answer.kind === "response") return { ...answer, body: serverAnswer(row, { role, url })?.body ?? "" };
    return answer as ExchangeFailureCode;
  });
}

/** Replays and probes as over the network, with a server in the place of all of it. */
async function diagnose(request: FetchRequest, body: string | null, server: Server): Promise<Diagnosis> {
  const transport: Transport = {
    send: (sent) => {
      const answer = server(sent);
      const seen = new WireObservation(sent);
      if ("phase" in answer) return Promise.resolve(seen.failed(answer));
      const { status, headers, body: text } = answer;
      return Promise.resolve(seen.answered({ status, httpVersion: null, headers, bodyStart: text || null }));
    },
  };
  const ports = { transport, publicUrl: "https://preflight.test" };
  const profiles = Object.values(BROWSERS_BUILT).map(({ profile }) => profile);
  const { signal } = new AbortController();
  const options = { actualRequest: "always", body, signal } as const;
  const { endsAt, ...replayed } = await createReplay({ corsFetch, ...ports })(request, profiles, options);
  const record = { request, cookiesGiven: false, ...replayed, probes: NO_PROBES };
  const asking = { signal, endsAt, onExchange: () => undefined };
  const probes = await askProbes(observe(record), createProbing(ports), asking);
  const facts = { bodyBytes: Buffer.byteLength(body ?? ""), cookiesSent: false };
  return buildDiagnosis(observe({ ...record, probes }), "network", facts);
}

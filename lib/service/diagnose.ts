import { MAX_REQUEST_BODY_BYTES } from "#lib/config/limits.ts";
import { diagnoseInputSchema, type DiagnoseInput } from "#lib/contract/diagnose-input.ts";
import type { Diagnosis, Exchange } from "#lib/contract/diagnosis.ts";
import { BROWSERS_BUILT } from "#lib/browsers/browsers.ts";
import { buildDiagnosis } from "#lib/diagnosis/build-diagnosis.ts";
import { observe } from "#lib/diagnosis/observe.ts";
import { plan } from "#lib/diagnosis/plan.ts";
import { NO_PROBES } from "#lib/diagnosis/probes/fact.ts";
import { Redactor } from "#lib/diagnosis/redact.ts";
import { DENIAL_SENTENCES } from "#lib/egress/denial.ts";
import { isHeaderValue, normalizeHeaderValue } from "#lib/fetch/header-value.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import type { FieldError } from "#lib/intake/request-fields.ts";
import { curlCommand } from "#lib/render/curl.ts";
import { TARGET_SLOT_WAIT_MS } from "#lib/config/defaults.ts";
import type { SendingPolicy } from "#lib/replay/not-sent.ts";
import { askProbes } from "./ask-probes.ts";
import { meetsExpectation } from "./expectation.ts";
import { readInput } from "./read-input.ts";
import { saveDiagnosis } from "./save-diagnosis.ts";
import type { ServiceContext } from "./service-context.ts";
import type { DiagnoseOptions, DiagnoseResult } from "./services.ts";

/**
 * Diagnoses over the network: replays the request as each engine would send it, redacts what was seen, runs the engines
 * on the redacted record, and saves the result. Rejects only when the signal aborts or the database fails.
 */
export async function diagnose(
  context: ServiceContext,
  input: unknown,
  options: DiagnoseOptions,
): Promise<DiagnoseResult> {
  const read = readDiagnoseInput(input);
  if (!read.ok) return { kind: "invalid", errors: read.errors };
  const { fields, request } = read;

  // What the browser itself refuses is a diagnosis, whatever the target; nothing is sent for it.
  if (plan(request).requests.length > 0) {
    const admission = await context.egress.check(request.url, options.signal);
    if (admission.kind === "denied") return targetDenied(request, admission.denial);
  }
  const slot = await context.targetSlots.acquire(new URL(request.url).host, options.signal);
  if (slot === "busy") return { kind: "busy", retryAfterSeconds: Math.ceil(TARGET_SLOT_WAIT_MS / 1000) };
  try {
    const diagnosis = await replayAndJudge(context, fields, request, options);
    const result = { ...diagnosis, ...meetsExpectation(diagnosis, fields.expect) };
    const save = options.neverSave !== true && (fields.save ?? fields.expect === undefined);
    return { kind: "diagnosis", diagnosis: save ? await saveDiagnosis(context, result) : result };
  } finally {
    slot();
  }
}

async function replayAndJudge(
  context: ServiceContext,
  fields: DiagnoseInput,
  request: FetchRequest,
  { signal, onExchange, safeMethodsOnly = false }: DiagnoseOptions,
): Promise<Diagnosis> {
  const progress = new Redactor();
  const report = (exchange: Exchange, index: number) => onExchange?.(progress.exchange(exchange), index);
  const cookies = normalizeHeaderValue(fields.cookies ?? "") || null;
  const actualRequest = sendingPolicy(fields, safeMethodsOnly);
  const { recording, exchanges, endsAt } = await context.replay(
    request,
    Object.values(BROWSERS_BUILT).map(({ profile }) => profile),
    { actualRequest, body: fields.body ?? null, cookies, signal, onExchange: report },
  );
  const cookiesGiven = cookies !== null;
  const record = { request, cookiesGiven, exchanges, recording, probes: NO_PROBES };
  const isProbed = fields.probes !== false && actualRequest !== "never";
  const probes = isProbed
    ? await askProbes(observe(record), context.startProbing, { signal, endsAt, onExchange: report })
    : NO_PROBES;
  const redacted = new Redactor().record({ ...record, probes });
  return buildDiagnosis(observe(redacted), "network", {
    bodyBytes: new TextEncoder().encode(fields.body ?? "").length,
    cookiesSent:
      cookiesGiven && recording.some(({ request, exchange }) => exchange !== null && request.includeCredentials),
  });
}

function sendingPolicy({ actualRequest = "auto" }: DiagnoseInput, safeMethodsOnly: boolean): SendingPolicy {
  return safeMethodsOnly && actualRequest !== "never" ? "safe-methods" : actualRequest;
}

type ReadDiagnoseInput =
  | { readonly ok: true; readonly fields: DiagnoseInput; readonly request: FetchRequest }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

function readDiagnoseInput(input: unknown): ReadDiagnoseInput {
  const shape = readInput(diagnoseInputSchema, input);
  if (!shape.ok) return shape;
  const fields = shape.input;
  const errors: FieldError[] = [];
  if (fields.cookies !== undefined && !isHeaderValue(normalizeHeaderValue(fields.cookies))) {
    errors.push({ pointer: "/cookies", message: "Cookies are one line of Latin-1 text, such as `a=1; b=2`." });
  }
  if (new TextEncoder().encode(fields.body ?? "").length > MAX_REQUEST_BODY_BYTES) {
    errors.push({ pointer: "/body", message: `A body has at most ${String(MAX_REQUEST_BODY_BYTES)} bytes.` });
  }
  const read = readFields(fields);
  if (!read.ok) errors.push(...read.errors);
  return read.ok && errors.length === 0 ? { ok: true, fields, request: read.request } : { ok: false, errors };
}

function targetDenied(request: FetchRequest, denial: keyof typeof DENIAL_SENTENCES): DiagnoseResult {
  return {
    kind: "target-denied",
    denial,
    message: DENIAL_SENTENCES[denial],
    commands: plan(request).requests.map(curlCommand),
  };
}

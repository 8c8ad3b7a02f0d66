import { z } from "zod";
import {
  BROWSERS,
  CREDENTIALS_MODES,
  EXCHANGE_ROLES,
  FAILURE_CODES,
  INITIATORS,
  OUTCOMES,
  REASONS,
  REDIRECT_MODES,
  REQUEST_MODES,
  SEVERITIES,
  SOURCES,
  type FailureCode,
  type FailurePhase,
} from "./terms.ts";
import { SERVER_NAMES } from "./servers.ts";

const headerLine = z.tuple([z.string(), z.string()]).readonly();
const headerLines = z.array(headerLine).readonly();

const failure = z.strictObject({
  phase: z.enum(Object.keys(FAILURE_CODES) as [FailurePhase, ...FailurePhase[]]),
  code: z.enum(Object.values(FAILURE_CODES).flat() as [FailureCode, ...FailureCode[]]),
  message: z.string(),
});

/** Milliseconds from the start of the phase; null where the phase did not happen or was not seen. */
const timingMs = z.strictObject({
  dns: z.number().nullable(),
  connect: z.number().nullable(),
  tls: z.number().nullable(),
  firstByte: z.number().nullable(),
  total: z.number(),
});

export const exchangeSchema = z.strictObject({
  role: z.enum(EXCHANGE_ROLES),
  hop: z.int().min(0),
  /** For a probe: what it asks. */
  purpose: z.string().optional(),
  /** For a probe: what came out of it. */
  conclusion: z.string().optional(),
  request: z.strictObject({ method: z.string(), url: z.string(), headers: headerLines }),
  response: z
    .strictObject({
      status: z.int(),
      httpVersion: z.string().nullable(),
      headers: headerLines,
      bodyStart: z.string().nullable(),
    })
    .nullable(),
  failure: failure.nullable(),
  remoteAddress: z.string().nullable(),
  timingMs: timingMs.nullable(),
});

export const traceStepSchema = z.strictObject({
  algorithm: z.string(),
  step: z.string(),
  spec: z.url(),
  exchange: z.int().nullable(),
  outcome: z.enum(["pass", "fail", "info"]),
  detail: z.string(),
});

export const REQUEST_PARTS = ["url", "origin", "method", "headers", "credentials", "mode", "redirect", "body"] as const;

/** A pointer to the very line that a finding speaks of, or to the place where a line is missing. */
export const evidenceSchema = z.union([
  z.strictObject({ exchange: z.int(), header: z.int() }),
  z.strictObject({ exchange: z.int(), missing: z.string() }),
  z.strictObject({ exchange: z.int(), status: z.literal(true) }),
  z.strictObject({ exchange: z.int(), failure: z.literal(true) }),
  z.strictObject({ exchange: z.int(), body: z.literal(true) }),
  z.strictObject({ exchange: z.int(), requestHeader: z.int() }),
  z.strictObject({ request: z.enum(REQUEST_PARTS), index: z.int().optional() }),
]);

export const findingSchema = z.strictObject({
  id: z.string(),
  severity: z.enum(SEVERITIES),
  title: z.string(),
  explanation: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
  evidence: z.array(evidenceSchema),
  docs: z.string(),
});

const preflight = z.strictObject({
  needed: z.boolean(),
  because: z.array(
    z.strictObject({
      kind: z.enum(["method", "header", "upload-listener", "stream"]),
      name: z.string().optional(),
    }),
  ),
  /** null when no preflight is needed. */
  verdict: z.enum(["passed", "failed", "unknown"]).nullable(),
});

/** What the page's script can read of the response. */
const readable = z.strictObject({
  type: z.enum(["cors", "basic", "opaque", "opaqueredirect", "error"]),
  status: z.boolean(),
  body: z.boolean(),
  headers: z.array(z.string()),
  hidden: z.array(z.string()),
});

export const browserVerdictSchema = z.strictObject({
  outcome: z.enum(OUTCOMES),
  reason: z.enum(REASONS).nullable(),
  exchanges: z.array(z.int()),
  console: z.strictObject({ reason: z.string().nullable(), also: z.array(z.string()) }),
  /** What the page gets instead of a response; `error event` for everything but `fetch()`, null for a beacon. */
  exception: z.string().nullable(),
  corsError: z.string().nullable().optional(),
  /** How long this browser reuses the preflight's answer, in seconds; null when no preflight passed. */
  preflightCacheSeconds: z.number().nullable(),
  preflight: preflight.optional(),
  readable: readable.optional(),
});

export const diagnosedRequestSchema = z.strictObject({
  url: z.string(),
  origin: z.string(),
  method: z.string(),
  headers: headerLines,
  credentials: z.enum(CREDENTIALS_MODES),
  mode: z.enum(REQUEST_MODES),
  redirect: z.enum(REDIRECT_MODES),
  initiator: z.enum(INITIATORS),
  bodyBytes: z.int(),
  cookiesSent: z.boolean(),
});

/** A change of the answers to the requests of one role at one hop. */
const responseEdit = z.strictObject({
  role: z.enum(["preflight", "actual"]),
  hop: z.int().min(0),
  /** `set` leaves one line of that name, `append` adds a line, `status` gives the answer another status. */
  op: z.enum(["set", "remove", "append", "status"]),
  /** Absent for `status`. */
  name: z.string().optional(),
  /** Absent for `remove`. */
  value: z.string().optional(),
  /** Whether the verdict depends on it. */
  necessary: z.boolean(),
});

/** A change of what the page asks for. */
const requestEdit = z.strictObject({
  request: z.enum(["url", "method", "header", "credentials", "mode", "redirect", "body"]),
  op: z.enum(["set", "remove"]),
  /** Of the header. */
  name: z.string().optional(),
  /** Absent for `remove`. */
  value: z.string().optional(),
  necessary: z.boolean(),
});

/** How a change is written in the configuration or the code of one kind of server. */
export const snippetSchema = z.strictObject({
  /** The id of the recipe. */
  stack: z.string(),
  name: z.string(),
  language: z.string(),
  code: z.string(),
  /** Where it goes, and its known trap. */
  notes: z.string(),
  docs: z.url(),
  /** Whether it was applied to the real server by a machine, and the browser let the page through. */
  verified: z.boolean(),
  /** The servers that it is for, by the names in `server`. */
  servers: z.array(z.enum(SERVER_NAMES)).optional(),
});

/** The smallest set of edits that gets the request through. */
export const remedySchema = z.strictObject({
  /** Ids of findings. */
  fixes: z.array(z.string()),
  by: z.enum(["server", "client"]),
  /** One sentence that says what to do. */
  title: z.string(),
  edits: z.array(z.union([responseEdit, requestEdit])),
  /** What Chromium, Firefox and WebKit make of it, by the engine; null where that cannot be told. */
  proof: z
    .strictObject({
      outcome: z.enum(["allowed", "opaque"]),
      /** Answers that were never seen: assumed to have this status, and the headers of `exchange` if there is one. */
      assumed: z.array(
        z.strictObject({
          role: z.enum(["preflight", "actual"]),
          hop: z.int().min(0),
          status: z.int(),
          exchange: z.int().optional(),
        }),
      ),
    })
    .nullable(),
  snippets: z.array(snippetSchema),
});

/** One of several things that block, in the order in which the browser would show them as each is put right. */
export const problemSchema = z.strictObject({
  id: z.enum(REASONS),
  browser: z.enum(BROWSERS),
  explanation: z.string(),
  /** The line that the browser would print. */
  console: z.string().nullable(),
  /** The exchange whose answer is refused; null when nothing is sent, or when the answer was never seen. */
  exchange: z.int().nullable(),
  /** The answer was never seen: it will block if it is as bare as was assumed. */
  assumed: z.boolean(),
});

/** A server, framework or service that gave itself away. */
export const serverClueSchema = z.strictObject({
  name: z.enum(SERVER_NAMES),
  evidence: evidenceSchema,
});

/** A diagnosis, wire format version 1. */
export const diagnosisSchema = z.strictObject({
  version: z.literal(1),
  source: z.enum(SOURCES),
  id: z.string().nullable(),
  permalink: z.url().nullable(),
  createdAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime().nullable(),
  deleteToken: z.string().optional(),
  /** The id of the diagnosis whose answers were edited; that one may be gone by now. */
  editedFrom: z.string().optional(),
  request: diagnosedRequestSchema,
  outcome: z.enum(OUTCOMES),
  reason: z.enum(REASONS).nullable(),
  summary: z.string(),
  preflight,
  exchanges: z.array(exchangeSchema),
  trace: z.array(traceStepSchema),
  findings: z.array(findingSchema),
  problems: z.array(problemSchema),
  browsers: z.partialRecord(z.enum(BROWSERS), browserVerdictSchema),
  readable,
  remedies: z.array(remedySchema),
  server: z.array(serverClueSchema),
  expectation: z.strictObject({ met: z.boolean() }).optional(),
});

export type Diagnosis = z.infer<typeof diagnosisSchema>;
export type DiagnosedRequest = z.infer<typeof diagnosedRequestSchema>;
export type Exchange = z.infer<typeof exchangeSchema>;
export type TraceStep = z.infer<typeof traceStepSchema>;
export type Finding = z.infer<typeof findingSchema>;
export type Evidence = z.infer<typeof evidenceSchema>;
export type Problem = z.infer<typeof problemSchema>;
export type Remedy = z.infer<typeof remedySchema>;
export type ResponseEdit = z.infer<typeof responseEdit>;
export type RequestEdit = z.infer<typeof requestEdit>;
export type Edit = ResponseEdit | RequestEdit;
export type Snippet = z.infer<typeof snippetSchema>;
export type ServerClue = z.infer<typeof serverClueSchema>;
export type BrowserVerdict = z.infer<typeof browserVerdictSchema>;
export type PreflightSummary = z.infer<typeof preflight>;
export type Readable = z.infer<typeof readable>;
export type TimingMs = z.infer<typeof timingMs>;

import type { Outcome } from "#lib/contract/terms.ts";
import { buildDiagnosis } from "#lib/diagnosis/build-diagnosis.ts";
import { evaluate, type SuppliedResponse } from "#lib/diagnosis/evaluate.ts";
import type { FindingId } from "#lib/diagnosis/findings/index.ts";
import { observe, type ObservedRecord } from "#lib/diagnosis/observe.ts";
import type { HeaderLine } from "#lib/fetch/header-list.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import type { RequestFields } from "#lib/intake/request-fields.ts";
import type { Diagnosis, Evidence } from "#lib/contract/diagnosis.ts";

export interface FindingCase {
  /** A sentence that says what the case guarantees. */
  readonly name: string;
  readonly fields?: Partial<RequestFields>;
  /** What fields cannot say. */
  readonly request?: Partial<FetchRequest>;
  readonly responses: readonly SuppliedResponse[];
  /** How the body of each exchange's answer begins, in order. */
  readonly bodies?: readonly (string | null)[];
  readonly want: {
    readonly outcome: Outcome;
    /** All of them, in the order of display. */
    readonly findings: readonly FindingId[];
    /** What the first finding points at, where that is worth a row of its own. */
    readonly evidence?: readonly Evidence[];
    /** What the first finding's explanation contains, and what it does not. */
    readonly says?: readonly string[];
    readonly neverSays?: readonly string[];
  };
}

/** A case of what only a replay over the network meets. */
export interface ObservedCase {
  readonly name: string;
  readonly record: ObservedRecord;
  readonly want: FindingCase["want"];
}

export const PAGE = "https://shop.example";
export const API = "https://api.example/orders";

/** What is said where the header is missing. */
export const MISSING =
  "Chromium's console says only `Access to fetch at 'https://api.example/orders' from origin 'https://shop.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.`";
/** What is said where it is missing on the preflight. */
export const MISSING_ON_PREFLIGHT =
  "Chromium's console says only `Access to fetch at 'https://api.example/orders' from origin 'https://shop.example' has been blocked by CORS policy: Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is present on the requested resource.`";
/** What browsers make of a preflight that is answered with an error and without CORS headers. */
export const missingOnPreflight = ["preflight-allow-origin-missing", "preflight-status-not-ok"] as const;

/** A response; a string stands for the value of `Access-Control-Allow-Origin`. */
export function answer(status: number, allowOrigin?: string, ...lines: readonly HeaderLine[]): SuppliedResponse {
  const first: HeaderLine[] = allowOrigin === undefined ? [] : [["Access-Control-Allow-Origin", allowOrigin]];
  return { status, headers: [...first, ...lines] };
}

export function requestOf(fields: Partial<RequestFields> = {}, changes: Partial<FetchRequest> = {}): FetchRequest {
  const read = readFields({ url: API, origin: PAGE, ...fields });
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return { ...read.request, ...changes };
}

export function diagnosisOf({
  fields,
  request,
  responses,
  bodies = [],
}: Partial<FindingCase> & Pick<FindingCase, "responses">): Diagnosis {
  const observation = evaluate(requestOf(fields, request), responses);
  const exchanges = observation.exchanges.map((exchange, index) => ({
    ...exchange,
    response: exchange.response && { ...exchange.response, bodyStart: bodies[index] ?? null },
  }));
  return buildDiagnosis({ ...observation, exchanges }, "supplied", { bodyBytes: 0, cookiesSent: false });
}

export function observedDiagnosis({ record }: ObservedCase): Diagnosis {
  return buildDiagnosis(observe(record), "network", { bodyBytes: 0, cookiesSent: false });
}

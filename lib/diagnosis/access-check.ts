import type { Evidence } from "#lib/contract/diagnosis.ts";
import type { Reason } from "#lib/contract/terms.ts";
import { getHeader, getHeaderLines } from "#lib/fetch/header-list.ts";
import { serializeOrigin } from "#lib/fetch/origin.ts";
import type { BlockedCase } from "./finding.ts";
import { requestHeader, responseHeader, responseHeaderEvidence } from "./finding.ts";
import { originDifferences, readable, type OriginDifference } from "./origin-difference.ts";
import { redirectTaint } from "./redirect-taint.ts";

/** What the findings about a failed CORS check speak of. */
export type AccessCheckParams = {
  /** Method and URL of the refused exchange. */
  request: string;
  /** The method that the page asked for; after a failed preflight it was never sent. */
  method: string;
  /** What the browser put into `Origin`. */
  origin: string;
  pageOrigin: string;
  allowOrigin: string;
  /** In which ways `allowOrigin` misses `origin`. */
  differences: OriginDifference[];
  allowCredentials: string;
  /** The answer to the preflight of this request had `Access-Control-Allow-Credentials: true`. */
  allowedCredentialsBefore: boolean;
  status: number;
  isPreflight: boolean;
  /** The redirect that made the origin `null`; both are empty when none did. */
  redirectedFrom: string;
  redirectedTo: string;
};

export function accessCheckParams({ observation, run, exchange }: BlockedCase): AccessCheckParams {
  const refused = exchange === null ? undefined : observation.exchanges[exchange];
  const origin = requestHeader(observation, exchange, "origin");
  const pageOrigin = serializeOrigin(observation.request.origin);
  const lines = getHeaderLines(refused?.response?.headers ?? [], "access-control-allow-origin");
  const taint = redirectTaint(observation, run, exchange);
  const preflight = run.steps.find(
    ({ request }) => request.role === "preflight" && request.hop === refused?.hop && refused.role === "actual",
  )?.answer;
  return {
    request: `${refused?.request.method ?? ""} ${refused?.request.url ?? ""}`,
    method: run.steps.find((step) => step.request.role === "actual")?.request.method ?? observation.request.method,
    origin,
    pageOrigin,
    allowOrigin: lines.join(", "),
    differences: originDifferences({ lines, origin, pageOrigin }),
    allowCredentials: responseHeader(observation, exchange, "access-control-allow-credentials"),
    allowedCredentialsBefore:
      preflight?.kind === "response" && getHeader(preflight.headers, "access-control-allow-credentials") === "true",
    status: refused?.response?.status ?? 0,
    isPreflight: refused?.role === "preflight",
    redirectedFrom: taint?.from ?? "",
    redirectedTo: taint?.to ?? "",
  };
}

/** Whether the browser blocks because of `Access-Control-Allow-Origin`. */
export function isAboutAllowOrigin(reason: Reason): boolean {
  return /^(preflight-)?allow-origin-/.test(reason);
}

/** Names the response that was refused. */
export function theAnswer({ request, status }: AccessCheckParams): string {
  return `The answer to \`${request}\` (status ${String(status)})`;
}

/** Says that the value is no origin; an empty one has nothing to show. */
export function hasInvalidAllowOrigin({ allowOrigin }: AccessCheckParams): string {
  return allowOrigin === ""
    ? "has an empty `Access-Control-Allow-Origin`"
    : `has the value \`${readable(allowOrigin)}\` in \`Access-Control-Allow-Origin\``;
}

/** What the failed check means for the page. */
export function consequence({ isPreflight, method }: AccessCheckParams): string {
  return isPreflight
    ? `so the browser never sends the \`${method}\` request.`
    : "so the browser does not let the page read it.";
}

/** What is wrong with a value of `Access-Control-Allow-Credentials` that is not `true`; starts with a space. */
export function explainCredentials({ allowCredentials: value, allowedCredentialsBefore }: AccessCheckParams): string {
  if (value === "") {
    return allowedCredentialsBefore ? " The answer to the preflight has it; this one needs it too." : "";
  }
  if (/^true(, true)+$/i.test(value)) return " It is there more than once; let only one layer write it.";
  if (/^["']?true["']?$/i.test(value)) {
    return " The value is compared byte by byte: lower case, without quotes.";
  }
  return " The header knows no other value; a server that does not allow credentials leaves it out.";
}

export function allowOriginEvidence({ observation, exchange }: BlockedCase): Evidence[] {
  return responseHeaderEvidence(observation, exchange, "access-control-allow-origin");
}

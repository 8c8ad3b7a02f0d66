import type { Evidence } from "#lib/contract/diagnosis.ts";
import type { BlockedCase } from "./finding.ts";
import { requestHeader, responseHeader, responseHeaderEvidence } from "./finding.ts";

/** What the findings about a failed CORS check speak of. */
export type AccessCheckParams = {
  /** Method and URL of the refused exchange. */
  request: string;
  /** The method that the page asked for; after a failed preflight it was never sent. */
  method: string;
  /** What the browser put into `Origin`. */
  origin: string;
  allowOrigin: string;
  allowCredentials: string;
  status: number;
  isPreflight: boolean;
};

export function accessCheckParams({ observation, run, exchange }: BlockedCase): AccessCheckParams {
  const refused = exchange === null ? undefined : observation.exchanges[exchange];
  return {
    request: `${refused?.request.method ?? ""} ${refused?.request.url ?? ""}`,
    method: run.steps.find((step) => step.request.role === "actual")?.request.method ?? observation.request.method,
    origin: requestHeader(observation, exchange, "origin"),
    allowOrigin: responseHeader(observation, exchange, "access-control-allow-origin"),
    allowCredentials: responseHeader(observation, exchange, "access-control-allow-credentials"),
    status: refused?.response?.status ?? 0,
    isPreflight: refused?.role === "preflight",
  };
}

/** Names the response that was refused. */
export function theAnswer({ request, status }: AccessCheckParams): string {
  return `The answer to \`${request}\` (status ${String(status)})`;
}

/** Says that the value is no origin; an empty one has nothing to show. */
export function hasInvalidAllowOrigin({ allowOrigin }: AccessCheckParams): string {
  return allowOrigin === ""
    ? "has an empty `Access-Control-Allow-Origin`"
    : `has the value \`${allowOrigin}\` in \`Access-Control-Allow-Origin\``;
}

/** What the failed check means for the page. */
export function consequence({ isPreflight, method }: AccessCheckParams): string {
  return isPreflight
    ? `so the browser never sends the \`${method}\` request.`
    : "so the browser does not let the page read it.";
}

export function allowOriginEvidence({ observation, exchange }: BlockedCase): Evidence[] {
  return responseHeaderEvidence(observation, exchange, "access-control-allow-origin");
}

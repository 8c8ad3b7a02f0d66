import { MAX_PROBES, PROBES_TIME_MS } from "#lib/config/limits.ts";
import type { Exchange } from "#lib/contract/diagnosis.ts";
import type { OutgoingRequest } from "#lib/fetch/exchange.ts";
import type { BrowserProfile } from "#lib/fetch/profile.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { browserHeaders } from "./browser-headers.ts";
import { SAFE_METHODS } from "./not-sent.ts";
import type { Transport } from "./transport.ts";

export interface ProbingPorts {
  readonly transport: Transport;
  /** Address of this instance, named in `User-Agent`. */
  readonly publicUrl: string;
  readonly maxProbes?: number;
  /** For all probes of one diagnosis together. */
  readonly timeMs?: number;
}

export interface ProbingOptions {
  /** Aborting rejects what is being sent with the signal's reason. */
  readonly signal: AbortSignal;
  /** When the time for the diagnosis is over, on the clock of `performance.now()`. */
  readonly endsAt: number;
  readonly registrableDomain: BrowserProfile["registrableDomain"];
}

export type ProbeSent = { readonly exchange: Exchange } | { readonly notSent: "deadline" | "probes" };

/**
 * Sends one probe: a request that the fetch could begin with, never with cookies or a body. Resolves without sending it
 * when the time or the number of probes is used up.
 */
export type SendProbe = (outgoing: OutgoingRequest, request: FetchRequest) => Promise<ProbeSent>;

export type StartProbing = (options: ProbingOptions) => SendProbe;

/** The sending of the probes of one diagnosis, one after another, within limits of their own. */
export function createProbing({
  transport,
  publicUrl,
  maxProbes = MAX_PROBES,
  timeMs = PROBES_TIME_MS,
}: ProbingPorts): StartProbing {
  return ({ signal, endsAt, registrableDomain }) => {
    const probesEndAt = Math.min(endsAt, performance.now() + timeMs);
    let sent = 0;
    return async (outgoing, request) => {
      const { method, url } = outgoing;
      if (!SAFE_METHODS.includes(method)) throw new Error(`A probe must not be a ${method}`);
      const deadlineMs = probesEndAt - performance.now();
      if (deadlineMs <= 0) return { notSent: "deadline" };
      if (sent >= maxProbes) return { notSent: "probes" };
      sent += 1;
      const sequence = [outgoing];
      const headers = browserHeaders(outgoing, { request, sequence, registrableDomain, cookies: null, publicUrl });
      const wire = await transport.send({ method, url, headers, body: null }, { signal, deadlineMs });
      return { exchange: { role: "probe", hop: 0, ...wire } };
    };
  };
}

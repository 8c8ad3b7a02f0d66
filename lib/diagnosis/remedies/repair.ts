import type { Edit, RequestEdit, ResponseEdit } from "#lib/contract/diagnosis.ts";
import type { Reason } from "#lib/contract/terms.ts";
import type { IncomingResponse, OutgoingRequest } from "#lib/fetch/exchange.ts";
import { getHeader } from "#lib/fetch/header-list.ts";
import type { NetworkError } from "#lib/fetch/outcome.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import type { WhatIfRun } from "./what-if.ts";

/** One way to get past what blocks; another thing may block after it. */
export interface Repair {
  readonly by: "server" | "client";
  readonly edits: readonly Edit[];
}

/** What blocks, with what is needed to get past it. */
export interface Obstacle {
  /** The request as it is made, earlier edits applied. */
  readonly request: FetchRequest;
  readonly error: NetworkError;
  /** The refused answer and its request; null when the browser refuses before it sends. */
  readonly refused: { readonly request: OutgoingRequest; readonly response: IncomingResponse } | null;
  /** Redirects followed before it. */
  readonly hop: number;
}

/** All ways past an obstacle, the one that is usually right first. */
export type Repairs = (obstacle: Obstacle) => readonly Repair[];

/** For the reasons that an answer of that role can be refused for. */
export type RepairTable<R extends Reason = Reason> = Readonly<Record<R, Repairs>>;

export function obstacleOf(request: FetchRequest, run: WhatIfRun): Obstacle | null {
  const { error, urlList } = run.outcome;
  if (error === null) return null;
  const step = error.exchange === null ? undefined : run.steps[error.exchange];
  const refused = step?.answer.kind === "response" ? { request: step.request, response: step.answer } : null;
  return { request, error, refused, hop: refused?.request.hop ?? urlList.length - 1 };
}

export const server = (...edits: readonly Edit[]): Repair => ({ by: "server", edits });
export const client = (...edits: readonly Edit[]): Repair => ({ by: "client", edits });

/** Gives the refused answer one line of that name. */
export function setLine({ refused, hop }: Obstacle, name: string, value: string): ResponseEdit {
  return {
    role: refused?.request.role === "preflight" ? "preflight" : "actual",
    hop,
    op: "set",
    name,
    value,
    necessary: true,
  };
}

export function setStatus(role: ResponseEdit["role"], hop: number, status: number): ResponseEdit {
  return { role, hop, op: "status", value: String(status), necessary: true };
}

export function setRequest(request: RequestEdit["request"], value: string): RequestEdit {
  return { request, op: "set", value, necessary: true };
}

/** The page asks for that URL at once, so that no redirect is needed. */
export function callDirectly(url: string): Repair[] {
  const target = URL.parse(url);
  if (target === null || !["http:", "https:"].includes(target.protocol)) return [];
  target.username = "";
  target.password = "";
  return [client(setRequest("url", target.href))];
}

/** The server answers at the URL that was asked for, instead of leading somewhere else. */
export function answerInsteadOfRedirecting(hop: number): Repair[] {
  return hop < 0
    ? []
    : [server(setStatus("actual", hop, 200), { role: "actual", hop, op: "remove", name: "Location", necessary: true })];
}

/** The value of `Origin` on the refused request; null when it had none. */
export function originSent({ refused }: Obstacle): string | null {
  return refused === null ? null : getHeader(refused.request.headers, "origin");
}

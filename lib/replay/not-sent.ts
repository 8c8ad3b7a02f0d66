import type { ActualRequestPolicy } from "#lib/contract/terms.ts";
import type { NotSent, OutgoingRequest } from "#lib/fetch/exchange.ts";
import { requestKey } from "#lib/fetch/recording.ts";

/** `safe-methods` sends GET, HEAD and OPTIONS and nothing else, not even a POST that needs no preflight. */
export type SendingPolicy = ActualRequestPolicy | "safe-methods";

/** What decides whether a request is sent. */
export interface SendingState {
  readonly policy: SendingPolicy;
  readonly exchangesLeft: number;
  readonly timeLeftMs: number;
  /** The key of the unsafe request that was sent at each hop. */
  readonly unsafeKeyByHop: ReadonlyMap<number, string>;
}

/** Methods that change nothing on the server. https://www.rfc-editor.org/rfc/rfc9110#name-safe-methods */
export const SAFE_METHODS: readonly string[] = ["GET", "HEAD", "OPTIONS"];

/** Whether the request may change something on the server, so that it must not be sent twice. */
export function isUnsafe({ role, method }: OutgoingRequest): boolean {
  return role === "actual" && !SAFE_METHODS.includes(method);
}

/** Why a request is not sent, null when it is. */
export function reasonNotToSend(outgoing: OutgoingRequest, state: SendingState): NotSent | null {
  if (state.policy === "never") return { kind: "not-sent", because: "planning" };
  if (isUnsafe(outgoing)) {
    const isHeldBack = state.policy === "safe-methods" || (state.policy === "auto" && outgoing.preflighted);
    if (isHeldBack) return { kind: "not-sent", because: "actual-request-policy" };
    const sent = state.unsafeKeyByHop.get(outgoing.hop);
    if (sent !== undefined && sent !== requestKey(outgoing)) return { kind: "not-sent", because: "sent-differently" };
  }
  if (state.timeLeftMs <= 0) return { kind: "not-sent", because: "limit", limit: "deadline" };
  if (state.exchangesLeft <= 0) return { kind: "not-sent", because: "limit", limit: "exchanges" };
  return null;
}

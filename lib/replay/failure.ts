import { errors } from "undici";
import type { FAILURE_CODES, FailurePhase } from "#lib/contract/terms.ts";
import { ConnectionError, type ConnectionFailure } from "#lib/egress/connection-error.ts";

/** A phase together with one of its own codes. */
export type ExchangeFailureCode = {
  [P in FailurePhase]: { readonly phase: P; readonly code: (typeof FAILURE_CODES)[P][number] };
}[FailurePhase];

type ConnectCode = (typeof FAILURE_CODES)["connect"][number];
type TlsCode = (typeof FAILURE_CODES)["tls"][number];

const CONNECT_CODES: Readonly<Record<string, ConnectCode>> = {
  ECONNREFUSED: "connection-refused",
  ECONNRESET: "connection-reset",
  ECONNABORTED: "connection-closed",
};

const TLS_CODES: Readonly<Record<string, TlsCode>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: "certificate-authority-unknown",
  SELF_SIGNED_CERT_IN_CHAIN: "certificate-authority-unknown",
  UNABLE_TO_GET_ISSUER_CERT: "certificate-authority-unknown",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "certificate-authority-unknown",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "certificate-authority-unknown",
  CERT_UNTRUSTED: "certificate-authority-unknown",
  CERT_HAS_EXPIRED: "certificate-expired",
  CERT_NOT_YET_VALID: "certificate-expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "certificate-name-mismatch",
  HOSTNAME_MISMATCH: "certificate-name-mismatch",
  CERT_REVOKED: "certificate-invalid",
  CERT_REJECTED: "certificate-invalid",
  CERT_SIGNATURE_FAILURE: "certificate-invalid",
  CERT_CHAIN_TOO_LONG: "certificate-invalid",
  INVALID_CA: "certificate-invalid",
  INVALID_PURPOSE: "certificate-invalid",
  PATH_LENGTH_EXCEEDED: "certificate-invalid",
  UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY: "certificate-invalid",
  UNABLE_TO_DECRYPT_CERT_SIGNATURE: "certificate-invalid",
  ERROR_IN_CERT_NOT_BEFORE_FIELD: "certificate-invalid",
  ERROR_IN_CERT_NOT_AFTER_FIELD: "certificate-invalid",
  // The server found no protocol in our list, which holds HTTP/1.1 alone.
  ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL: "http2-only",
};

const CONNECT_TIMEOUT_CODES: readonly string[] = ["UND_ERR_CONNECT_TIMEOUT", "ETIMEDOUT"];

/**
 * What an error of the guard, of undici or of a socket means for the exchange; null for an error that no answer of
 * a server, and nothing in a request, can cause.
 */
export function failureOf(error: unknown): ExchangeFailureCode | null {
  if (error instanceof ConnectionError) return connectionFailure(error.failure);
  if (error instanceof errors.HTTPParserError) return parserFailure(error);
  if (!(error instanceof Error) || !("code" in error)) return null;
  const code = String(error.code);
  switch (code) {
    case "UND_ERR_INVALID_ARG":
    case "UND_ERR_NOT_SUPPORTED":
      return { phase: "request", code: "request-not-representable" };
    case "UND_ERR_HEADERS_OVERFLOW":
      return { phase: "response", code: "headers-too-large" };
    case "UND_ERR_HEADERS_TIMEOUT":
      return { phase: "timeout", code: "response" };
    case "UND_ERR_RES_CONTENT_LENGTH_MISMATCH":
      return { phase: "response", code: "malformed-response" };
    case "UND_ERR_SOCKET":
      return error instanceof errors.SocketError && error.message.startsWith("bad ")
        ? { phase: "response", code: "malformed-response" }
        : { phase: "response", code: "connection-closed" };
    case "EPIPE":
      return { phase: "request", code: "connection-closed" };
    case "ECONNRESET":
      return { phase: isWrite(error) ? "request" : "response", code: "connection-reset" };
    case "ETIMEDOUT":
      return { phase: "timeout", code: "response" };
  }
  // A record that cannot be decrypted, or an alert after the handshake.
  return code.startsWith("ERR_SSL_") ? { phase: "tls", code: TLS_CODES[code] ?? "protocol-error" } : null;
}

function connectionFailure(failure: ConnectionFailure): ExchangeFailureCode {
  switch (failure.stage) {
    case "egress":
      return { phase: "egress", code: failure.denial };
    case "name-lookup":
      return failure.code === "timeout"
        ? { phase: "timeout", code: "name-lookup" }
        : { phase: "dns", code: failure.code };
    case "connect":
      return CONNECT_TIMEOUT_CODES.includes(failure.systemCode)
        ? { phase: "timeout", code: "connect" }
        : { phase: "connect", code: CONNECT_CODES[failure.systemCode] ?? "host-unreachable" };
    case "tls":
      return tlsFailure(failure);
  }
}

function tlsFailure({ systemCode, endedByPeer }: ConnectionFailure & { stage: "tls" }): ExchangeFailureCode {
  if (CONNECT_TIMEOUT_CODES.includes(systemCode)) return { phase: "timeout", code: "connect" };
  if (endedByPeer) return { phase: "connect", code: "connection-closed" };
  if (systemCode === "ECONNRESET") return { phase: "connect", code: "connection-reset" };
  return { phase: "tls", code: TLS_CODES[systemCode] ?? "protocol-error" };
}

/** undici 8 leaves the `code` of these errors undefined, so the parser's words have to tell. */
function parserFailure(error: errors.HTTPParserError): ExchangeFailureCode {
  if ("data" in error && isHttp2Settings(String(error.data))) return { phase: "tls", code: "http2-only" };
  return { phase: "response", code: error.message.includes("Expected HTTP/") ? "not-http" : "malformed-response" };
}

/** The frame with which every HTTP/2 server begins. https://www.rfc-editor.org/rfc/rfc9113#name-settings */
function isHttp2Settings(bytes: string): boolean {
  return /^\0\0[^]\x04[\0\x01]\0{4}/.test(bytes);
}

function isWrite(error: Error): boolean {
  return "syscall" in error && error.syscall === "write";
}

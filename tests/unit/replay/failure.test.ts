import { describe, expect, test } from "vitest";
import { FAILURE_CODES } from "#lib/contract/terms.ts";
import { ConnectionError, type ConnectionFailure } from "#lib/egress/connection-error.ts";
import { failureOf, type ExchangeFailureCode } from "#lib/replay/failure.ts";
import { failureSentence } from "#lib/replay/failure-sentence.ts";

const coded = (code: string, more: object = {}) => Object.assign(new Error("/secret/path"), { code, ...more });
const tls = (systemCode: string, endedByPeer = false): ConnectionFailure => ({ stage: "tls", systemCode, endedByPeer });

describe("failureOf", () => {
  test.each<{ error: unknown; expected: string }>([
    { error: coded("UND_ERR_HEADERS_TIMEOUT"), expected: "timeout/response" },
    { error: coded("UND_ERR_HEADERS_OVERFLOW"), expected: "response/headers-too-large" },
    { error: coded("UND_ERR_INVALID_ARG"), expected: "request/request-not-representable" },
    { error: coded("UND_ERR_NOT_SUPPORTED"), expected: "request/request-not-representable" },
    { error: coded("UND_ERR_SOCKET"), expected: "response/connection-closed" },
    { error: coded("EPIPE"), expected: "request/connection-closed" },
    { error: coded("ECONNRESET", { syscall: "write" }), expected: "request/connection-reset" },
    { error: coded("ECONNRESET", { syscall: "read" }), expected: "response/connection-reset" },
    { error: coded("ETIMEDOUT", { syscall: "read" }), expected: "timeout/response" },
    { error: coded("ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED"), expected: "tls/protocol-error" },
  ])("of a request: $error.code is $expected", ({ error, expected }) => {
    expect(named(failureOf(error))).toBe(expected);
  });

  test.each<{ failure: ConnectionFailure; expected: string }>([
    { failure: { stage: "egress", denial: "private" }, expected: "egress/private" },
    { failure: { stage: "name-lookup", code: "name-not-found" }, expected: "dns/name-not-found" },
    { failure: { stage: "name-lookup", code: "timeout" }, expected: "timeout/name-lookup" },
    { failure: { stage: "connect", systemCode: "ECONNREFUSED" }, expected: "connect/connection-refused" },
    { failure: { stage: "connect", systemCode: "ECONNABORTED" }, expected: "connect/connection-closed" },
    { failure: { stage: "connect", systemCode: "UND_ERR_CONNECT_TIMEOUT" }, expected: "timeout/connect" },
    { failure: { stage: "connect", systemCode: "ETIMEDOUT" }, expected: "timeout/connect" },
    { failure: { stage: "connect", systemCode: "EPERM" }, expected: "connect/host-unreachable" },
    { failure: tls("CERT_HAS_EXPIRED"), expected: "tls/certificate-expired" },
    { failure: tls("CERT_NOT_YET_VALID"), expected: "tls/certificate-expired" },
    { failure: tls("SELF_SIGNED_CERT_IN_CHAIN"), expected: "tls/certificate-authority-unknown" },
    { failure: tls("UNABLE_TO_VERIFY_LEAF_SIGNATURE"), expected: "tls/certificate-authority-unknown" },
    { failure: tls("ERR_TLS_CERT_ALTNAME_INVALID"), expected: "tls/certificate-name-mismatch" },
    { failure: tls("CERT_REVOKED"), expected: "tls/certificate-invalid" },
    { failure: tls("INVALID_PURPOSE"), expected: "tls/certificate-invalid" },
    { failure: tls("ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL"), expected: "tls/http2-only" },
    { failure: tls("ERR_SSL_WRONG_VERSION_NUMBER"), expected: "tls/protocol-error" },
    { failure: tls("EPROTO"), expected: "tls/protocol-error" },
    { failure: tls("UND_ERR_CONNECT_TIMEOUT"), expected: "timeout/connect" },
    { failure: tls("ECONNRESET"), expected: "connect/connection-reset" },
    { failure: tls("ECONNRESET", true), expected: "connect/connection-closed" },
  ])("of a connection: $failure is $expected", ({ failure, expected }) => {
    expect(named(failureOf(new ConnectionError(failure)))).toBe(expected);
  });

  test.each([{ error: new TypeError("a bug") }, { error: coded("ERR_ASSERTION") }, { error: "text" }, { error: null }])(
    "an error of our own is not the server's failure: $error",
    ({ error }) => {
      expect(failureOf(error)).toBeNull();
    },
  );
});

describe("failureSentence", () => {
  const every = Object.entries(FAILURE_CODES).flatMap(([phase, codes]) => codes.map((code) => ({ phase, code })));

  test.each(every)("$phase/$code is one plain sentence or two, without a code of ours", ({ phase, code }) => {
    const sentence = failureSentence({ phase, code } as ExchangeFailureCode);
    expect(sentence).toMatch(/^[A-Z][^\n]{20,}\.$/);
    expect(sentence).not.toMatch(/ERR_|HPE_|undici|Error:/);
  });

  test("no two failures are told alike", () => {
    const sentences = every.map((failure) => failureSentence(failure as ExchangeFailureCode));
    expect(new Set(sentences).size).toBe(sentences.length);
  });
});

function named(failure: ExchangeFailureCode | null): string | null {
  return failure && `${failure.phase}/${failure.code}`;
}

import { describe, expect, test } from "vitest";
import { FAILURE_CODES, LIMITS, type FailureCode, type FailurePhase } from "#lib/contract/terms.ts";
import { isConclusive, limitBehind } from "#lib/fetch/exchange.ts";

const EVERY_FAILURE = (Object.entries(FAILURE_CODES) as [FailurePhase, readonly FailureCode[]][]).flatMap(
  ([phase, codes]) => codes.map((code) => ({ phase, code })),
);

describe("a failure says something about browsers", () => {
  const CONCLUSIVE = [
    "dns/name-not-found",
    "dns/name-lookup-failed",
    "connect/connection-refused",
    "connect/connection-reset",
    "connect/connection-closed",
    "connect/host-unreachable",
    "tls/certificate-authority-unknown",
    "tls/certificate-expired",
    "tls/certificate-name-mismatch",
    "tls/certificate-invalid",
    "tls/protocol-error",
    "request/connection-reset",
    "request/connection-closed",
    "response/connection-reset",
    "response/connection-closed",
    "response/not-http",
  ];

  test("in exactly these phases and codes", () => {
    const conclusive = EVERY_FAILURE.filter(isConclusive).map(({ phase, code }) => `${phase}/${code}`);
    expect(conclusive).toEqual(CONCLUSIVE);
  });
});

describe("a limit of ours", () => {
  test("is behind every time-out and behind headers that are too large, and behind nothing else", () => {
    const limited = EVERY_FAILURE.flatMap(({ phase, code }) => {
      const limit = limitBehind({ phase, code });
      return limit === null ? [] : [[`${phase}/${code}`, limit]];
    });
    expect(limited).toEqual([
      ["response/headers-too-large", "response-headers"],
      ["timeout/name-lookup", "name-lookup"],
      ["timeout/connect", "connect"],
      ["timeout/response", "response"],
      ["timeout/deadline", "deadline"],
    ]);
    expect(limited.every(([, limit]) => (LIMITS as readonly string[]).includes(limit!))).toBe(true);
  });
});

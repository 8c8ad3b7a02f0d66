import { describe, expect, test } from "vitest";
import type { Diagnosis, Exchange } from "#lib/contract/diagnosis.ts";
import { redactionsOf, type Redaction } from "#lib/diagnosis/redactions.ts";
import { aDiagnosis } from "#tests/unit/store/diagnosis.ts";

const BARE: Exchange = {
  role: "actual",
  hop: 0,
  request: { method: "GET", url: "https://api.example/", headers: [] },
  response: { status: 403, httpVersion: null, headers: [], bodyStart: null },
  failure: null,
  remoteAddress: null,
  timingMs: null,
};

function withUrl(url: string): Partial<Diagnosis> {
  return { request: { ...aDiagnosis().request, url } };
}

function exchange(request: Partial<Exchange["request"]>, response: Partial<NonNullable<Exchange["response"]>> = {}) {
  return {
    exchanges: [{ ...BARE, request: { ...BARE.request, ...request }, response: { ...BARE.response!, ...response } }],
  };
}

describe("what a diagnosis does not hold", () => {
  test.each<[string, Partial<Diagnosis>, Redaction[]]>([
    ["nothing", exchange({ headers: [["X-A", "1"]] }), []],
    [
      "a credential header, whatever its case",
      {
        ...exchange({ headers: [["Authorization", "REDACTED"]] }),
        request: { ...aDiagnosis().request, headers: [["authorization", "REDACTED"]] },
      },
      [{ place: "request header", name: "authorization", count: 2 }],
    ],
    [
      "cookies that a server sets",
      exchange(
        {},
        {
          headers: [
            ["Set-Cookie", "REDACTED"],
            ["set-cookie", "REDACTED"],
          ],
        },
      ),
      [{ place: "response header", name: "set-cookie", count: 2 }],
    ],
    [
      "parameters, each under its name",
      withUrl("https://api.example/?token=REDACTED&a=1&user%5Bpassword%5D=REDACTED-2#code=REDACTED-3"),
      [
        { place: "query parameter", name: "token", count: 1 },
        { place: "query parameter", name: "user[password]", count: 1 },
        { place: "query parameter", name: "code", count: 1 },
      ],
    ],
    [
      "a user's name",
      withUrl("https://REDACTED@api.example/"),
      [{ place: "user name and password", name: null, count: 1 }],
    ],
    [
      "a secret that a path repeats",
      withUrl("https://api.example/u/REDACTED/x"),
      [{ place: "part of a URL", name: null, count: 1 }],
    ],
    [
      "a secret in the address to which a server redirects",
      exchange({}, { headers: [["Location", "/?token=REDACTED"]] }),
      [{ place: "response header", name: "location", count: 1 }],
    ],
    [
      "a secret that a body repeats",
      exchange({}, { bodyStart: "no such token: REDACTED" }),
      [{ place: "beginning of a body", name: null, count: 1 }],
    ],
  ])("%s", (_, changes, redactions) => {
    expect(redactionsOf(aDiagnosis(changes))).toEqual(redactions);
  });
});

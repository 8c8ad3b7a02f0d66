import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { INITIATORS, REASONS, REDIRECT_MODES, REQUEST_MODES, CREDENTIALS_MODES } from "#lib/contract/terms.ts";
import { BEFORE_SENDING } from "#lib/diagnosis/before-sending.ts";
import { FINDINGS } from "#lib/diagnosis/findings/index.ts";
import { plan } from "#lib/diagnosis/plan.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import type { RequestFields } from "#lib/intake/request-fields.ts";

const PAGE = "https://app.example";
const API = "https://api.example/items";

function planOf(fields: Partial<RequestFields>) {
  const read = readFields({ url: API, origin: PAGE, ...fields });
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return plan(read.request);
}

const requests: fc.Arbitrary<RequestFields> = fc.record(
  {
    url: fc.oneof(
      fc.webUrl({ withQueryParameters: true }),
      fc.constantFrom(API, "http://api.example/", "https://user:pw@api.example/", "https://api.example:25/", "data:,a"),
      fc.constantFrom("ftp://api.example/", "file:///etc/hosts", "about:blank", "https://app.example/own"),
    ),
    origin: fc.constantFrom(PAGE, "http://app.example", "null", "https://api.example", "capacitor://localhost"),
    method: fc.constantFrom("GET", "HEAD", "POST", "PUT", "patch", "TRACE", "CONNECT", "x-odd"),
    headers: fc.array(
      fc.tuple(
        fc.constantFrom(
          "Authorization",
          "Content-Type",
          "X-Trace",
          "Cookie",
          "Range",
          "User-Agent",
          "Sec-Ch-Ua",
          "DPR",
        ),
        fc.constantFrom("", "1", "application/json", "bytes=0-", "a, b"),
      ),
      { maxLength: 3 },
    ),
    credentials: fc.constantFrom(...CREDENTIALS_MODES),
    mode: fc.constantFrom(...REQUEST_MODES),
    redirect: fc.constantFrom(...REDIRECT_MODES),
    initiator: fc.constantFrom(...INITIATORS),
    body: fc.constantFrom("", "{}"),
  },
  { requiredKeys: ["url", "origin"] },
);

describe("what is refused before anything is sent", () => {
  test("is explained, whatever the request, by the findings that are kept for it", () => {
    const reasons = new Set<string>();
    fc.assert(
      fc.property(requests, (fields) => {
        const read = readFields(fields);
        if (!read.ok) return;
        const { blockedBefore, requests: sent } = plan(read.request);
        if (blockedBefore === null) return;
        reasons.add(blockedBefore.reason);
        expect(sent).toEqual([]);
        expect(BEFORE_SENDING.map(({ id }) => id)).toContain(blockedBefore.reason);
        expect(blockedBefore.sentence).not.toBe("The browser refuses this request and sends nothing.");
      }),
      { numRuns: 3_000 },
    );
    // Each of them comes up, so that none is carried along in vain.
    expect([...reasons].sort()).toEqual(BEFORE_SENDING.map(({ id }) => id).sort());
  });

  test("has findings that are all listed, and that are reasons", () => {
    for (const finding of BEFORE_SENDING) {
      expect(FINDINGS).toContain(finding);
      expect(REASONS).toContain(finding.id);
    }
  });
});

describe("what a browser would send", () => {
  test("says what makes a preflight, and that the request waits for it", () => {
    const { requests: planned } = planOf({ method: "PUT", headers: [["X-Trace", "1"]] });
    expect(planned.map(({ role, method, because, onlyIf }) => ({ role, method, because, onlyIf }))).toEqual([
      { role: "preflight", method: "OPTIONS", because: ["the method `PUT`", "the header `x-trace`"], onlyIf: null },
      { role: "actual", method: "PUT", because: [], onlyIf: "the answer to the preflight allows it" },
    ]);
  });

  test.each<[sentence: string, fields: Partial<RequestFields>, readable: string]>([
    ["the page's own origin is outside of CORS", { url: `${PAGE}/items` }, "basic"],
    ["another origin is a matter of CORS", {}, "cors"],
    ["the mode no-cors leaves the answer opaque", { mode: "no-cors" }, "opaque"],
    ["what is refused gives nothing to read", { method: "TRACE" }, "error"],
  ])("%s", (_, fields, readable) => {
    expect(planOf(fields).readable).toBe(readable);
  });

  test.each<[sentence: string, fields: Partial<RequestFields>, lost: string[]]>([
    ["a token stays behind in a redirect to another origin", { headers: [["Authorization", "t"]] }, ["Authorization"]],
    [
      "so it does when credentials are included and the origin turns to null",
      { headers: [["authorization", "t"]], credentials: "include", method: "PUT" },
      ["authorization"],
    ],
    ["other headers go along", { headers: [["X-Trace", "1"]] }, []],
    ["nothing is lost where no redirect is followed", { headers: [["Authorization", "t"]], redirect: "error" }, []],
    ["nothing is lost of what is not sent", { headers: [["Authorization", "t"]], method: "TRACE" }, []],
  ])("%s", (_, fields, lost) => {
    expect(planOf(fields).lostInRedirects).toEqual(lost);
  });
});

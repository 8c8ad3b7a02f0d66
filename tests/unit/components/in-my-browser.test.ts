import { describe, expect, test } from "vitest";
import type { BrowserAnswer, ReadAnswer, RunEvidence } from "#components/in-my-browser/browser-answer.ts";
import { compare } from "#components/in-my-browser/compare.ts";
import { explainDifference, type RunCircumstances } from "#components/in-my-browser/explain-difference.ts";
import { predictionFor, type BrowserPrediction } from "#components/in-my-browser/prediction.ts";
import type { EngineName } from "#components/in-my-browser/this-browser.ts";
import { buildDiagnosis } from "#lib/diagnosis/build-diagnosis.ts";
import { evaluate, type SuppliedResponse } from "#lib/diagnosis/evaluate.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import type { RequestFields } from "#lib/intake/request-fields.ts";

const OWN = "https://preflight.example";
const FIELDS: RequestFields = { url: "https://api.example/items", origin: OWN };
const ALLOW = ["access-control-allow-origin", "*"] as const;

/** What is predicted when the target answers like that. */
function predicted(
  responses: readonly SuppliedResponse[],
  fields: Partial<RequestFields> = {},
  engine: EngineName = "chromium",
): BrowserPrediction | null {
  const read = readFields({ ...FIELDS, ...fields });
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  const diagnosis = buildDiagnosis(evaluate(read.request, responses), "supplied", { bodyBytes: 0, cookiesSent: false });
  return predictionFor(diagnosis, engine);
}

const ALLOWED = predicted([{ status: 200, headers: [ALLOW, ["content-type", "text/plain"]] }]);
const BLOCKED = predicted([{ status: 200, headers: [] }]);
const UNKNOWN = predicted([]);

const READ: ReadAnswer = {
  kind: "response",
  type: "cors",
  status: 200,
  redirected: false,
  url: "https://api.example/items",
  headers: [["content-type", "text/plain"]],
  body: { bytes: 0, start: "", stopped: null },
  ms: 10,
};
const FAILED: BrowserAnswer = { kind: "failed", exception: "TypeError: Failed to fetch", ms: 10 };
const HIDDEN: ReadAnswer = { ...READ, type: "opaque", status: 0, url: "", headers: [] };

describe("a prediction and what a browser did", () => {
  test.each<[name: string, prediction: BrowserPrediction | null, answer: BrowserAnswer, fields: string[]]>([
    [
      "agree on an answer that can be read",
      ALLOWED,
      READ,
      [
        "Outcome as predicted",
        "Type as predicted",
        "Status as predicted",
        "Redirected as predicted",
        "Readable headers as predicted",
      ],
    ],
    ["agree on an error", BLOCKED, FAILED, ["Outcome as predicted", "The script gets as predicted"]],
    [
      "agree on an error where there was no answer, which a script cannot tell apart",
      predicted([{ failure: { phase: "connect", code: "connection-refused" } }]),
      FAILED,
      ["Outcome as predicted", "The script gets as predicted"],
    ],
    [
      "agree on an opaque answer, whose status is 0",
      predicted([{ status: 200, headers: [] }], { mode: "no-cors" }),
      HIDDEN,
      [
        "Outcome as predicted",
        "Type as predicted",
        "Status as predicted",
        "Redirected as predicted",
        "Readable headers as predicted",
      ],
    ],
    [
      "differ in the status and in a header",
      ALLOWED,
      {
        ...READ,
        status: 401,
        headers: [
          ["Content-Type", "text/plain"],
          ["expires", "0"],
        ],
      },
      [
        "Outcome as predicted",
        "Type as predicted",
        "Status differs",
        "Redirected as predicted",
        "Readable headers differs",
      ],
    ],
    [
      "differ in a redirect",
      ALLOWED,
      { ...READ, redirected: true, url: "https://api.example/login" },
      [
        "Outcome as predicted",
        "Type as predicted",
        "Status as predicted",
        "Redirected differs",
        "Readable headers as predicted",
      ],
    ],
    ["differ in everything when one is blocked", BLOCKED, READ, ["Outcome differs", "The script gets differs"]],
    ["differ in everything when the other is", ALLOWED, FAILED, ["Outcome differs", "The script gets differs"]],
    [
      "have nothing in common when no verdict was possible",
      UNKNOWN,
      FAILED,
      ["Outcome not predicted", "The script gets not predicted"],
    ],
    [
      "are not compared in what XMLHttpRequest does not tell",
      ALLOWED,
      { ...READ, type: null },
      ["Outcome as predicted", "Status as predicted", "Redirected as predicted", "Readable headers as predicted"],
    ],
    ["are not compared when no answer came", ALLOWED, { kind: "timed-out", ms: 60_000 }, []],
  ])("%s", (_, prediction, answer, fields) => {
    expect(compare(prediction, answer).map(({ what, agreement }) => `${what} ${agreement}`)).toEqual(fields);
  });

  test("are those of the engine that the browser claims to be", () => {
    const loopback = { url: "http://localhost:8080/items" };
    expect(predicted([], loopback, "webkit")).toMatchObject({ outcome: "blocked", reason: "mixed-content" });
    expect(predicted([], loopback, "chromium")).toMatchObject({ outcome: "undetermined", reason: null });
    expect(predicted([], { url: "http://api.example/items" }, "firefox")).toMatchObject({ reason: "mixed-content" });
  });
});

const QUIET: RunEvidence = {
  online: true,
  serviceWorker: false,
  stoppedByPolicy: [],
  localNetwork: null,
  timing: null,
};

function titles(
  prediction: BrowserPrediction | null,
  answer: BrowserAnswer,
  circumstances: Partial<RunCircumstances> = {},
): string[] {
  return explainDifference(compare(prediction, answer), {
    request: { url: FIELDS.url, method: "GET" },
    ownOrigin: OWN,
    cookiesSent: false,
    preflightNeeded: false,
    prediction,
    answer,
    evidence: QUIET,
    ...circumstances,
  }).map(({ title, seen }) => `${title}${seen ? ", seen" : ""}`);
}

describe("what explains a difference", () => {
  test("is nothing where there is none", () => {
    expect(titles(ALLOWED, READ)).toEqual([]);
    expect(titles(BLOCKED, FAILED)).toEqual([]);
    expect(titles(UNKNOWN, FAILED)).toEqual([]);
  });

  test("is the wording alone when only that differs", () => {
    expect(titles(BLOCKED, { ...FAILED, exception: "TypeError: fetch failed" })).toEqual(["Only the wording"]);
  });

  test.each<[title: string, expected: boolean, circumstances: Partial<RunCircumstances>]>([
    ["Cookies", true, { cookiesSent: true }],
    ["Cookies", false, {}],
    ["No network, seen", true, { evidence: { ...QUIET, online: false } }],
    ["No network, seen", false, {}],
    ["Content Security Policy, seen", true, { evidence: { ...QUIET, stoppedByPolicy: ["connect-src"] } }],
    ["A service worker, seen", true, { evidence: { ...QUIET, serviceWorker: true } }],
    ["Local Network Access, seen", true, { evidence: { ...QUIET, localNetwork: "denied" } }],
    ["Local Network Access", true, { evidence: { ...QUIET, localNetwork: "prompt" } }],
    ["Local Network Access", false, {}],
    [
      "Local Network Access",
      false,
      { ownOrigin: "http://localhost:3000", evidence: { ...QUIET, localNetwork: "prompt" } },
    ],
    ["Mixed content", true, { request: { url: "http://api.example/", method: "GET" } }],
    ["Mixed content", false, {}],
    ["HSTS", true, { request: { url: "http://api.example/", method: "GET" } }],
    ["The certificate", true, {}],
    ["An extension or ad blocker", true, {}],
    ["The preflight cache", false, { preflightNeeded: true }],
    ["An extension that unlocks CORS", false, {}],
  ])("an unforeseen error: %s, %s", (title, expected, circumstances) => {
    expect(titles(ALLOWED, FAILED, circumstances).includes(title)).toBe(expected);
  });

  test.each<[title: string, expected: boolean, circumstances: Partial<RunCircumstances>]>([
    ["The preflight cache", true, { preflightNeeded: true }],
    ["The preflight cache", false, {}],
    ["An extension that unlocks CORS", true, {}],
    ["An extension or ad blocker", false, {}],
    ["The HTTP cache", true, {}],
    ["The HTTP cache", false, { request: { url: FIELDS.url, method: "PUT" } }],
    ["The HTTP cache, seen", true, { evidence: { ...QUIET, timing: { protocol: "", delivery: "cache" } } }],
    ["The server tells them apart", true, {}],
    ["VPN, proxy or DNS", true, {}],
  ])("an unforeseen answer: %s, %s", (title, expected, circumstances) => {
    expect(titles(BLOCKED, READ, circumstances).includes(title)).toBe(expected);
  });

  test("of headers alone is also how the answer is packed", () => {
    const packed = { ...READ, headers: [...READ.headers, ["content-length", "3"] as const] };
    expect(titles(ALLOWED, packed)).toContain("Compression and HTTP version");
    expect(titles(ALLOWED, { ...packed, status: 500 })).not.toContain("Compression and HTTP version");
  });

  test("begins with what was seen", () => {
    const evidence = { ...QUIET, serviceWorker: true };
    expect(titles(BLOCKED, READ, { cookiesSent: true, evidence })[0]).toBe("A service worker, seen");
  });
});

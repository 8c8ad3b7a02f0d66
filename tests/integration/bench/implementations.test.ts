import { describe, expect, test } from "vitest";
import { CHROMIUM } from "#lib/browsers/browsers.ts";
import { prepareEvaluation, type Verdict } from "#tests/bench/engine/evaluation.ts";
import { happyDom } from "#tests/bench/engine/happy-dom.ts";
import { jsdom } from "#tests/bench/engine/jsdom.ts";
import { RecordedServer } from "#tests/bench/engine/recorded-server.ts";
import type { MeasuredCase, WireEntry } from "#tests/corpus/measured.ts";

const TARGET = "http://api.test/";
const PAGE = "http://page.test";

function measured(fields: Partial<MeasuredCase>): MeasuredCase {
  return { name: "a case", page: PAGE, url: TARGET, wire: [], ...fields };
}

function entry(fields: Partial<WireEntry>): WireEntry {
  return { method: "GET", url: TARGET, origin: PAGE, status: 200, answer: [], ...fields };
}

const ALLOW_ORIGIN: [string, string] = ["Access-Control-Allow-Origin", PAGE];

describe.each([
  ["jsdom", jsdom],
  ["happy-dom", happyDom],
] as const)("%s, fed with a recording,", (_name, implementation) => {
  test.each<[string, Verdict, Partial<MeasuredCase>]>([
    ["allows a response that names the page", "allowed", { wire: [entry({ answer: [ALLOW_ORIGIN] })] }],
    ["blocks a response that names nobody", "blocked", { wire: [entry({})] }],
    ["fails when the connection breaks", "blocked", { wire: [{ method: "GET", url: TARGET, origin: PAGE }] }],
    ["does not let a page make a TRACE request", "blocked", { method: "TRACE" }],
    [
      "makes a preflight and then the request, with its body",
      "allowed",
      {
        method: "PUT",
        body: "x",
        wire: [
          entry({ method: "OPTIONS", acrm: "PUT", answer: [ALLOW_ORIGIN, ["Access-Control-Allow-Methods", "PUT"]] }),
          entry({ method: "PUT", answer: [ALLOW_ORIGIN] }),
        ],
      },
    ],
    [
      "checks the response that a redirect leads to",
      "blocked",
      {
        wire: [entry({ status: 302, answer: [ALLOW_ORIGIN, ["Location", "/next"]] }), entry({ url: `${TARGET}next` })],
      },
    ],
  ])("%s", async (_title, verdict, fields) => {
    const row = measured(fields);
    expect(await implementation.fetch(prepareEvaluation(row, CHROMIUM), new RecordedServer(row))).toBe(verdict);
  });
});

test.each<[string, boolean, Partial<MeasuredCase>]>([
  ["a plain request", true, {}],
  ["included credentials", true, { credentials: "include" }],
  ["omitted credentials", false, { credentials: "omit" }],
  ["another mode", false, { mode: "no-cors" }],
  ["another redirect mode", false, { redirect: "error" }],
  ["userinfo in the URL, which only fetch() refuses", false, { url: "http://a:b@api.test/" }],
  ["a body for GET, which only fetch() refuses", false, { body: "x" }],
])("an XMLHttpRequest and %s: %j", (_title, expected, fields) => {
  expect(jsdom.canExpress(prepareEvaluation(measured(fields), CHROMIUM).request)).toBe(expected);
});

describe("the server of a recording", () => {
  const preflight = entry({ method: "OPTIONS", acrm: "PUT", status: 204, answer: [["X", "preflight"]] });
  const ask = { role: "actual", url: TARGET, origin: PAGE } as const;

  test("gives the answers to the same question in order, and then none", () => {
    const server = new RecordedServer(measured({ wire: [entry({ status: 302 }), entry({})] }));
    expect([server.answer(ask), server.answer({ ...ask, url: `${TARGET}#end` })]).toMatchObject([
      { status: 302 },
      { status: 200 },
    ]);
    expect([server.wasOffRecord, server.answer(ask).kind, server.wasOffRecord]).toEqual([false, "failure", true]);
    expect(server.restart().answer(ask)).toMatchObject({ status: 302 });
  });

  test("answers a needless preflight as it did the request, with status 200", () => {
    const server = new RecordedServer(measured({ wire: [entry({ status: 404, answer: [ALLOW_ORIGIN] })] }));
    expect(server.answer({ ...ask, role: "preflight" })).toMatchObject({ status: 200, headers: [ALLOW_ORIGIN] });
    expect([server.sawNeedlessPreflight, server.wasOffRecord]).toEqual([true, false]);
  });

  test("answers a request without the due preflight as it did the preflight, with status 200", () => {
    const server = new RecordedServer(measured({ wire: [preflight] }));
    expect(server.answer(ask)).toMatchObject({ status: 200, headers: preflight.answer });
    expect([server.sawNeedlessPreflight, server.wasOffRecord]).toEqual([false, false]);
  });

  test("reflects another origin where it reflected the recorded one", () => {
    const wire = [
      entry({ origin: "null", answer: [["Access-Control-Allow-Origin", "null"]] }),
      entry({ answer: [["Access-Control-Allow-Origin", "*"]] }),
    ];
    const server = new RecordedServer(measured({ wire }));
    expect(server.answer(ask)).toMatchObject({ headers: [ALLOW_ORIGIN] });
    expect(server.answer({ ...ask, origin: "null" })).toMatchObject({
      headers: [["Access-Control-Allow-Origin", "*"]],
    });
  });
});

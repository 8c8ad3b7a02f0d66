import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { renderHar } from "#lib/render/har.ts";
import { ALL_FINDING_CASES } from "#tests/unit/diagnosis/all-finding-cases.ts";
import { diagnosisOf, observedDiagnosis } from "#tests/unit/diagnosis/finding-case.ts";
import { PROBED_CASES } from "#tests/unit/diagnosis/probed-cases.ts";
import { aDiagnosis } from "#tests/unit/store/diagnosis.ts";
import { hostileText, infected } from "./infected.ts";

const lines = z.array(z.strictObject({ name: z.string(), value: z.string() }));
const comment = z.string().optional();
const duration = z.number().min(-1);

/** http://www.softwareishard.com/blog/har-12-spec/, without the parts that are optional and not written. */
const har = z.strictObject({
  log: z.strictObject({
    version: z.literal("1.2"),
    creator: z.strictObject({ name: z.literal("Preflight"), version: z.string() }),
    comment,
    entries: z.array(
      z.strictObject({
        startedDateTime: z.iso.datetime(),
        time: z.number().min(0),
        request: z.strictObject({
          method: z.string(),
          url: z.string(),
          httpVersion: z.string(),
          cookies: z.array(z.never()),
          headers: lines,
          queryString: lines,
          headersSize: z.int().min(-1),
          bodySize: z.int().min(-1),
        }),
        response: z.strictObject({
          status: z.int(),
          statusText: z.string(),
          httpVersion: z.string(),
          cookies: z.array(z.never()),
          headers: lines,
          content: z.strictObject({ size: z.int(), mimeType: z.string(), text: z.string().optional(), comment }),
          redirectURL: z.string(),
          headersSize: z.int().min(-1),
          bodySize: z.int().min(-1),
          comment,
        }),
        cache: z.strictObject({}),
        timings: z.strictObject({
          blocked: duration,
          dns: duration,
          connect: duration,
          ssl: duration,
          send: duration,
          wait: duration,
          receive: duration,
        }),
        serverIPAddress: z.string().optional(),
        comment: z.string(),
      }),
    ),
  }),
});

function archiveOf(diagnosis: Parameters<typeof renderHar>[0]) {
  return har.parse(JSON.parse(renderHar(diagnosis))).log;
}

const EXCHANGE = {
  role: "actual" as const,
  hop: 1,
  request: {
    method: "GET",
    url: "https://api.example/a?b=c&b=d%20e",
    headers: [
      ["X-B", "1"],
      ["x-b", "2"],
    ] as const,
  },
  response: {
    status: 302,
    httpVersion: null,
    headers: [
      ["Set-Cookie", "REDACTED"],
      ["set-cookie", "REDACTED"],
      ["Location", "/é"],
    ] as const,
    bodyStart: "moved",
  },
  failure: null,
  remoteAddress: "192.0.2.1",
  timingMs: { dns: 1, connect: 2, tls: 3, firstByte: 4, total: 11.5 },
};

describe("an archive", () => {
  test("holds the lines of an exchange in order, duplicates and secrets as they are stored", () => {
    const { entries } = archiveOf(aDiagnosis({ createdAt: "2026-11-22T12:00:00.000Z", exchanges: [EXCHANGE] }));
    expect(entries).toEqual([
      {
        startedDateTime: "2026-11-22T12:00:00.000Z",
        time: 11.5,
        request: {
          method: "GET",
          url: "https://api.example/a?b=c&b=d%20e",
          httpVersion: "HTTP/1.1",
          cookies: [],
          headers: [
            { name: "X-B", value: "1" },
            { name: "x-b", value: "2" },
          ],
          queryString: [
            { name: "b", value: "c" },
            { name: "b", value: "d e" },
          ],
          headersSize: -1,
          bodySize: 0,
        },
        response: {
          status: 302,
          statusText: "",
          httpVersion: "HTTP/1.1",
          cookies: [],
          headers: [
            { name: "Set-Cookie", value: "REDACTED" },
            { name: "set-cookie", value: "REDACTED" },
            { name: "Location", value: "/é" },
          ],
          content: {
            size: -1,
            mimeType: "x-unknown",
            text: "moved",
            comment: "Only the beginning of the body is kept.",
          },
          redirectURL: "/é",
          headersSize: -1,
          bodySize: -1,
        },
        cache: {},
        // `connect` contains `ssl`.
        timings: { blocked: -1, dns: 1, connect: 5, ssl: 3, send: -1, wait: 4, receive: -1 },
        serverIPAddress: "192.0.2.1",
        comment: "Exchange 1: actual after one redirect.",
      },
    ]);
  });

  test("says of a failure what it was, with the status 0", () => {
    const failure = { phase: "dns", code: "name-not-found", message: "No such name." } as const;
    const { entries } = archiveOf(
      aDiagnosis({ exchanges: [{ ...EXCHANGE, response: null, failure, remoteAddress: null, timingMs: null }] }),
    );
    expect(entries[0]).toMatchObject({
      time: 0,
      response: { status: 0, headers: [], comment: "No such name. (dns: name-not-found)" },
      timings: { dns: -1, connect: -1, ssl: -1, wait: -1 },
      comment: "Exchange 1: actual after one redirect. No such name.",
    });
    expect(entries[0]).not.toHaveProperty("serverIPAddress");
  });

  test("tells preflights and probes from the request that they are for", () => {
    const probed = PROBED_CASES.find(({ name }) => name === "one of two headers is refused")!;
    const diagnosis = observedDiagnosis(probed);
    const { entries } = archiveOf(diagnosis);
    expect(entries.map(({ comment }) => comment)).toEqual([
      "Exchange 1: preflight.",
      ...diagnosis.exchanges
        .slice(1)
        .map(({ purpose, conclusion }, index) => `Exchange ${index + 2}: probe. ${purpose} ${conclusion}`),
    ]);
  });

  test("says that supplied responses were supplied", () => {
    const supplied = archiveOf(aDiagnosis({ source: "supplied" }));
    const sent = archiveOf(aDiagnosis({ source: "network" }));
    expect([supplied, sent].map(({ comment }) => comment?.includes("nothing was sent"))).toEqual([true, false]);
  });

  test.each(ALL_FINDING_CASES)("is well-formed: $name", (each) => {
    const diagnosis = diagnosisOf(each);
    expect(archiveOf(diagnosis).entries.length).toBe(diagnosis.exchanges.length);
  });

  test("is well-formed whatever a stranger wrote", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const [entry] = archiveOf(infected(text)).entries;
        expect(entry?.request.headers).toEqual([{ name: text, value: text }]);
      }),
    );
  });
});

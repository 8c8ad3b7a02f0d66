import fc from "fast-check";
import { expect, test } from "vitest";
import { MAX_PROBES } from "#lib/config/limits.ts";
import { observe } from "#lib/diagnosis/observe.ts";
import { Redactor } from "#lib/diagnosis/redact.ts";
import { isSecretHeaderName } from "#lib/diagnosis/secrets.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import type { HeaderLine } from "#lib/fetch/header-list.ts";
import { PAGE, requestOf } from "./finding-case.ts";
import { recordOf, type SimulatedServer } from "./simulated-server.ts";

const SECRET = "zq8-very-secret-value";

const requests: fc.Arbitrary<FetchRequest> = fc
  .record({
    method: fc.constantFrom("GET", "GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH"),
    headers: fc.subarray<[string, string]>([
      ["Authorization", `Bearer ${SECRET}`],
      ["Content-Type", "application/json"],
      ["X-Api-Key", SECRET],
      ["X-A", "1"],
      ["X-B", "2"],
      ["X-C", "3"],
      ["X-D", "4"],
      ["Accept", "text/html"],
    ]),
    credentials: fc.constantFrom("omit" as const, "same-origin" as const, "include" as const),
    mode: fc.constantFrom("cors" as const, "cors" as const, "cors" as const, "no-cors" as const),
    origin: fc.constantFrom(PAGE, "http://shop.example", "null"),
    url: fc.constantFrom(
      "https://api.example/orders",
      `https://api.example/orders?token=${SECRET}&page=2`,
      "http://api.example/a/b",
      `${PAGE}/own`,
    ),
  })
  .map((fields) => requestOf(fields));

const answers = fc.record({
  status: fc.constantFrom(200, 200, 200, 204, 301, 307, 403, 404, 500),
  allow: fc.constantFrom("echo", "echo", "*", PAGE, "https://first.example", null, null),
  location: fc.constantFrom("/orders/", `https://cdn.example/o?token=${SECRET}`, "http://api.example/", "/orders", ""),
  lines: fc.subarray<HeaderLine>([
    ["Access-Control-Allow-Credentials", "true"],
    ["Access-Control-Allow-Methods", "*, PUT"],
    ["Access-Control-Allow-Headers", "authorization, content-type, x-api-key, x-a, x-b, x-c, x-d"],
    ["Vary", "Origin"],
    ["Cache-Control", "no-store"],
    ["Age", "12"],
    ["Set-Cookie", `sid=${SECRET}`],
  ]),
  isBroken: fc.constantFrom(false, false, false, false, false, true),
});

/** Servers whose answer depends on everything that a CORS layer may look at, and on nothing else. */
const servers: fc.Arbitrary<SimulatedServer> = fc.func(answers).map((answerTo): SimulatedServer => (seen) => {
  const { method, url, origin, asksFor, asksForHeaders } = seen;
  const { status, allow, location, lines, isBroken } = answerTo(
    method,
    url.href,
    origin,
    asksFor,
    asksForHeaders.join(),
  );
  const allowed = allow === "echo" ? origin : allow;
  return isBroken
    ? null
    : {
        status,
        headers: [
          ...(allowed === null ? [] : [["Access-Control-Allow-Origin", allowed] as const]),
          ...(location === "" ? [] : [["Location", location] as const]),
          ...lines,
        ],
      };
});

const runs = fc.record({ request: requests, server: servers });

test("at most 8 probes, each asked once, with OPTIONS, GET or HEAD, and without anything secret", () => {
  fc.assert(
    fc.property(runs, ({ request, server }) => {
      const { asked } = recordOf(request, server).probes;
      expect(asked.length).toBeLessThanOrEqual(MAX_PROBES);
      expect(new Set(asked.map(({ id }) => id)).size).toBe(asked.length);
      for (const { exchange } of asked) {
        expect(["OPTIONS", "GET", "HEAD"]).toContain(exchange.request.method);
        const names = exchange.request.headers.map(([name]) => name);
        expect(names.filter(isSecretHeaderName)).toEqual([]);
        expect(JSON.stringify([exchange.request.headers, exchange.purpose, exchange.conclusion])).not.toContain(SECRET);
      }
    }),
    { numRuns: 200 },
  );
});

test("the same answers lead to the same probes, and to the same facts with and without their secrets", () => {
  fc.assert(
    fc.property(runs, ({ request, server }) => {
      const record = recordOf(request, server);
      expect(recordOf(request, server)).toEqual(record);
      const { facts } = observe(record).probes;
      expect(observe(new Redactor().record(record)).probes.facts).toEqual(facts);
      expect(JSON.stringify(new Redactor().record(record).probes)).not.toContain(SECRET);
    }),
    { numRuns: 100 },
  );
});

test("without probes nothing is learned", () => {
  fc.assert(
    fc.property(runs, ({ request, server }) => {
      const { asked, leftOut } = recordOf(request, server, 0).probes;
      expect(asked).toEqual([]);
      expect(observe(recordOf(request, server, 0)).probes).toEqual({ asked: [], leftOut, facts: [] });
    }),
  );
});

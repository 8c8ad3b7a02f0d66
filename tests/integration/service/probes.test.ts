import type { IncomingMessage, ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { MAX_PROBES } from "#lib/config/limits.ts";
import type { Exchange } from "#lib/contract/diagnosis.ts";
import {
  HOST,
  httpTarget,
  PAGE,
  PUBLIC_URL,
  startService,
  type ServiceOptions,
  type Target,
} from "./service-fixture.ts";

const PREFLIGHT_HEADERS = "access-control-request-headers";
const allowed = (origin: string): string[] =>
  [
    ["Access-Control-Allow-Origin", origin],
    ["Access-Control-Allow-Methods", "PUT"],
    ["Access-Control-Allow-Headers", "x-a, x-b, authorization"],
    ["Vary", "Origin"],
  ].flat();

/** Leaves everything out as soon as a header is asked for that it does not know, as many CORS layers do. */
function allOrNothing(...known: readonly string[]) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const asked = (request.headers[PREFLIGHT_HEADERS] ?? "").split(",");
    const isKnown = asked.every((name) => name === "" || known.includes(name));
    response.writeHead(isKnown ? 204 : 403, isKnown ? allowed(PAGE) : []).end();
  };
}

const linesOf = ({ requests }: Target) =>
  requests.map(({ method, headers }) => [
    method,
    headers.origin ?? null,
    headers["access-control-request-method"] ?? null,
    headers[PREFLIGHT_HEADERS] ?? null,
  ]);

async function diagnosed(
  handler: Parameters<typeof httpTarget>[0],
  input: object,
  options: Omit<ServiceOptions, "ports"> = {},
) {
  const target = await httpTarget(handler);
  const service = await startService({ ports: [target.port], ...options });
  const progress: [number, Exchange][] = [];
  const diagnosis = await service.diagnose(
    { url: target.url, origin: PAGE, ...input },
    { onExchange: (exchange, index) => progress.push([index, exchange]) },
  );
  const ids = diagnosis.findings.map(({ id }) => id);
  return {
    target,
    service,
    diagnosis,
    ids,
    progress,
    probes: diagnosis.exchanges.filter(({ role }) => role === "probe"),
  };
}

const PUT_WITH_THREE = { method: "PUT", headers: { "X-A": "1", "X-B": "1", "X-Request-Id": "1" } };

describe("a server that drops all CORS headers because of one header", () => {
  test("is asked until that header is known, and it stands before the browser's message", async () => {
    const { diagnosis, ids, target, progress } = await diagnosed(allOrNothing("x-a", "x-b"), PUT_WITH_THREE);
    expect(diagnosis).toMatchObject({ outcome: "blocked", reason: "preflight-allow-origin-missing" });
    expect(ids.slice(0, 2)).toEqual(["preflight-header-refused", "preflight-allow-origin-missing"]);
    expect(diagnosis.summary).toContain("because of the header `x-request-id`");
    expect(linesOf(target)).toEqual([
      ["OPTIONS", PAGE, "PUT", "x-a,x-b,x-request-id"],
      ["OPTIONS", PAGE, "GET", null],
      ["OPTIONS", PAGE, "PUT", null],
      ["OPTIONS", PAGE, "PUT", "x-a,x-b"],
    ]);
    expect(diagnosis.exchanges.slice(1).map(({ purpose, conclusion }) => [purpose, conclusion])).toEqual([
      [
        "Asks for a `GET` without extra headers, to see whether the method or a header is what the server refuses.",
        "This is accepted: the server refuses the method or a header.",
      ],
      ["Asks for `PUT` without the headers, to tell the method from the headers.", "Ruled out: `PUT` is accepted."],
      [
        "Asks again without `x-request-id`, to see whether the server refuses that header.",
        "Without `x-request-id` the preflight is accepted.",
      ],
    ]);
    expect(progress.map(([index]) => index)).toEqual([0, 1, 2, 3]);
    expect(progress.map(([, exchange]) => exchange)).toEqual(diagnosis.exchanges);
  });

  test("is not asked when that is not wanted, or when nothing is to be sent", async () => {
    const off = await diagnosed(allOrNothing(), { ...PUT_WITH_THREE, probes: false });
    expect(linesOf(off.target)).toEqual([["OPTIONS", PAGE, "PUT", "x-a,x-b,x-request-id"]]);
    expect(off.probes).toEqual([]);
    expect(off.ids).not.toContain("preflight-header-refused");
    const planned = await diagnosed(allOrNothing(), { ...PUT_WITH_THREE, probes: true, actualRequest: "never" });
    expect(linesOf(planned.target)).toEqual([]);
  });

  test("belongs to no browser's run, and changes no verdict", async () => {
    const probed = await diagnosed(allOrNothing("x-a", "x-b"), PUT_WITH_THREE);
    const plain = await diagnosed(allOrNothing("x-a", "x-b"), { ...PUT_WITH_THREE, probes: false });
    for (const [name, { exchanges }] of Object.entries(probed.diagnosis.browsers))
      expect([name, exchanges]).toEqual([name, [0]]);
    const verdict = ({ diagnosis: { outcome, reason, preflight, readable, trace } }: typeof plain) =>
      JSON.stringify({ outcome, reason, preflight, readable, steps: trace.length });
    expect(verdict(probed)).toBe(verdict(plain));
  });

  test("is read back as it was returned", async () => {
    const { diagnosis, service } = await diagnosed(allOrNothing("x-a", "x-b"), PUT_WITH_THREE);
    const { deleteToken: _deleteToken, ...rest } = diagnosis;
    expect(await service.services.getDiagnosis(diagnosis.id ?? "")).toStrictEqual({ kind: "found", diagnosis: rest });
  });
});

describe("what is sent as a probe", () => {
  test("a right server costs three probes at most, none of which carries a cookie or a secret", async () => {
    const { target, diagnosis, ids } = await diagnosed(
      (request, response) => {
        const isMissing = request.url?.includes("preflight-probe") === true;
        response
          .writeHead(isMissing ? 404 : 200, request.headers.origin === PAGE ? allowed(PAGE) : ["Vary", "Origin"])
          .end();
      },
      {
        credentials: "same-origin",
        cookies: "sid=cookie-secret-2",
        headers: { Authorization: "Bearer bearer-secret-1" },
      },
    );
    expect(diagnosis.outcome).toBe("allowed");
    expect(ids).toEqual([]);
    expect(linesOf(target)).toEqual([
      ["OPTIONS", PAGE, "GET", "authorization"],
      ["GET", PAGE, null, null],
      ["OPTIONS", "http://preflight-probe.example", "GET", "authorization"],
      ["GET", PAGE, null, null],
    ]);
    expect(target.requests.at(-1)?.path).toBe("/preflight-probe-no-such-path");
    expect(target.requests.map(({ headers }) => [headers.cookie, headers.authorization])).toEqual([
      [undefined, undefined],
      [undefined, "Bearer bearer-secret-1"],
      [undefined, undefined],
      [undefined, undefined],
    ]);
    for (const { headers } of target.requests) expect(headers["user-agent"]).toContain(`(+${PUBLIC_URL})`);
  });

  test("cookies that the page sends stay with the page's own requests", async () => {
    const cookies = "sid=cookie-secret-2";
    const { target, ids } = await diagnosed(
      (request, response) => {
        const { origin = "" } = request.headers;
        response.writeHead(200, [...allowed(origin), "Access-Control-Allow-Credentials", "true"]).end();
      },
      { credentials: "include", cookies },
    );
    expect(target.requests.map(({ headers }) => headers.cookie)).toEqual([cookies, undefined, undefined, undefined]);
    expect(ids).toEqual(["origin-reflected"]);
  });

  test("a request without Origin looks like one for an image or a link", async () => {
    const { target } = await diagnosed((_request, response) => {
      response.writeHead(200, ["Access-Control-Allow-Origin", "*"]).end();
    }, {});
    expect(target.requests.map(({ headers }) => [headers.origin, headers["sec-fetch-mode"] ?? null])).toEqual([
      [PAGE, null],
      [undefined, null],
      [PAGE, null],
    ]);
  });

  test("never more than the limit, and it is told", async () => {
    const headers = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`X-${String(index)}`, "1"]));
    const { target, probes, ids } = await diagnosed(
      (request, response) => {
        const asked = request.headers[PREFLIGHT_HEADERS] ?? "";
        response.writeHead(204, /x-[2-7]/.test(asked) ? [] : allowed(PAGE)).end();
      },
      { method: "PUT", headers },
    );
    expect(probes).toHaveLength(MAX_PROBES);
    expect(target.requests).toHaveLength(1 + MAX_PROBES);
    expect(ids).toEqual(["preflight-header-refused", "preflight-allow-origin-missing", "probes-left-out"]);
  });

  test("the guard holds for probes too", async () => {
    const { diagnosis, probes } = await diagnosed(
      (request, response) => {
        response.writeHead(302, ["Location", "http://10.0.0.1/orders"]).end();
        request.resume();
      },
      {},
      { egress: { resolver: { resolve: () => Promise.resolve(["127.0.0.1"]) } } },
    );
    expect(diagnosis.reason).toBe("allow-origin-missing");
    expect(probes).toMatchObject([
      {
        failure: { phase: "egress", code: "private" },
        remoteAddress: null,
        conclusion: "Not known: there was no answer.",
      },
    ]);
  });
});

describe("a slow server", () => {
  test("does not make the diagnosis fail: what is not asked in time is left out, and it is told", async () => {
    let count = 0;
    const { diagnosis, probes, ids } = await diagnosed(
      (_request, response) => {
        count += 1;
        if (count === 1) response.writeHead(200, ["Access-Control-Allow-Origin", "*"]).end();
      },
      {},
      { probing: { timeMs: 100 } },
    );
    expect(diagnosis.outcome).toBe("allowed");
    expect(probes).toMatchObject([
      { failure: { phase: "timeout", code: "deadline" }, conclusion: "Not known: there was no answer." },
    ]);
    expect(ids).toEqual(["probes-left-out"]);
  });

  test("that has used up the time for the diagnosis is asked nothing", async () => {
    const { diagnosis, probes } = await diagnosed(() => undefined, {}, { replay: { deadlineMs: 50 } });
    expect(diagnosis.outcome).toBe("undetermined");
    expect(probes).toEqual([]);
  });
});

describe("behind a redirect", () => {
  test("the URL that it leads to is asked directly", async () => {
    const { diagnosis, ids, target } = await diagnosed(
      (request, response) => {
        if (request.url === "/orders") response.writeHead(301, [...allowed(PAGE), "Location", "/orders/"]).end();
        else response.writeHead(204, allowed(PAGE)).end();
      },
      { method: "PUT", headers: { "X-A": "1" } },
    );
    expect(ids).toEqual(["preflight-redirect", "redirect-twin"]);
    expect(target.requests.map(({ method, path }) => [method, path])).toEqual([
      ["OPTIONS", "/orders"],
      ["OPTIONS", "/orders/"],
    ]);
    const { params } = diagnosis.findings[1]!;
    expect(params).toMatchObject({ twin: `http://${HOST}:${String(target.port)}/orders/` });
  });
});

test("a cache that ignores Vary is told from the server behind it", async () => {
  const kept = new Map<string, string>();
  const { ids, diagnosis } = await diagnosed((request, response) => {
    const { url = "", headers } = request;
    const isKept = kept.has(url) || url === "/orders";
    const origin = kept.get(url) ?? (url === "/orders" ? "https://first.example" : (headers.origin ?? ""));
    kept.set(url, origin);
    response.writeHead(200, ["Access-Control-Allow-Origin", origin, ...(isKept ? ["Age", "7"] : [])]).end();
  }, {});
  expect(ids).toEqual(["cached-without-vary", "allow-origin-mismatch"]);
  expect(diagnosis.summary).toContain("comes from a cache (`Age: 7`)");
});

import { describe, expect, test } from "vitest";
import { ACTUAL_REQUEST_POLICIES } from "#lib/contract/terms.ts";
import type { Answer, OutgoingRequest } from "#lib/fetch/exchange.ts";
import { answersFrom, drive } from "#lib/fetch/recording.ts";
import { createReplay, type ReplayOptions, type ReplayPorts } from "#lib/replay/replay.ts";
import type { Transport } from "#lib/replay/transport.ts";
import type { WireRequest } from "#lib/replay/wire-observation.ts";
import { fetchRequest, outgoing, profile, scriptedEngines, type ScriptedEngines } from "./scripted-engine.ts";

/** Answers 200 to everything, with the number of the request in a header. */
function numberingTransport(): { transport: Transport; sent: WireRequest[] } {
  const sent: WireRequest[] = [];
  const transport: Transport = {
    send(request) {
      const number = String(sent.push(request));
      return Promise.resolve({
        request: { method: request.method, url: request.url, headers: request.headers },
        response: { status: 200, httpVersion: null, headers: [["number", number]], bodyStart: null },
        failure: null,
        remoteAddress: "192.0.2.1",
        timingMs: null,
      });
    },
  };
  return { transport, sent };
}

const answer = (number: number): Answer => ({ kind: "response", status: 200, headers: [["number", String(number)]] });

async function replayed(
  engines: ScriptedEngines,
  options: Partial<ReplayOptions> = {},
  ports: Partial<ReplayPorts> = {},
  request = fetchRequest(),
) {
  const { transport, sent } = numberingTransport();
  const replay = createReplay({
    corsFetch: engines.corsFetch,
    transport,
    publicUrl: "https://preflight.example",
    ...ports,
  });
  const names = Object.keys(engines.scripts) as (keyof ScriptedEngines["scripts"])[];
  const result = await replay(request, names.map(profile), {
    actualRequest: "always",
    signal: new AbortController().signal,
    ...options,
  });
  return { ...result, sent, fed: engines.fed };
}

const preflight = (request: Partial<OutgoingRequest> = {}) =>
  outgoing({ role: "preflight", method: "OPTIONS", headers: [["Origin", "https://www.page.com"]], ...request });
const put = (request: Partial<OutgoingRequest> = {}) => outgoing({ method: "PUT", preflighted: true, ...request });

describe("engines share one memo", () => {
  test("what all send alike is sent once, and each is fed the same answer", async () => {
    const script = [preflight(), put()];
    const { sent, fed, exchanges, recording } = await replayed(
      scriptedEngines({ chromium: script, firefox: script, webkit: script }),
    );
    expect(sent).toHaveLength(2);
    expect(exchanges.map(({ role, hop }) => ({ role, hop }))).toEqual([
      { role: "preflight", hop: 0 },
      { role: "actual", hop: 0 },
    ]);
    expect(fed).toEqual({
      chromium: [answer(1), answer(2)],
      firefox: [answer(1), answer(2)],
      webkit: [answer(1), answer(2)],
    });
    expect(recording.map(({ exchange }) => exchange)).toEqual([0, 1]);
  });

  test("header order and the case of names make no difference", async () => {
    const { sent } = await replayed(
      scriptedEngines({
        chromium: [
          outgoing({
            headers: [
              ["A", "1"],
              ["b", "2"],
            ],
          }),
        ],
        firefox: [
          outgoing({
            headers: [
              ["B", "2"],
              ["a", "1"],
            ],
          }),
        ],
      }),
    );
    expect(sent).toHaveLength(1);
  });

  test("a redirect to itself is two requests for one engine, and still two for all", async () => {
    const script = [outgoing(), outgoing({ hop: 1 })];
    const { fed, recording, sent } = await replayed(scriptedEngines({ chromium: script, firefox: script }));
    expect(sent).toHaveLength(2);
    expect(fed).toEqual({ chromium: [answer(1), answer(2)], firefox: [answer(1), answer(2)] });
    expect(recording.map(({ occurrence, exchange }) => ({ occurrence, exchange }))).toEqual([
      { occurrence: 0, exchange: 0 },
      { occurrence: 1, exchange: 1 },
    ]);
  });

  test("what one engine alone sends is an exchange of its own", async () => {
    const { fed, exchanges } = await replayed(
      scriptedEngines({ chromium: [outgoing()], firefox: [preflight(), outgoing()] }),
    );
    expect(exchanges.map(({ role }) => role)).toEqual(["actual", "preflight"]);
    expect(fed.firefox).toEqual([answer(2), answer(1)]);
  });

  test("the recording feeds every engine again exactly what it was fed", async () => {
    const engines = scriptedEngines({
      chromium: [preflight(), put()],
      firefox: [preflight(), put({ headers: [["x", "1"]] }), outgoing({ hop: 1, url: "https://b.example/" })],
    });
    const { recording, fed } = await replayed(engines);
    for (const name of ["chromium", "firefox"] as const) {
      const { steps } = drive(engines.corsFetch(fetchRequest(), profile(name)), answersFrom(recording));
      expect(steps.map((step) => step.answer)).toEqual(fed[name]);
    }
  });
});

describe("an unsafe request goes out once per hop", () => {
  test("an engine that wants another one is told so", async () => {
    const { sent, fed, recording } = await replayed(
      scriptedEngines({ chromium: [put()], firefox: [put({ headers: [["x", "1"]] })], webkit: [put()] }),
    );
    expect(sent.map(({ method }) => method)).toEqual(["PUT"]);
    expect(fed.firefox).toEqual([{ kind: "not-sent", because: "sent-differently" }]);
    expect(fed.webkit).toEqual([answer(1)]);
    expect(recording.map(({ exchange }) => exchange)).toEqual([0, null]);
  });

  test("the next hop is another matter", async () => {
    const { sent } = await replayed(scriptedEngines({ chromium: [put(), put({ hop: 1 })] }));
    expect(sent).toHaveLength(2);
  });

  test.each(["GET", "HEAD", "OPTIONS"])("%s may go out in every variant", async (method) => {
    const { sent } = await replayed(
      scriptedEngines({ chromium: [outgoing({ method })], firefox: [outgoing({ method, headers: [["x", "1"]] })] }),
    );
    expect(sent).toHaveLength(2);
  });

  test("a method that only looks safe is not", async () => {
    const { sent } = await replayed(
      scriptedEngines({
        chromium: [outgoing({ method: "get" })],
        firefox: [outgoing({ method: "get", headers: [["x", "1"]] })],
      }),
    );
    expect(sent).toHaveLength(1);
  });
});

describe("the policy for actual requests", () => {
  const requests: Record<string, OutgoingRequest> = {
    "a preflight": preflight(),
    "a preflighted GET": outgoing({ preflighted: true }),
    "a preflighted PUT": put(),
    "a preflighted POST": outgoing({ method: "POST", preflighted: true }),
    "a POST that needs no preflight": outgoing({ method: "POST" }),
  };
  const expected: Record<(typeof ACTUAL_REQUEST_POLICIES)[number], string[]> = {
    auto: ["a preflight", "a preflighted GET", "a POST that needs no preflight"],
    always: Object.keys(requests),
    never: [],
  };

  test.each(
    ACTUAL_REQUEST_POLICIES.map((policy) => ({
      policy,
      because: policy === "never" ? "planning" : "actual-request-policy",
    })),
  )("$policy", async ({ policy, because }) => {
    const sentNames: string[] = [];
    for (const [name, request] of Object.entries(requests)) {
      const { sent, fed } = await replayed(scriptedEngines({ chromium: [request] }), { actualRequest: policy });
      if (sent.length > 0) sentNames.push(name);
      else expect(fed.chromium).toEqual([{ kind: "not-sent", because }]);
    }
    expect(sentNames).toEqual(expected[policy]);
  });
});

describe("limits", () => {
  test("after the last exchange nothing is sent, but what is known is still answered", async () => {
    const [first, second, third] = ["/1", "/2", "/3"].map((path) => outgoing({ url: `https://api.example${path}` }));
    if (!first || !second || !third) throw new Error("unreachable");
    const { sent, fed } = await replayed(
      scriptedEngines({ chromium: [first, second, third], firefox: [second] }),
      {},
      { maxExchanges: 2 },
    );
    expect(sent).toHaveLength(2);
    expect(fed).toEqual({
      chromium: [answer(1), answer(2), { kind: "not-sent", because: "limit", limit: "exchanges" }],
      firefox: [answer(2)],
    });
  });

  test("after the deadline nothing is sent", async () => {
    const { sent, fed } = await replayed(scriptedEngines({ chromium: [outgoing()] }), {}, { deadlineMs: 0 });
    expect(sent).toHaveLength(0);
    expect(fed.chromium).toEqual([{ kind: "not-sent", because: "limit", limit: "deadline" }]);
  });

  test("a request gets no more time than the diagnosis has left", async () => {
    const { transport } = numberingTransport();
    const given: number[] = [];
    const timed: Transport = {
      send: (request, options) => (given.push(options.deadlineMs), transport.send(request, options)),
    };
    await replayed(
      scriptedEngines({ chromium: [outgoing(), outgoing()] }),
      {},
      { transport: timed, deadlineMs: 1_000 },
    );
    expect(given[0]).toBeLessThanOrEqual(1_000);
    expect(given[1]).toBeLessThan(given[0] ?? 0);
  });
});

describe("progress and cancellation", () => {
  test("each exchange is announced before it starts and reported as it ends", async () => {
    const events: string[] = [];
    await replayed(scriptedEngines({ chromium: [preflight(), put()], firefox: [preflight(), put()] }), {
      onStart: ({ role }) => events.push(`start ${role}`),
      onExchange: ({ role }, index) => events.push(`end ${role} ${index}`),
    });
    expect(events).toEqual(["start preflight", "end preflight 0", "start actual", "end actual 1"]);
  });

  test("a request that is not sent is not announced", async () => {
    const events: string[] = [];
    await replayed(scriptedEngines({ chromium: [put()] }), {
      actualRequest: "never",
      onStart: ({ role }) => events.push(role),
      onExchange: ({ role }) => events.push(role),
    });
    expect(events).toEqual([]);
  });

  test("the transport's rejection is the replay's, and the other engines do not run", async () => {
    const reason = new Error("The user left");
    const engines = scriptedEngines({ chromium: [outgoing()], firefox: [outgoing()] });
    const replay = replayed(engines, {}, { transport: { send: () => Promise.reject(reason) } });
    await expect(replay).rejects.toBe(reason);
    expect(Object.keys(engines.fed)).toEqual(["chromium"]);
  });
});

describe("the author's body", () => {
  test("goes along exactly where the engine says so", async () => {
    const { sent } = await replayed(
      scriptedEngines({ chromium: [preflight(), put({ withBody: true }), outgoing({ hop: 1 })] }),
      { body: "é" },
    );
    expect(sent.map(({ body }) => body)).toEqual([null, Buffer.from("é"), null]);
  });
});

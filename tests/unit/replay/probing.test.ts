import { expect, test } from "vitest";
import { createProbing, type ProbingPorts } from "#lib/replay/probing.ts";
import type { Transport } from "#lib/replay/transport.ts";
import type { WireRequest } from "#lib/replay/wire-observation.ts";
import { fetchRequest, outgoing } from "./scripted-engine.ts";

function probing(ports: Partial<ProbingPorts> = {}, endsInMs = 60_000) {
  const sent: WireRequest[] = [];
  const transport: Transport = {
    send(request) {
      sent.push(request);
      return Promise.resolve({
        request: { method: request.method, url: request.url, headers: request.headers },
        response: { status: 200, httpVersion: null, headers: [], bodyStart: null },
        failure: null,
        remoteAddress: "192.0.2.1",
        timingMs: null,
      });
    },
  };
  const send = createProbing({ transport, publicUrl: "https://preflight.example", ...ports })({
    signal: new AbortController().signal,
    endsAt: performance.now() + endsInMs,
    registrableDomain: () => null,
  });
  return { sent, ask: (method = "GET") => send(outgoing({ method, includeCredentials: true }), fetchRequest()) };
}

test("a probe is an exchange of its own role, without a body and without cookies", async () => {
  const { ask, sent } = probing();
  expect(await ask()).toMatchObject({ exchange: { role: "probe", hop: 0 } });
  expect(sent).toMatchObject([{ body: null }]);
  expect(sent[0]?.headers.map(([name]) => name)).not.toContain("Cookie");
});

test.each(["POST", "PUT", "DELETE", "TRACE", "get"])("%s is never sent", async (method) => {
  const { ask, sent } = probing();
  await expect(ask(method)).rejects.toThrow(`A probe must not be a ${method}`);
  expect(sent).toEqual([]);
});

test("eight are sent and no ninth", async () => {
  const { ask, sent } = probing();
  for (let count = 0; count < 8; count += 1) expect(await ask("OPTIONS")).toHaveProperty("exchange");
  expect(await ask()).toEqual({ notSent: "probes" });
  expect(sent).toHaveLength(8);
});

test.each([
  ["for the probes", { timeMs: 0 }, 60_000],
  ["for the diagnosis", {}, 0],
])("none is sent when the time %s is over", async (_, ports, endsInMs) => {
  const { ask, sent } = probing(ports, endsInMs);
  expect(await ask()).toEqual({ notSent: "deadline" });
  expect(sent).toEqual([]);
});

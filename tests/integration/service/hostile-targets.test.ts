import { createServer } from "node:net";
import { describe, expect, test } from "vitest";
import { diagnosisSchema, type Diagnosis } from "#lib/contract/diagnosis.ts";
import {
  answering,
  HOST,
  httpTarget,
  PAGE,
  startService,
  tcpTarget,
  writeForEver,
  type ServiceOptions,
  type Target,
} from "./service-fixture.ts";

const HTTP_OK = "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\n";

interface HostileTarget {
  readonly name: string;
  readonly start: () => Promise<Pick<Target, "port" | "url">>;
  readonly options?: ServiceOptions;
  readonly want: {
    readonly outcome: Diagnosis["outcome"];
    readonly findings: readonly string[];
    readonly code?: string;
  };
}

/** A port on which nothing listens any more. */
async function closedPort(): Promise<Pick<Target, "port" | "url">> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return { port, url: `http://${HOST}:${String(port)}/` };
}

const SHORT: ServiceOptions = { replay: { deadlineMs: 300 } };

const HOSTILE: readonly HostileTarget[] = [
  {
    name: "says nothing",
    start: () => tcpTarget(() => undefined),
    options: { limits: { responseTimeoutMs: 200 } },
    want: { outcome: "undetermined", findings: ["limit-reached"], code: "response" },
  },
  {
    name: "says nothing until the whole time is up",
    start: () => tcpTarget(() => undefined),
    options: SHORT,
    want: { outcome: "undetermined", findings: ["limit-reached"], code: "deadline" },
  },
  {
    name: "sends headers for ever, slowly",
    start: () =>
      tcpTarget((socket) => {
        socket.write(HTTP_OK);
        writeForEver(socket, "A: b\r\n");
      }),
    options: SHORT,
    want: { outcome: "undetermined", findings: ["limit-reached"], code: "deadline" },
  },
  {
    name: "sends headers for ever, fast",
    start: () =>
      tcpTarget((socket) => {
        socket.write(HTTP_OK);
        writeForEver(socket, "A: b\r\n".repeat(2_000), 1);
      }),
    want: { outcome: "undetermined", findings: ["limit-reached"], code: "headers-too-large" },
  },
  {
    name: "breaks the connection off",
    start: () => tcpTarget((socket) => socket.resetAndDestroy()),
    want: { outcome: "unreachable", findings: ["target-unreachable"], code: "connection-reset" },
  },
  {
    name: "hangs up without an answer",
    start: () => tcpTarget((socket) => socket.end()),
    want: { outcome: "unreachable", findings: ["target-unreachable"], code: "connection-closed" },
  },
  {
    name: "does not listen",
    start: closedPort,
    want: { outcome: "unreachable", findings: ["target-unreachable"], code: "connection-refused" },
  },
  {
    name: "answers in another protocol",
    start: () => tcpTarget((socket) => socket.end("220 mail.example ESMTP\r\n")),
    want: { outcome: "unreachable", findings: ["target-unreachable"], code: "not-http" },
  },
  {
    name: "answers with headers that break the rules",
    start: () => tcpTarget((socket) => socket.end("HTTP/1.1 200 OK\r\nA\0: b\r\n\r\n")),
    want: { outcome: "undetermined", findings: ["answer-not-conclusive"], code: "malformed-response" },
  },
  {
    name: "drips a body for ever after a 200, whose body is not looked at",
    start: () =>
      tcpTarget((socket) => {
        socket.write(`${HTTP_OK}Content-Length: 1000000\r\n\r\n`);
        writeForEver(socket, "x");
      }),
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "drips a body for ever after a refusal",
    start: () =>
      tcpTarget((socket) => {
        socket.write("HTTP/1.1 403 Forbidden\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 1000000\r\n\r\n");
        writeForEver(socket, "x");
      }),
    options: { limits: { bodyStartTimeoutMs: 100 } },
    want: { outcome: "allowed", findings: ["actual-status-not-ok"] },
  },
  {
    name: "redirects for ever",
    start: () => answering(302, ["Access-Control-Allow-Origin", "*"], ["Location", "/orders"]),
    want: { outcome: "blocked", findings: ["redirect-too-many"] },
  },
  {
    name: "redirects for ever, to a new URL each time",
    start: async () => {
      let count = 0;
      return httpTarget((_request, response) => {
        response.writeHead(307, { "Access-Control-Allow-Origin": "*", Location: `/${String(++count)}` }).end();
      });
    },
    want: { outcome: "blocked", findings: ["redirect-too-many"] },
  },
  {
    name: "redirects for ever, more often than requests are left",
    start: () => answering(302, ["Access-Control-Allow-Origin", "*"], ["Location", "/orders"]),
    options: { replay: { maxExchanges: 5 } },
    want: { outcome: "undetermined", findings: ["limit-reached"] },
  },
  {
    name: "redirects to itself so slowly that the time is up on the way",
    start: () =>
      httpTarget((_request, response) => {
        setTimeout(() => {
          response.writeHead(302, { "Access-Control-Allow-Origin": "*", Location: "/orders" }).end();
        }, 250);
      }),
    options: { replay: { deadlineMs: 400 } },
    want: { outcome: "undetermined", findings: ["limit-reached"], code: "deadline" },
  },
];

describe("a target that", () => {
  test.each(HOSTILE)("$name: a diagnosis that is kept", async ({ start, options, want }) => {
    const target = await start();
    const service = await startService({ ports: [target.port], ...options });
    const startedAt = performance.now();
    const diagnosis = await service.diagnose({ url: target.url, origin: PAGE });
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect({ outcome: diagnosis.outcome, findings: diagnosis.findings.map(({ id }) => id) }).toEqual({
      outcome: want.outcome,
      findings: want.findings,
    });
    const last = diagnosis.exchanges.at(-1);
    expect(last?.failure?.code).toBe(want.code);
    expect(diagnosisSchema.parse(diagnosis)).toEqual(diagnosis);
    expect(service.rows()).toHaveLength(1);
  });

  test("answers the preflight and then says nothing is told by the request that got no answer", async () => {
    const target = await httpTarget((request, response) => {
      if (request.method === "OPTIONS") {
        response.writeHead(204, { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Methods": "PUT" }).end();
      }
    });
    const service = await startService({ ports: [target.port], limits: { responseTimeoutMs: 200 } });
    const input = { url: target.url, origin: PAGE, method: "PUT", actualRequest: "always" };
    const diagnosis = await service.diagnose(input);
    expect(diagnosis).toMatchObject({ outcome: "undetermined", reason: null, preflight: { verdict: "passed" } });
    expect(diagnosis.findings[0]).toMatchObject({
      id: "limit-reached",
      params: { request: `PUT ${target.url}`, limit: "response" },
      evidence: [{ exchange: 1, failure: true }],
    });
  });
});

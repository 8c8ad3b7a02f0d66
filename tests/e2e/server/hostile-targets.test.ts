import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { diagnosisSchema } from "#lib/contract/diagnosis.ts";
import { createPlace, startServer, type Place, type StartedServer } from "#tests/e2e/started-server.ts";
import { postJson, readDiagnosis, readProblem } from "./api-client.ts";
import { answerWith, startTarget, type LoopbackTarget, type Respond } from "./loopback-target.ts";

let place: Place;
let server: StartedServer;
let url: string;
const targets: LoopbackTarget[] = [];

beforeAll(async () => {
  place = await createPlace();
  server = await startServer(place, { PRIVATE_TARGETS: "allow", RATE_LIMIT_PER_MINUTE: "1000" });
  url = `${place.origin}/api/v1/diagnoses`;
});

afterAll(async () => {
  await Promise.all(targets.map((target) => target.close()));
  const ended = await server.stop();
  place.remove();
  // What a target does is never a mistake of ours.
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  expect(ended.stdout).not.toMatch(/"level":[56]0/);
});

async function aTarget(respond: Respond): Promise<LoopbackTarget> {
  const target = await startTarget(respond);
  targets.push(target);
  return target;
}

const ORIGIN = "http://page.example";

const hang: Respond = () => undefined;

/** Writes as fast as it is read, for ever. */
function pour(socket: Socket, text: string): void {
  const write = () => {
    while (!socket.destroyed && socket.write(text));
  };
  socket.on("drain", write);
  write();
}

/** The lines of a streamed diagnosis. */
async function* linesOf(response: Response): AsyncGenerator<unknown, void> {
  let text = "";
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    const lines = (text + chunk).split("\n");
    text = lines.pop()!;
    for (const line of lines) yield JSON.parse(line);
  }
}

describe("a target that misbehaves is a diagnosis", () => {
  test.concurrent.each<{ name: string; respond: Respond; phase: string; code: string; outcome: string }>([
    { name: "hangs", respond: hang, phase: "timeout", code: "response", outcome: "undetermined" },
    {
      name: "resets the connection",
      respond: (socket) => socket.resetAndDestroy(),
      phase: "response",
      code: "connection-reset",
      outcome: "unreachable",
    },
    {
      name: "closes without a word",
      respond: (socket) => socket.end(),
      phase: "response",
      code: "connection-closed",
      outcome: "unreachable",
    },
    {
      name: "answers garbage",
      respond: (socket) => socket.end(Buffer.from("\0\xff\x16\x03 garbage \r\n\r\n", "latin1")),
      phase: "response",
      code: "not-http",
      outcome: "unreachable",
    },
    {
      name: "sends endless headers",
      respond: (socket) => {
        socket.write("HTTP/1.1 200 OK\r\n");
        pour(socket, `X-More: ${"x".repeat(1_000)}\r\n`);
      },
      phase: "response",
      code: "headers-too-large",
      outcome: "undetermined",
    },
    {
      name: "sends one endless header",
      respond: (socket) => {
        socket.write("HTTP/1.1 200 OK\r\nX-More: ");
        pour(socket, "x".repeat(1_000));
      },
      phase: "response",
      code: "headers-too-large",
      outcome: "undetermined",
    },
  ])("which $name", async ({ respond, phase, code, outcome }) => {
    const target = await aTarget(respond);
    const response = await postJson(url, { url: target.origin, origin: ORIGIN });
    expect(response.status).toBe(201);
    const diagnosis = await readDiagnosis(response);
    expect(diagnosis.exchanges.map(({ failure }) => failure)).toMatchObject([{ phase, code }]);
    expect(diagnosis).toMatchObject({ outcome, reason: null });
  });

  test.concurrent("where nobody listens", async () => {
    const target = await startTarget(hang);
    await target.close();
    const diagnosis = await readDiagnosis(await postJson(url, { url: target.origin, origin: ORIGIN }));
    expect(diagnosis.outcome).toBe("unreachable");
    expect(diagnosis.exchanges[0]?.failure).toMatchObject({ phase: "connect", code: "connection-refused" });
  });

  test.concurrent("which speaks no TLS", async () => {
    const target = createServer().listen(0, "127.0.0.1");
    await once(target, "listening");
    const https = `https://127.0.0.1:${(target.address() as AddressInfo).port}`;
    const diagnosis = await readDiagnosis(await postJson(url, { url: https, origin: ORIGIN }));
    expect(diagnosis.outcome).toBe("unreachable");
    expect(diagnosis.exchanges[0]?.failure).toMatchObject({ phase: "tls", code: "protocol-error" });
    target.close();
  });

  test.concurrent("which redirects for ever", async () => {
    const target = await aTarget(answerWith("302 Found", ["Location: /again", "Access-Control-Allow-Origin: *"]));
    const diagnosis = await readDiagnosis(await postJson(url, { url: target.origin, origin: ORIGIN }));
    expect(diagnosis).toMatchObject({ outcome: "blocked", reason: "redirect-too-many" });
    expect(diagnosis.exchanges).toHaveLength(21);
  });

  test.concurrent("whose body never ends", async () => {
    const target = await aTarget((socket) => {
      socket.write("HTTP/1.1 500 Internal Server Error\r\nAccess-Control-Allow-Origin: *\r\n\r\n");
      pour(socket, "x".repeat(1_000));
    });
    const diagnosis = await readDiagnosis(await postJson(url, { url: target.origin, origin: ORIGIN }));
    expect(diagnosis.outcome).toBe("allowed");
    expect(diagnosis.exchanges[0]?.response?.bodyStart).toHaveLength(2_048);
  });
});

describe("a one-liner with GET", () => {
  test.concurrent.each([
    { name: "a simple POST is not sent", query: "method=POST", sent: [] },
    { name: "of a DELETE only the preflight is sent", query: "method=DELETE", sent: ["OPTIONS / HTTP/1.1"] },
    {
      name: "a HEAD with a header is sent after its preflight",
      query: "method=HEAD&header=X-A:1",
      sent: ["OPTIONS / HTTP/1.1", "HEAD / HTTP/1.1", "GET /preflight-probe-no-such-path HTTP/1.1"],
    },
  ])("sends nothing that could change the target: $name", async ({ query, sent }) => {
    const allow = ["Origin", "Methods", "Headers"].map((what) => `Access-Control-Allow-${what}: *`);
    const target = await aTarget(answerWith("204 No Content", allow));
    const response = await fetch(`${url}?url=${target.origin}&origin=${ORIGIN}&${query}`);
    expect(response.status).toBe(200);
    expect(await readDiagnosis(response)).toMatchObject({ id: null, permalink: null });
    expect(target.requestLines).toEqual(sent);
  });
});

describe("while a diagnosis runs", () => {
  test.concurrent("each exchange is told as it ends", async () => {
    const actual = Promise.withResolvers<Socket>();
    const allow = ["Access-Control-Allow-Origin: *", "Access-Control-Allow-Methods: PUT"];
    const target = await aTarget((socket, head) => {
      if (head.startsWith("OPTIONS")) answerWith("204 No Content", allow)(socket, head);
      else actual.resolve(socket);
    });
    const input = { url: target.origin, origin: ORIGIN, method: "PUT", actualRequest: "always" };
    const response = await postJson(url, input, { accept: "application/x-ndjson" });
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/x-ndjson"]);
    const lines = linesOf(response);

    expect(await lines.next()).toMatchObject({ value: { index: 0, exchange: { role: "preflight" } } });
    // Only now the target answers the second request.
    answerWith("200 OK", ["Access-Control-Allow-Origin: *"])(await actual.promise, "");
    expect(await lines.next()).toMatchObject({ value: { index: 1, exchange: { role: "actual" } } });
    const last = diagnosisSchema.parse((await lines.next()).value);
    expect(last.outcome).toBe("allowed");
    expect(last.exchanges).toHaveLength(2);
    expect(await lines.next()).toMatchObject({ done: true });
    expect((await fetch(`${url}/${last.id}`)).status).toBe(200);
  });

  test.concurrent("a caller that leaves cancels it, and makes room for the next", async () => {
    const target = await aTarget(hang);
    const diagnose = (signal: AbortSignal) => fetch(`${url}?url=${target.origin}&origin=${ORIGIN}`, { signal });
    const left = new AbortController();
    const first = [diagnose(left.signal), diagnose(left.signal)];
    const ends = Promise.allSettled(first);
    await target.connected(2);
    left.abort();
    expect((await ends).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    const next = new AbortController();
    const third = diagnose(next.signal);
    await Promise.race([target.connected(3), third]);
    expect(target.connections).toBe(3);
    next.abort();
    await expect(third).rejects.toMatchObject({ name: "AbortError" });
  });

  test.concurrent("a third of the same host waits, and is sent away in the end", async () => {
    const target = await aTarget(hang);
    const diagnose = () => fetch(`${url}?url=${target.origin}&origin=${ORIGIN}`);
    const running = [diagnose(), diagnose()];
    await target.connected(2);
    const third = await diagnose();
    expect(await readProblem(third)).toMatchObject({ status: 429, code: "busy" });
    expect(Number(third.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(target.connections).toBe(2);
    expect((await Promise.all(running)).map(({ status }) => status)).toEqual([200, 200]);
  });
});

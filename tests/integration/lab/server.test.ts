import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LAB_SCENARIOS } from "#lib/lab/catalog.ts";
import { startLab, type Lab } from "#lib/lab/server.ts";

let lab: Lab;

beforeAll(async () => {
  lab = await startLab({ ports: [0, 0, 0], host: "127.0.0.1" });
});
afterAll(() => lab.close());

async function ask(url: string, method = "GET", headers: Record<string, string> = {}, body?: string) {
  const sent = request(url, { method, headers, agent: false });
  sent.end(body);
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  return {
    status: response.statusCode,
    raw: response.rawHeaders,
    headers: response.headers,
    body: await text(response),
  };
}

const api = (path: string) => `${lab.origins[1]}${path}`;

/** Sends bytes and returns all that comes back until the server closes. */
async function exchange(bytes: string): Promise<string> {
  const socket = connect(lab.ports[1], "127.0.0.1");
  socket.write(bytes);
  return text(socket);
}

describe("the lab's servers", () => {
  test("are three origins on loopback", () => {
    expect(new Set(lab.origins).size).toBe(3);
    expect(lab.origins).toEqual(lab.ports.map((port) => `http://127.0.0.1:${String(port)}`));
  });

  test("send repeated lines apart and in order", async () => {
    const { raw } = await ask(api("/origin-two-lines"));
    expect(raw.slice(0, 4)).toEqual([
      "Access-Control-Allow-Origin",
      lab.origins[0],
      "Access-Control-Allow-Origin",
      lab.origins[0],
    ]);
  });

  test.each(["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "QUERY", "PROPFIND"])(
    "answer %s alike",
    async (method) => {
      const { status, body } = await ask(api("/origin-exact"), method);
      expect({ status, body }).toEqual({ status: 200, body: '{"lab":"origin-exact"}' });
    },
  );

  test("answer HEAD without a body", async () => {
    const { status, body, headers } = await ask(api("/origin-exact"), "HEAD");
    expect({ status, body, length: headers["content-length"] }).toEqual({ status: 200, body: "", length: "22" });
  });

  test("answer a preflight with its own answer", async () => {
    const { status, headers } = await ask(api("/preflight-put"), "OPTIONS", {
      Origin: lab.origins[0],
      "Access-Control-Request-Method": "PUT",
    });
    expect({ status, methods: headers["access-control-allow-methods"] }).toEqual({ status: 204, methods: "GET, PUT" });
  });

  test.each(["/", "/nothing", "/origin-exact/x", "//origin-exact", "*"])(
    "answer 404 in plain text for %s",
    async (target) => {
      const answer = await exchange(`OPTIONS ${target} HTTP/1.1\r\nHost: lab\r\nConnection: close\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1.1 404 /);
      expect(answer).toContain("Content-Type: text/plain; charset=utf-8\r\n");
    },
  );

  test.each(LAB_SCENARIOS)("$id sends nosniff and no cookie, and nothing of what it was sent", async ({ id }) => {
    const { raw, body } = await ask(
      api(`/${id}?q=planted-secret`),
      "POST",
      { "X-A": "planted-secret" },
      "planted-secret",
    );
    expect([...raw, body].join("\n")).not.toMatch(/set-cookie|planted-secret/i);
    expect(raw).toContain("nosniff");
  });

  test("an origin that is not the lab's never comes back", async () => {
    const { raw } = await ask(api("/origin-allow-list"), "GET", { Origin: "https://evil.test" });
    expect(raw.join("\n")).not.toMatch(/evil|Access-Control-Allow-Origin/);
  });

  test("the page's origin serves a page that runs no script", async () => {
    const { status, headers, body } = await ask(`${lab.origins[0]}/`);
    expect(status).toBe(200);
    expect(headers["content-security-policy"]).toContain("script-src 'none'");
    expect(body).toContain(`await fetch(&#34;${lab.origins[1]}/origin-missing&#34;)`);
  });

  test("a body is thrown away", async () => {
    const { status } = await ask(api("/origin-exact"), "POST", {}, "x".repeat(100_000));
    expect(status).toBe(200);
  });

  // Without the limit the server would wait for the rest of the body.
  test("too large a body ends the connection", { timeout: 10_000 }, async () => {
    const socket = connect(lab.ports[1], "127.0.0.1");
    const closed = Promise.withResolvers<boolean>();
    socket.on("error", () => undefined);
    socket.on("close", closed.resolve);
    socket.write("POST /origin-exact HTTP/1.1\r\nHost: lab\r\nContent-Length: 9000000\r\n\r\n");
    socket.write("x".repeat(2_000_000));
    await expect(closed.promise).resolves.toBeTypeOf("boolean");
  });
});

describe("starting the lab", () => {
  test("puts the public origins into its answers", async () => {
    const origins = ["https://page.example", "https://api.example", "https://third.example"] as const;
    const published = await startLab({ ports: [0, 0, 0], host: "127.0.0.1", origins });
    const { headers } = await ask(`http://127.0.0.1:${String(published.ports[1])}/origin-exact`);
    expect(headers["access-control-allow-origin"]).toBe("https://page.example");
    expect(published.origins).toEqual(origins);
    await published.close();
  });

  test("fails with the socket's error when a port is taken, and leaves none open", async () => {
    const [, taken] = lab.ports;
    const first = await startLab({ ports: [0, 0, 0], host: "127.0.0.1" });
    const [free] = first.ports;
    await first.close();
    await expect(startLab({ ports: [free, taken, 0], host: "127.0.0.1" })).rejects.toMatchObject({
      code: "EADDRINUSE",
    });
    const again = await startLab({ ports: [free, 0, 0], host: "127.0.0.1" });
    expect(again.ports[0]).toBe(free);
    await again.close();
  });
});

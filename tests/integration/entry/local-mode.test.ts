import { describe, expect, test } from "vitest";
import { headerOf, problemOf, serve, statusOf } from "./served.ts";

const local = () => serve({ privateTargets: "allow" });
const DIAGNOSE = "/api/v1/diagnoses?url=http://192.168.0.1/";
const evil = { origin: "https://evil.example" };
const page = { "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };

describe("the local mode", () => {
  test.each([
    {
      name: "fetch",
      line: "POST /api/v1/diagnoses",
      headers: { ...evil, "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors" },
    },
    {
      name: "CORS-preflight request",
      line: "OPTIONS /api/v1/diagnoses",
      headers: { ...evil, "sec-fetch-site": "cross-site" },
    },
    { name: "form", line: "POST /", headers: { ...evil, "sec-fetch-site": "cross-site", ...page } },
    { name: "form without Sec-Fetch-Site", line: "POST /", headers: evil },
    { name: "image", line: `GET ${DIAGNOSE}`, headers: { "sec-fetch-site": "cross-site", "sec-fetch-dest": "image" } },
    { name: "link", line: `GET ${DIAGNOSE}`, headers: { "sec-fetch-site": "cross-site", ...page } },
    {
      name: "link with an encoded path",
      line: "GET /api/v1/%64iagnoses?url=x",
      headers: { "sec-fetch-site": "cross-site", ...page },
    },
    {
      name: "link with a crooked path",
      line: "GET /x/..//api%2fv1/diagnoses/?url=x",
      headers: { "sec-fetch-site": "same-site", ...page },
    },
    {
      name: "frame",
      line: "GET /",
      headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" },
    },
    { name: "WebSocket", line: "GET /", headers: { ...evil, upgrade: "websocket", connection: "upgrade" } },
    { name: "deletion", line: "DELETE /api/v1/diagnoses/id", headers: { ...evil, "sec-fetch-site": "same-site" } },
  ])("refuses another page's $name", async ({ line, headers }) => {
    const served = await local();
    const answer = await served.send(line, headers);
    expect([statusOf(answer), problemOf(answer)]).toEqual([403, "forbidden"]);
    expect(headerOf(answer, "access-control-allow-origin")).toBeUndefined();
    expect(served.seen).toEqual([]);
  });

  test("refuses a page whose name was re-pointed to this machine, whatever the browser thinks of it", async () => {
    const served = await local();
    const headers = { host: `evil.example:${served.port}`, "sec-fetch-site": "same-origin" };
    expect(statusOf(await served.send(`GET ${DIAGNOSE}`, headers))).toBe(421);
    expect(
      statusOf(await served.send("POST /api/v1/diagnoses", { ...headers, origin: `http://${headers.host}` })),
    ).toBe(421);
    expect(served.seen).toEqual([]);
  });

  test.each([
    { name: "our own page", line: "POST /api/v1/diagnoses", headers: { "sec-fetch-site": "same-origin" } },
    { name: "the address bar", line: `GET ${DIAGNOSE}`, headers: { "sec-fetch-site": "none", ...page } },
    { name: "a script", line: "POST /api/v1/diagnoses", headers: { "user-agent": "curl/8" } },
    { name: "a link to a page", line: "GET /d/id", headers: { "sec-fetch-site": "cross-site", ...page } },
  ])("lets $name through, and no other origin use the answer", async ({ line, headers }) => {
    const served = await local();
    const answer = await served.send(line, headers);
    expect(statusOf(answer)).toBe(200);
    expect(headerOf(answer, "cross-origin-resource-policy")).toBe("same-origin");
    expect(headerOf(answer, "x-frame-options")).toBe("DENY");
    expect(served.seen).toHaveLength(1);
  });

  test("knows a request of its own by its Origin in a browser without Sec-Fetch-Site", async () => {
    const served = await local();
    const own = { origin: `http://127.0.0.1:${served.port}` };
    expect(statusOf(await served.send("POST /api/v1/diagnoses", own))).toBe(200);
    expect(statusOf(await served.send("POST /api/v1/diagnoses", { origin: "http://127.0.0.1:1" }))).toBe(403);
  });

  test("is not in force on a public instance, whose API is for everyone", async () => {
    const served = await serve();
    expect(statusOf(await served.send("POST /api/v1/diagnoses", { ...evil, "sec-fetch-site": "cross-site" }))).toBe(
      200,
    );
  });
});

describe("a WebSocket handshake", () => {
  const handshake = { upgrade: "websocket", connection: "upgrade" };

  test("is an ordinary request where nobody takes upgrades", async () => {
    const served = await serve();
    const answer = await served.send("GET /", { ...handshake, connection: "upgrade, close" });
    expect(statusOf(answer)).toBe(200);
  });

  test("of our own page is passed on, with headers that can be trusted", async () => {
    const forwardedFor: unknown[] = [];
    const served = await serve(
      {},
      {
        upgrade: (request, socket) => {
          forwardedFor.push(request.headers["x-forwarded-for"]);
          socket.end("HTTP/1.1 101 Switching Protocols\r\n\r\n");
        },
      },
    );
    const own = { ...handshake, origin: `http://127.0.0.1:${served.port}`, "x-forwarded-for": "192.0.2.1" };
    expect(statusOf(await served.send("GET /_next/webpack-hmr", own))).toBe(101);
    expect(forwardedFor).toEqual(["127.0.0.1"]);
  });

  test.each([
    { name: "another page", headers: { ...handshake, ...evil }, status: 403 },
    { name: "another host", headers: { ...handshake, host: "evil.example" }, status: 421 },
  ])("of $name is refused", async ({ headers, status }) => {
    const upgraded: unknown[] = [];
    const served = await serve({}, { upgrade: (request) => upgraded.push(request) });
    expect(statusOf(await served.send("GET /", headers))).toBe(status);
    expect(upgraded).toEqual([]);
  });
});

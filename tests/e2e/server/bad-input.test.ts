import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createPlace, startServer, type Place, type StartedServer } from "#tests/e2e/started-server.ts";
import { JSON_TYPE, postJson, readDiagnosis, readProblem, sendRaw } from "./api-client.ts";
import { answerWith, startTarget, type LoopbackTarget } from "./loopback-target.ts";

let place: Place;
let server: StartedServer;
let target: LoopbackTarget;
let url: string;

beforeAll(async () => {
  target = await startTarget(answerWith("200 OK", ["Access-Control-Allow-Origin: *"]));
  place = await createPlace();
  server = await startServer(place, { PRIVATE_TARGETS: "allow", RATE_LIMIT_PER_MINUTE: "1000" });
  url = `${place.origin}/api/v1/diagnoses`;
});

afterAll(async () => {
  await server.stop();
  place.remove();
  await target.close();
});

const ORIGIN = "https://page.example";
const manyHeaders = Array.from({ length: 10_000 }, (_, index) => [`X-${index}`, "1"]);

describe("input that makes no sense is refused: nothing is sent, nothing is stored", () => {
  let stored: number;
  beforeEach(() => {
    stored = place.countDiagnoses();
  });
  afterEach(() => {
    expect({ sent: target.connections, stored: place.countDiagnoses() }).toEqual({ sent: 0, stored });
  });

  test.each<{ name: string; change: object; pointers: string[] }>([
    { name: "a URL that is none", change: { url: "not a url" }, pointers: ["/url"] },
    { name: "a URL without a scheme", change: { url: "api.example/items" }, pointers: ["/url"] },
    { name: "no URL", change: { url: undefined }, pointers: ["/url"] },
    { name: "a page that is no URL", change: { origin: "my page" }, pointers: ["/origin"] },
    { name: "no page", change: { origin: undefined }, pointers: ["/origin"] },
    { name: "a method that is no token", change: { method: "GET /" }, pointers: ["/method"] },
    { name: "a header name with a space", change: { headers: [["X Y", "1"]] }, pointers: ["/headers/0/0"] },
    { name: "a header name in an object", change: { headers: { "X/Y": "1" } }, pointers: ["/headers/X~1Y"] },
    {
      name: "a header value with a line break",
      change: {
        headers: [
          ["A", "1"],
          ["X", "1\r\nHost: x"],
        ],
      },
      pointers: ["/headers/1/1"],
    },
    { name: "headers as text", change: { headers: "X: 1" }, pointers: ["/headers"] },
    { name: "10,000 headers", change: { headers: manyHeaders }, pointers: ["/headers"] },
    { name: "cookies with a line break", change: { cookies: "a=1\nb=2" }, pointers: ["/cookies"] },
    { name: "a body larger than what is sent", change: { body: "x".repeat(65_537) }, pointers: ["/body"] },
    { name: "a credentials mode that there is not", change: { credentials: "always" }, pointers: ["/credentials"] },
    { name: "an initiator that there is not", change: { initiator: "worker" }, pointers: ["/initiator"] },
    {
      name: "what an image cannot ask for",
      change: { initiator: "image", method: "PUT", credentials: "omit", headers: { "X-A": "1" } },
      pointers: ["/method", "/credentials", "/headers/X-A"],
    },
    { name: "an expectation that is no reason", change: { expect: "fine" }, pointers: ["/expect"] },
    { name: "a field that there is not", change: { colour: "red" }, pointers: ["/colour"] },
    { name: "two wrong fields at once", change: { method: "", colour: 1 }, pointers: ["/colour"] },
    { name: "two wrong values at once", change: { url: "", origin: "" }, pointers: ["/url", "/origin"] },
  ])("$name", async ({ change, pointers }) => {
    const response = await postJson(url, { url: target.origin, origin: ORIGIN, ...change });
    expect(await readProblem(response)).toMatchObject({
      status: 422,
      contentType: "application/problem+json",
      code: "invalid-request",
      pointers,
    });
  });

  test.each([
    { name: "a list instead of an object", body: "[]" },
    { name: "a number", body: "1" },
    { name: "null", body: "null" },
  ])("$name", async ({ body }) => {
    const response = await fetch(url, { method: "POST", headers: JSON_TYPE, body });
    expect(await readProblem(response)).toMatchObject({ status: 422, code: "invalid-request", pointers: [""] });
  });

  const valid = () => JSON.stringify({ url: target.origin, origin: ORIGIN });

  test.each<{ name: string; init: () => RequestInit; status: number; code: string; detail: RegExp }>([
    {
      name: "a trailing comma",
      init: () => ({ headers: JSON_TYPE, body: valid().replace("}", ",}") }),
      status: 400,
      code: "invalid-json",
      detail: /trailing comma at line 1, column \d+/,
    },
    {
      name: "no body",
      init: () => ({ headers: JSON_TYPE }),
      status: 400,
      code: "invalid-json",
      detail: /empty/,
    },
    {
      name: "a body that is not UTF-8",
      init: () => ({ headers: JSON_TYPE, body: new Uint8Array([0x22, 0xff, 0x22]) }),
      status: 400,
      code: "invalid-json",
      detail: /UTF-8/,
    },
    {
      name: "2 MB of JSON",
      init: () => ({ headers: JSON_TYPE, body: JSON.stringify({ url: "x".repeat(2_000_000) }) }),
      status: 413,
      code: "payload-too-large",
      detail: /1048576 bytes/,
    },
    {
      name: "2 MB of JSON without its length",
      init: () => ({
        headers: JSON_TYPE,
        body: new Blob(["x".repeat(2_000_000)]).stream(),
        duplex: "half",
      }),
      status: 413,
      code: "payload-too-large",
      detail: /1048576 bytes/,
    },
    {
      name: "JSON that is called text",
      init: () => ({ headers: { "content-type": "text/plain" }, body: valid() }),
      status: 415,
      code: "unsupported-media-type",
      detail: /application\/json/,
    },
    {
      name: "a form",
      init: () => ({ body: new URLSearchParams({ url: target.origin, origin: ORIGIN }) }),
      status: 415,
      code: "unsupported-media-type",
      detail: /application\/json/,
    },
    {
      name: "JSON that is called compressed",
      init: () => ({ headers: { ...JSON_TYPE, "content-encoding": "gzip" }, body: valid() }),
      status: 415,
      code: "unsupported-media-type",
      detail: /uncompressed/,
    },
    {
      name: "a format that there is not",
      init: () => ({ headers: { ...JSON_TYPE, accept: "image/png" }, body: valid() }),
      status: 406,
      code: "not-acceptable",
      detail: /application\/json/,
    },
  ])("$name", async ({ init, status, code, detail }) => {
    const answer = await readProblem(await fetch(url, { method: "POST", ...init() }));
    expect(answer).toMatchObject({ status, code, contentType: "application/problem+json" });
    expect(answer.problem.detail).toMatch(detail);
  });

  test.each(["application/json", "text/plain"])("and the connection goes on after 2 MB of %s", async (type) => {
    const host = new URL(place.origin).host;
    const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
    const answer = await sendRaw(
      place.origin,
      `POST /api/v1/diagnoses HTTP/1.1\r\nHost: ${host}\r\nContent-Type: ${type}\r\nTransfer-Encoding: chunked\r\n\r\n` +
        `${chunk.repeat(32)}0\r\n\r\n` +
        `GET /api/health/live HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    );
    const statuses = [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));
    expect(statuses).toEqual([type === "application/json" ? 413 : 415, 200]);
  });

  test.each<{ name: string; query: () => string; pointers: string[] }>([
    { name: "nothing", query: () => "", pointers: ["/url", "/origin"] },
    { name: "two URLs", query: () => `url=${target.origin}&url=x&origin=null`, pointers: ["/url"] },
    {
      name: "a header without a colon",
      query: () => `url=${target.origin}&origin=null&header=X`,
      pointers: ["/headers"],
    },
    {
      name: "a parameter that there is not",
      query: () => `url=${target.origin}&origin=null&a/b=1`,
      pointers: ["/a~1b"],
    },
  ])("a one-liner with $name", async ({ query, pointers }) => {
    const answer = await readProblem(await fetch(`${url}?${query()}`));
    expect(answer).toMatchObject({ status: 422, code: "invalid-request", pointers });
  });
});

describe("what fetch() refuses is a diagnosis: stored, with nothing sent", () => {
  test.each<{ name: string; change: () => object; reason: string }>([
    { name: "TRACE", change: () => ({ method: "TRACE" }), reason: "forbidden-method" },
    { name: "CONNECT", change: () => ({ method: "connect" }), reason: "forbidden-method" },
    { name: "a body on GET", change: () => ({ method: "GET", body: "x" }), reason: "get-with-body" },
    { name: "PUT without CORS", change: () => ({ method: "PUT", mode: "no-cors" }), reason: "no-cors-method" },
    {
      name: "another origin in mode same-origin",
      change: () => ({ mode: "same-origin" }),
      reason: "mode-same-origin-cross-origin",
    },
    {
      name: "userinfo",
      change: () => ({ url: target.origin.replace("//", "//me:secret@") }),
      reason: "url-with-credentials",
    },
    { name: "file:", change: () => ({ url: "file:///etc/passwd" }), reason: "scheme-not-cors-enabled" },
    { name: "a mail server's port", change: () => ({ url: "http://127.0.0.1:25/" }), reason: "bad-port" },
  ])("$name", async ({ change, reason }) => {
    const stored = place.countDiagnoses();
    const response = await postJson(url, { url: target.origin, origin: "http://page.example", ...change() });
    expect(response.status).toBe(201);
    expect(await readDiagnosis(response)).toMatchObject({ outcome: "blocked", reason, exchanges: [] });
    expect(place.countDiagnoses()).toBe(stored + 1);
    expect(target.connections).toBe(0);
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { diagnosisSchema } from "#lib/contract/diagnosis.ts";
import { createPlace, startServer, type Place, type StartedServer } from "#tests/e2e/started-server.ts";
import { headerOf, problemOf, statusOf } from "#tests/integration/entry/served.ts";
import { postJson, readDiagnosis, readProblem, sendRaw } from "./api-client.ts";
import { answerWith, startTarget } from "./loopback-target.ts";

let place: Place;
let server: StartedServer;
let url: string;
/** A page and what it requests, in the lab: blocked because the answer has no Access-Control-Allow-Origin. */
let blocked: { readonly url: string; readonly origin: string };

beforeAll(async () => {
  place = await createPlace();
  server = await startServer(place, { RATE_LIMIT_PER_MINUTE: "1000" });
  url = `${place.origin}/api/v1/diagnoses`;
  blocked = { url: `${place.labOrigins[1]}/origin-missing`, origin: place.labOrigins[0] };
});

afterAll(async () => {
  await server.stop();
  place.remove();
});

describe("a diagnosis", () => {
  test("lives from its 201 to its 410", async () => {
    const created = await postJson(url, { ...blocked, url: `${blocked.url}?to-be-deleted` });
    expect(created.status).toBe(201);
    expect(place.readDiagnoses().some((stored) => stored.includes("?to-be-deleted"))).toBe(true);
    const { deleteToken, ...diagnosis } = await readDiagnosis(created);
    const location = `${url}/${diagnosis.id}`;
    expect(created.headers.get("location")).toBe(location);
    expect(created.headers.get("cache-control")).toBe("no-store");
    expect(diagnosis).toMatchObject({
      source: "network",
      permalink: `${place.origin}/d/${diagnosis.id}`,
      outcome: "blocked",
      reason: "allow-origin-missing",
    });
    expect((await fetch(diagnosis.permalink!)).status).toBe(200);

    const stored = await fetch(location);
    const etag = stored.headers.get("etag")!;
    expect(await stored.json()).toEqual(diagnosis);
    expect(stored.headers.get("cache-control")).toBe("private, no-cache");
    const unchanged = await fetch(location, { headers: { "if-none-match": etag } });
    expect([unchanged.status, await unchanged.text(), unchanged.headers.get("etag")]).toEqual([304, "", etag]);
    const head = await fetch(location, { method: "HEAD" });
    expect([head.status, await head.text(), head.headers.get("etag")]).toEqual([200, "", etag]);

    const remove = (token?: string) =>
      fetch(location, { method: "DELETE", ...(token && { headers: { authorization: `Bearer ${token}` } }) });
    expect(await readProblem(await remove())).toMatchObject({ status: 403, code: "forbidden" });
    expect(await readProblem(await remove("wrong"))).toMatchObject({ status: 403, code: "forbidden" });
    expect((await fetch(location)).status).toBe(200);
    expect((await remove(deleteToken)).status).toBe(204);
    expect(await readProblem(await fetch(location))).toMatchObject({ status: 410, code: "gone" });
    expect(await readProblem(await remove(deleteToken))).toMatchObject({ status: 410, code: "gone" });
    expect(place.readDiagnoses().some((stored) => stored.includes("?to-be-deleted"))).toBe(false);
  });

  test("with an id that nobody has is a 404", async () => {
    expect(await readProblem(await fetch(`${url}/${"x".repeat(22)}`))).toMatchObject({
      status: 404,
      code: "not-found",
    });
  });

  test("keeps no secret", async () => {
    const secret = "Zq8kfRsecretJ2";
    const created = await postJson(url, {
      ...blocked,
      url: `${blocked.url}?access_token=${secret}`,
      credentials: "include",
      cookies: `session=${secret}`,
      headers: { Authorization: `Bearer ${secret}`, "X-Api-Key": secret },
    });
    expect(created.status).toBe(201);
    const answer = await created.text();
    expect(answer).toContain("REDACTED");
    expect(answer).not.toContain(secret);
    const files = place.readDatabase();
    expect([files.includes("session="), files.includes("REDACTED"), files.includes(secret)]).toEqual([
      false,
      true,
      false,
    ]);
  });

  test("of an address in a private network is refused, and says what to run instead", async () => {
    const target = await startTarget(answerWith("200 OK"));
    const stored = place.countDiagnoses();
    const answer = await readProblem(await postJson(url, { ...blocked, url: target.origin }));
    expect(answer).toMatchObject({ status: 422, code: "target-denied", pointers: ["/url"] });
    expect(answer.problem.denial).toBe("loopback");
    expect(answer.problem.commands).toEqual([expect.stringMatching(/^curl .*127\.0\.0\.1/s)]);
    expect({ sent: target.connections, stored: place.countDiagnoses() }).toEqual({ sent: 0, stored });
    await target.close();
  });

  test("is not started for another Preflight", async () => {
    const headers = { "user-agent": "Mozilla/5.0 Preflight/0.1 (+https://preflight.example)" };
    expect(await readProblem(await postJson(url, blocked, headers))).toMatchObject({ status: 403, code: "forbidden" });
  });
});

describe("what is not saved", () => {
  test.each<{ name: string; ask: () => Promise<Response>; status: number }>([
    { name: "save: false", ask: () => postJson(url, { ...blocked, save: false }), status: 200 },
    {
      name: "a one-liner with GET",
      ask: () => fetch(`${url}?${new URLSearchParams({ ...blocked, header: "X-A: 1" })}`),
      status: 200,
    },
    { name: "an expectation that is met", ask: () => postJson(url, { ...blocked, expect: "blocked" }), status: 200 },
    {
      name: "a reason that was expected",
      ask: () => postJson(url, { ...blocked, expect: "allow-origin-missing" }),
      status: 200,
    },
    {
      name: "an expectation that is not met",
      ask: () => postJson(url, { ...blocked, expect: "allowed" }),
      status: 417,
    },
    {
      name: "one that a one-liner does not meet",
      ask: () => fetch(`${url}?${new URLSearchParams({ ...blocked, expect: "allowed" })}`),
      status: 417,
    },
  ])("$name", async ({ ask, status }) => {
    const stored = place.countDiagnoses();
    const response = await ask();
    expect([response.status, response.headers.get("location")]).toEqual([status, null]);
    const diagnosis = await readDiagnosis(response);
    expect(diagnosis).toMatchObject({ id: null, permalink: null, outcome: "blocked" });
    expect(diagnosis.expectation?.met ?? true).toBe(status === 200);
    expect(place.countDiagnoses()).toBe(stored);
  });
});

describe("the form of an answer", () => {
  test.each<{ name: string; ask: () => Promise<Response>; type: string }>([
    { name: "Accept", ask: () => postJson(url, blocked, { accept: "text/plain" }), type: "text/plain" },
    { name: "?format=text", ask: () => postJson(`${url}?format=text`, blocked), type: "text/plain" },
    {
      name: "?format=text of a one-liner",
      ask: () => fetch(`${url}?${new URLSearchParams({ ...blocked, format: "text" })}`),
      type: "text/plain",
    },
  ])("is text for $name", async ({ ask, type }) => {
    const response = await ask();
    expect(response.headers.get("content-type")).toBe(`${type}; charset=utf-8`);
    expect(response.headers.get("vary")).toBe("Accept");
    expect(await response.text()).toMatch(/^BLOCKED: allow-origin-missing\n/);
  });

  test("is a line per exchange, and the diagnosis as the last, for application/x-ndjson", async () => {
    const input = { ...blocked, url: `${place.labOrigins[1]}/preflight-put`, method: "PUT", actualRequest: "always" };
    const response = await postJson(url, input, { accept: "application/x-ndjson" });
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/x-ndjson"]);
    const lines = (await response.text()).trimEnd().split("\n");
    const told = lines.map((line) => JSON.parse(line) as unknown);
    const diagnosis = diagnosisSchema.parse(told.pop());
    expect(diagnosis.exchanges.slice(0, 2)).toMatchObject([{ role: "preflight" }, { role: "actual" }]);
    expect(told).toEqual(diagnosis.exchanges.map((exchange, index) => ({ exchange, index })));
    expect((await fetch(`${url}/${diagnosis.id}`)).status).toBe(200);
  });
});

describe("an initiator", () => {
  test("is asked for in the query, and brings its own mode", async () => {
    const query = new URLSearchParams({ ...blocked, initiator: "image" });
    const diagnosis = await readDiagnosis(await fetch(`${url}?${query}`));
    expect(diagnosis).toMatchObject({
      outcome: "opaque",
      request: { initiator: "image", mode: "no-cors", credentials: "include" },
      browsers: { firefox: { exception: null } },
    });
  });

  test("has its own words in the console", async () => {
    const diagnosis = await readDiagnosis(await postJson(url, { ...blocked, initiator: "xhr", save: false }));
    expect(diagnosis.browsers.chromium?.console.reason).toMatch(/^Access to XMLHttpRequest at /);
    expect(diagnosis.browsers.webkit?.console.also[0]).toMatch(/^XMLHttpRequest cannot load /);
    expect(diagnosis.browsers.firefox?.exception).toBe("error event");
  });
});

describe("an evaluation", () => {
  const supplied = { url: "https://api.example/", origin: "https://page.example" };
  const evaluations = () => `${place.origin}/api/v1/evaluations`;

  test("judges the answers that it is given, and is saved only when asked", async () => {
    const responses = [{ status: 200, headers: [["Access-Control-Allow-Origin", "*"]] }];
    const stored = place.countDiagnoses();
    const judged = await postJson(evaluations(), { ...supplied, responses });
    expect(judged.status).toBe(200);
    expect(await readDiagnosis(judged)).toMatchObject({ source: "supplied", outcome: "allowed", id: null });
    expect(place.countDiagnoses()).toBe(stored);

    const saved = await postJson(evaluations(), { ...supplied, responses, save: true });
    expect(saved.status).toBe(201);
    const { deleteToken, ...diagnosis } = await readDiagnosis(saved);
    expect(deleteToken).toBeTypeOf("string");
    expect(await (await fetch(saved.headers.get("location")!)).json()).toEqual(diagnosis);
  });

  test("with too few answers is open", async () => {
    const judged = await readDiagnosis(await postJson(evaluations(), { ...supplied, responses: [] }));
    expect(judged).toMatchObject({ outcome: "undetermined", reason: null });
  });

  test("that expects something else is a 417", async () => {
    const responses = [{ status: 200, headers: [] }];
    const judged = await postJson(evaluations(), { ...supplied, responses, expect: "allowed" });
    expect(judged.status).toBe(417);
    expect(await readDiagnosis(judged)).toMatchObject({ outcome: "blocked", expectation: { met: false } });
  });

  test("of a header line that could not be one is refused", async () => {
    const responses = [{ status: 200, headers: [["X-A", "1\r\nX-B: 2"]] }];
    const answer = await readProblem(await postJson(evaluations(), { ...supplied, responses }));
    expect(answer).toMatchObject({ status: 422, pointers: ["/responses/0/headers/0/1"] });
  });
});

describe("methods", () => {
  test.each([
    { method: "TRACE", path: "/api/v1/diagnoses", allow: "GET, HEAD, POST, OPTIONS" },
    { method: "PATCH", path: "/api/v1/diagnoses", allow: "GET, HEAD, POST, OPTIONS" },
    { method: "BREW", path: "/api/v1/diagnoses/x", allow: "GET, HEAD, DELETE, OPTIONS" },
    { method: "GET", path: "/api/v1/evaluations", allow: "POST, OPTIONS" },
    { method: "POST", path: "/api/v1/findings", allow: "GET, HEAD, OPTIONS" },
    { method: "TRACE", path: "/", allow: "GET, HEAD, POST" },
    { method: "DELETE", path: "/lab", allow: "GET, HEAD, POST" },
  ])("$method $path is a 405 that says what is allowed", async ({ method, path, allow }) => {
    const answer = await sendRaw(
      place.origin,
      `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${place.port}\r\nConnection: close\r\n\r\n`,
    );
    expect([statusOf(answer), problemOf(answer), headerOf(answer, "allow")]).toEqual([
      405,
      "method-not-allowed",
      allow,
    ]);
  });

  test("CONNECT is a 405", async () => {
    const answer = await sendRaw(place.origin, "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n");
    expect([statusOf(answer), problemOf(answer)]).toEqual([405, "method-not-allowed"]);
  });

  test("OPTIONS says what is allowed", async () => {
    const answer = await fetch(url, { method: "OPTIONS" });
    expect([answer.status, answer.headers.get("allow")]).toEqual([204, "GET, HEAD, POST, OPTIONS"]);
  });

  test("an address that there is not is a 404", async () => {
    const answer = await fetch(`${place.origin}/api/v2/diagnoses`);
    expect(await readProblem(answer)).toMatchObject({ status: 404, code: "not-found" });
  });
});

describe("hosts and health", () => {
  const ask = (path: string, host: string) =>
    sendRaw(place.origin, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);

  test.each(["/", "/api/v1/findings", "/d/x"])("%s is served for no other host", async (path) => {
    const answer = await ask(path, "evil.example");
    expect([statusOf(answer), problemOf(answer)]).toEqual([421, "misdirected-request"]);
    expect(statusOf(await ask(path, `127.0.0.1:${place.port + 1}`))).toBe(421);
    expect(statusOf(await ask(path, `127.0.0.1:${place.port}`))).not.toBe(421);
  });

  test.each(["live", "ready"])("health says %s whatever the host", async (state) => {
    const answer = await ask(`/api/health/${state}`, "10.1.2.3");
    expect(statusOf(answer)).toBe(200);
    expect(answer).toContain(`{"status":"${state}"}`);
  });

  test("the findings are listed", async () => {
    const { findings } = (await (await fetch(`${place.origin}/api/v1/findings`)).json()) as {
      findings: { id: string; docs: string }[];
    };
    expect(findings.map(({ id }) => id)).toContain("allow-origin-missing");
  });
});

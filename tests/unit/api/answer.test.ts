import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { answer, answerOptions } from "#lib/api/answer.ts";
import { allowedMethods } from "#lib/api/api-methods.ts";
import { PROBLEMS } from "#lib/api/problems.ts";
import { listFindings, reportLive, reportNotFound, reportReady } from "#lib/api/service-information.ts";
import { anApi, API, jsonOf } from "./api-fixture.ts";

const request = (path = "/findings") => new Request(`${API}${path}`);

describe("every answer of the API", () => {
  test("may be read by any origin, without credentials, with all headers that matter", async () => {
    const { headers } = await answer(anApi().open, request(), listFindings);
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("access-control-allow-credentials")).toBeNull();
    expect(headers.get("access-control-expose-headers")).toBe(
      "Allow, ETag, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id",
    );
    expect(headers.get("vary")).toBe("Accept");
  });

  test("may be read by no other origin in local mode, and kept by no cache", async () => {
    const { headers } = await answer(anApi({}, { localMode: true }).open, request(), listFindings);
    expect([...headers.keys()].filter((name) => name.startsWith("access-control-"))).toEqual([]);
    expect(headers.get("cache-control")).toBe("no-store");
  });

  test("has a request id of its own when the entry server gave none", async () => {
    const response = await answer(anApi().open, request(), reportNotFound);
    expect(response.headers.get("x-request-id")).toMatch(/^[\da-f-]{36}$/);
    expect(await jsonOf(response)).toMatchObject({ instance: response.headers.get("x-request-id"), status: 404 });
  });
});

describe("OPTIONS", () => {
  test("answers a CORS-preflight request so that a browser lets the request through, and remembers it", async () => {
    const { status, headers } = await answerOptions(anApi().open, request("/diagnoses/some-id"));
    expect(status).toBe(204);
    expect(Object.fromEntries(headers)).toEqual({
      allow: "GET, HEAD, DELETE, OPTIONS",
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "GET, HEAD, DELETE, OPTIONS",
      "access-control-allow-headers": "Authorization, Content-Type, If-None-Match",
      "access-control-max-age": "7200",
    });
  });

  test("grants nothing in local mode", async () => {
    const { headers } = await answerOptions(anApi({}, { localMode: true }).open, request("/diagnoses"));
    expect(Object.fromEntries(headers)).toEqual({ allow: "GET, HEAD, POST, OPTIONS" });
  });
});

describe("health", () => {
  test("is live whatever the database does, and ready only with it", async () => {
    const api = anApi({ isReady: () => Promise.resolve(false) });
    expect((await answer(api.open, request(), reportLive)).status).toBe(200);
    expect((await answer(api.open, request(), reportReady)).status).toBe(503);
    expect((await answer(anApi().open, request(), reportReady)).status).toBe(200);
  });
});

describe("the tables", () => {
  const codes = Object.entries(PROBLEMS);

  test.each(codes)("the problem %s is an error status with a text for its page", (code, problem) => {
    expect(code).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    expect(problem.status).toBeGreaterThanOrEqual(400);
    for (const sentence of [problem.meaning, problem.remedy]) expect(sentence).toMatch(/^[A-Z].+\.$/);
  });

  test("the methods allowed for each route are those that its file answers", () => {
    const root = join(import.meta.dirname, "../../../app/api");
    const routes = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("route.ts"));
    expect(routes.length).toBeGreaterThanOrEqual(6);
    for (const file of routes.filter((path) => !path.startsWith("[...path]"))) {
      expect(existsSync(join(root, file))).toBe(true);
      const source = readFileSync(join(root, file), "utf8");
      const exported = [...source.matchAll(/^export (?:const|async function) ([A-Z]+)\b/gm)].map(([, name]) => name);
      const answered = new Set([...exported, ...(exported.includes("GET") ? ["HEAD"] : [])]);
      const path = `/api/${file.replace(/\/route\.ts$/, "").replace("[id]", "an-id")}`;
      expect([path, [...answered].toSorted()]).toEqual([path, [...allowedMethods(path)].toSorted()]);
    }
  });
});

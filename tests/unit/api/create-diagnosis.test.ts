import { describe, expect, test } from "vitest";
import { answer } from "#lib/api/answer.ts";
import { createDiagnosis, diagnoseFromQuery } from "#lib/api/create-diagnosis.ts";
import { createEvaluation } from "#lib/api/create-evaluation.ts";
import { createMemoryRateLimiter } from "#lib/api/rate-limit.ts";
import type { DiagnoseOptions, DiagnoseResult } from "#lib/service/services.ts";
import { aDiagnosis } from "#tests/unit/store/diagnosis.ts";
import { anApi, API, jsonOf, postJson } from "./api-fixture.ts";

const ID = "q3VdAAAAAAAAAAAAAAAAAA";
const input = { url: "https://api.example/orders", origin: "https://shop.example" };

function diagnosing(result: DiagnoseResult) {
  return anApi({ diagnose: () => Promise.resolve(result), evaluate: () => Promise.resolve(result) });
}

describe("POST /api/v1/diagnoses", () => {
  test("answers 201 with the place of a saved diagnosis, delete token included", async () => {
    const diagnosis = aDiagnosis({ id: ID, deleteToken: "token" });
    const response = await answer(
      diagnosing({ kind: "diagnosis", diagnosis }).open,
      postJson("/diagnoses", input),
      createDiagnosis,
    );
    expect(response.status).toBe(201);
    expect(response.headers.get("location")).toBe(`${API}/diagnoses/${ID}`);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await jsonOf(response)).toEqual(diagnosis);
  });

  test("answers 200 without a place when it is not saved", async () => {
    const response = await answer(anApi().open, postJson("/diagnoses", input), createDiagnosis);
    expect([response.status, response.headers.get("location")]).toEqual([200, null]);
  });

  test("a blocked request is a success of ours; only an unmet expectation fails, with the diagnosis", async () => {
    const diagnosis = aDiagnosis({ expectation: { met: false } });
    const response = await answer(
      diagnosing({ kind: "diagnosis", diagnosis }).open,
      postJson("/diagnoses", input),
      createDiagnosis,
    );
    expect(response.status).toBe(417);
    expect(await jsonOf(response)).toEqual(diagnosis);
  });

  test("hands the body over as it is, unrestricted, and cancels with the connection", async () => {
    const seen: { input: unknown; options: DiagnoseOptions }[] = [];
    const api = anApi({
      diagnose: (value, options) => {
        seen.push({ input: value, options });
        return Promise.resolve({ kind: "diagnosis", diagnosis: aDiagnosis() });
      },
    });
    const caller = new AbortController();
    await answer(api.open, new Request(postJson("/diagnoses", input), { signal: caller.signal }), createDiagnosis);
    expect(seen.map((call) => call.input)).toEqual([input]);
    expect(seen[0]?.options).not.toHaveProperty("safeMethodsOnly");
    caller.abort();
    expect(seen[0]?.options.signal.aborted).toBe(true);
  });

  test.each([
    { accept: "text/plain", type: "text/plain; charset=utf-8", body: /^BLOCKED: allow-origin-missing\n/ },
    { accept: "text/markdown", type: "text/markdown; charset=utf-8", body: /^## Blocked at the answer|^## Blocked/ },
    {
      accept: "text/plain;q=0.5, text/html",
      type: "text/plain; charset=utf-8",
      body: /^BLOCKED: allow-origin-missing\n/,
    },
  ])("speaks $accept", async ({ accept, type, body }) => {
    const response = await answer(anApi().open, postJson("/diagnoses", input, { accept }), createDiagnosis);
    expect(response.headers.get("content-type")).toBe(type);
    expect(response.headers.get("vary")).toBe("Accept");
    expect(await response.text()).toMatch(body);
  });

  test("names the formats it has when it has none of those asked for", async () => {
    const response = await answer(
      anApi().open,
      postJson("/diagnoses", input, { accept: "image/png" }),
      createDiagnosis,
    );
    expect(response.status).toBe(406);
    expect(await jsonOf(response)).toMatchObject({
      type: "https://preflight.example/problems/not-acceptable",
      detail:
        "Available here: `application/json` (`?format=json`), `text/plain` (`?format=text`), `text/markdown` (`?format=markdown`), `application/x-ndjson` (`?format=ndjson`).",
    });
  });

  test.each([
    {
      name: "invalid fields",
      result: { kind: "invalid", errors: [{ pointer: "/headers/0/1", message: "Has a line break." }] },
      want: { status: 422, errors: [{ pointer: "/headers/0/1", message: "Has a line break." }] },
      code: "invalid-request",
    },
    {
      name: "a denied target",
      result: { kind: "target-denied", denial: "private", message: "It is private.", commands: ["curl …"] },
      want: { status: 422, detail: "It is private.", denial: "private", commands: ["curl …"] },
      code: "target-denied",
    },
    { name: "a busy target", result: { kind: "busy", retryAfterSeconds: 5 }, want: { status: 429 }, code: "busy" },
  ] as const)("answers $name with the problem $code", async ({ result, want, code }) => {
    const response = await answer(diagnosing(result).open, postJson("/diagnoses", input), createDiagnosis);
    expect(response.status).toBe(want.status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("retry-after")).toBe(code === "busy" ? "5" : null);
    expect(await jsonOf(response)).toMatchObject({ ...want, type: `https://preflight.example/problems/${code}` });
  });

  test("counts per client, says how many are left, and refuses the one too many", async () => {
    const api = anApi({}, { rateLimiter: createMemoryRateLimiter(2) });
    const call = (address: string) =>
      answer(api.open, postJson("/diagnoses", input, { "x-forwarded-for": address }), createDiagnosis);
    const [first, second, third] = [await call("192.0.2.1"), await call("192.0.2.1"), await call("192.0.2.1")];
    expect([first.status, second.status, third.status]).toEqual([200, 200, 429]);
    expect(first.headers.get("ratelimit")).toMatch(/^"diagnoses";r=1;t=(?:59|60)$/);
    expect(first.headers.get("ratelimit-policy")).toBe('"diagnoses";q=2;w=60');
    expect(third.headers.get("ratelimit")).toMatch(/^"diagnoses";r=0;t=(?:59|60)$/);
    expect(third.headers.get("retry-after")).toMatch(/^(?:59|60)$/);
    expect(await jsonOf(third)).toMatchObject({ type: "https://preflight.example/problems/rate-limited" });
    expect((await call("192.0.2.2")).status).toBe(200);
  });

  test("does not work for another Preflight", async () => {
    const agent = { "user-agent": "Mozilla/5.0 (X11) Chrome/150 Preflight/1 (+https://preflight.example)" };
    const post = await answer(anApi().open, postJson("/diagnoses", input, agent), createDiagnosis);
    const get = await answer(
      anApi().open,
      new Request(`${API}/diagnoses?url=x`, { headers: agent }),
      diagnoseFromQuery,
    );
    expect([post.status, get.status]).toEqual([403, 403]);
  });

  test("a failure of ours is logged under the id that the caller sees, and shows nothing else", async () => {
    const api = anApi({ diagnose: () => Promise.reject(new Error("SQLITE_CORRUPT in /srv/data")) });
    const request = postJson("/diagnoses?secret=1", input, { "x-request-id": "r-1" });
    const response = await answer(api.open, request, createDiagnosis);
    expect(response.status).toBe(500);
    expect(await jsonOf(response)).toEqual({
      type: "https://preflight.example/problems/internal",
      title: "Preflight made a mistake",
      status: 500,
      instance: "r-1",
    });
    expect(response.headers.get("x-request-id")).toBe("r-1");
    expect(api.logged).toMatchObject([
      {
        details: {
          requestId: "r-1",
          method: "POST",
          path: "/api/v1/diagnoses",
          err: new Error("SQLITE_CORRUPT in /srv/data"),
        },
      },
    ]);
  });

  test("a caller that left is no failure", async () => {
    const caller = new AbortController();
    const api = anApi({
      diagnose: (_, { signal }) => {
        caller.abort(new Error("left"));
        return Promise.reject(signal.reason as Error);
      },
    });
    await answer(api.open, new Request(postJson("/diagnoses", input), { signal: caller.signal }), createDiagnosis);
    expect(api.logged).toEqual([]);
  });
});

describe("GET /api/v1/diagnoses", () => {
  test("asks for the same in a URL, but changes nothing anywhere", async () => {
    const seen: unknown[] = [];
    const api = anApi({
      diagnose: (value, { safeMethodsOnly, neverSave }) => {
        seen.push({ value, safeMethodsOnly, neverSave });
        return Promise.resolve({ kind: "diagnosis", diagnosis: aDiagnosis() });
      },
    });
    const url = `${API}/diagnoses?url=https%3A%2F%2Fapi.example%2F%3Fa%3D1%26b&origin=null&header=X-A:%201&format=text`;
    const response = await answer(api.open, new Request(url), diagnoseFromQuery);
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    const value = { url: "https://api.example/?a=1&b", origin: "null", headers: [["X-A", "1"]] };
    expect(seen).toEqual([{ value, safeMethodsOnly: true, neverSave: true }]);
  });

  test("names parameters that do not exist", async () => {
    const response = await answer(anApi().open, new Request(`${API}/diagnoses?url=x&save=true`), diagnoseFromQuery);
    expect(response.status).toBe(422);
    expect(await jsonOf(response)).toMatchObject({ errors: [{ pointer: "/save" }] });
  });
});

describe("POST /api/v1/evaluations", () => {
  test("evaluates without the network", async () => {
    const response = await answer(anApi().open, postJson("/evaluations", input), createEvaluation);
    expect(response.status).toBe(200);
    expect(await jsonOf(response)).toMatchObject({ source: "supplied" });
  });

  test("has no stream of exchanges to offer", async () => {
    const request = postJson("/evaluations", input, { accept: "application/x-ndjson" });
    expect((await answer(anApi().open, request, createEvaluation)).status).toBe(406);
  });

  test("answers invalid fields with their pointers", async () => {
    const api = diagnosing({ kind: "invalid", errors: [{ pointer: "/responses", message: "Is missing." }] });
    const response = await answer(api.open, postJson("/evaluations", input), createEvaluation);
    expect(await jsonOf(response)).toMatchObject({ status: 422, errors: [{ pointer: "/responses" }] });
  });
});

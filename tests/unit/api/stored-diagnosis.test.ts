import { describe, expect, test } from "vitest";
import { answer } from "#lib/api/answer.ts";
import { deleteDiagnosis, getDiagnosis } from "#lib/api/stored-diagnosis.ts";
import { aDiagnosis } from "#tests/unit/store/diagnosis.ts";
import { anApi, API, jsonOf } from "./api-fixture.ts";

const ID = "q3VdAAAAAAAAAAAAAAAAAA";
const stored = aDiagnosis({ id: ID });
const keeping = anApi({
  getDiagnosis: (id) => Promise.resolve(id === ID ? { kind: "found", diagnosis: stored } : { kind: "not-found" }),
  deleteDiagnosis: (id, token) =>
    Promise.resolve(id !== ID ? "not-found" : token === "right" ? "deleted" : "forbidden"),
});

function get(id: string, headers: Record<string, string> = {}): Promise<Response> {
  const request = new Request(`${API}/diagnoses/${id}`, { headers });
  return answer(keeping.open, request, (call) => getDiagnosis(call, id));
}

function remove(id: string, headers: Record<string, string> = {}): Promise<Response> {
  const request = new Request(`${API}/diagnoses/${id}`, { method: "DELETE", headers });
  return answer(keeping.open, request, (call) => deleteDiagnosis(call, id));
}

describe("GET /api/v1/diagnoses/{id}", () => {
  test("gives the stored diagnosis, for nobody else to keep", async () => {
    const response = await get(ID);
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("private, no-cache");
    expect(await jsonOf(response)).toEqual(stored);
  });

  test("is not sent again to who has it, in the same format", async () => {
    const etag = (await get(ID)).headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    for (const ifNoneMatch of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const response = await get(ID, { "if-none-match": ifNoneMatch });
      expect([response.status, await response.text(), response.headers.get("etag")]).toEqual([304, "", etag]);
      expect(response.headers.get("access-control-allow-origin")).toBe("*");
    }
    expect((await get(ID, { "if-none-match": '"other"' })).status).toBe(200);
    expect((await get(ID, { "if-none-match": etag, accept: "text/plain" })).status).toBe(200);
  });

  test("knows what was never there from what is gone", async () => {
    expect((await get("other")).status).toBe(404);
    const gone = anApi({ getDiagnosis: () => Promise.resolve({ kind: "gone" }) });
    const response = await answer(gone.open, new Request(`${API}/diagnoses/${ID}`), (call) => getDiagnosis(call, ID));
    expect(response.status).toBe(410);
    expect(await jsonOf(response)).toMatchObject({ type: "https://preflight.example/problems/gone" });
  });
});

describe("GET /api/v1/diagnoses/{id}?format=", () => {
  test.each([
    { format: "json", type: "application/json", disposition: null, begins: '{"version":1' },
    { format: "text", type: "text/plain; charset=utf-8", disposition: null, begins: "BLOCKED" },
    { format: "markdown", type: "text/markdown; charset=utf-8", disposition: null, begins: "## Blocked" },
    {
      format: "har",
      type: "application/json",
      disposition: `attachment; filename="preflight-${ID}.har"`,
      begins: '{\n  "log": {\n    "version": "1.2"',
    },
  ])("$format", async ({ format, type, disposition, begins }) => {
    const request = new Request(`${API}/diagnoses/${ID}?format=${format}`, { headers: { accept: "text/html" } });
    const response = await answer(keeping.open, request, (call) => getDiagnosis(call, ID));
    expect(response.headers.get("content-type")).toBe(type);
    expect(response.headers.get("content-disposition")).toBe(disposition);
    expect((await response.text()).slice(0, begins.length)).toBe(begins);
  });
});

describe("DELETE /api/v1/diagnoses/{id}", () => {
  test.each([
    { name: "the right token", authorization: "Bearer right", status: 204 },
    { name: "the right token under another spelling of the scheme", authorization: "bearer  right", status: 204 },
    { name: "a wrong token", authorization: "Bearer wrong", status: 403 },
    { name: "no token", authorization: "Bearer ", status: 403 },
    { name: "another scheme", authorization: "Basic right", status: 403 },
  ])("with $name answers $status", async ({ authorization, status }) => {
    expect((await remove(ID, { authorization })).status).toBe(status);
  });

  test("without authorization answers 403, and 404 for an unknown id", async () => {
    expect((await remove(ID)).status).toBe(403);
    expect((await remove("other", { authorization: "Bearer right" })).status).toBe(404);
  });
});

import { describe, expect, test } from "vitest";
import { answer } from "#lib/api/answer.ts";
import { createDiagnosis } from "#lib/api/create-diagnosis.ts";
import type { DiagnoseOptions, DiagnoseResult } from "#lib/service/services.ts";
import type { Exchange } from "#lib/contract/diagnosis.ts";
import { aDiagnosis } from "#tests/unit/store/diagnosis.ts";
import { anApi, jsonOf, postJson } from "./api-fixture.ts";

const exchange: Exchange = {
  role: "preflight",
  hop: 0,
  request: { method: "OPTIONS", url: "https://api.example/", headers: [] },
  response: null,
  failure: null,
  remoteAddress: null,
  timingMs: null,
};

/** A diagnosis that goes on when the test says so. */
function aRun() {
  const started = Promise.withResolvers<DiagnoseOptions>();
  const result = Promise.withResolvers<DiagnoseResult>();
  const api = anApi({
    diagnose: (_, options) => {
      started.resolve(options);
      return result.promise;
    },
  });
  const request = postJson("/diagnoses", {}, { accept: "application/x-ndjson" });
  return { api, started: started.promise, result, response: answer(api.open, request, createDiagnosis) };
}

async function nextLine(lines: ReadableStreamDefaultReader<string>): Promise<unknown> {
  const { value, done } = await lines.read();
  return done ? "end" : JSON.parse(value);
}

function linesOf(response: Response): ReadableStreamDefaultReader<string> {
  return (response.body as ReadableStream<BufferSource>).pipeThrough(new TextDecoderStream()).getReader();
}

describe("a streamed diagnosis", () => {
  test("has a line for each exchange as it ends, and the diagnosis as the last one", async () => {
    const run = aRun();
    const { onExchange } = await run.started;
    onExchange?.(exchange, 0);
    const response = await run.response;
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/x-ndjson");
    expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
    const lines = linesOf(response);
    expect(await nextLine(lines)).toEqual({ exchange, index: 0 });
    onExchange?.({ ...exchange, role: "actual" }, 1);
    expect(await nextLine(lines)).toMatchObject({ exchange: { role: "actual" }, index: 1 });
    run.result.resolve({ kind: "diagnosis", diagnosis: aDiagnosis() });
    expect(await nextLine(lines)).toEqual(aDiagnosis());
    expect(await nextLine(lines)).toBe("end");
  });

  test("without any exchange is the diagnosis alone", async () => {
    const run = aRun();
    run.result.resolve({ kind: "diagnosis", diagnosis: aDiagnosis() });
    const lines = linesOf(await run.response);
    expect([await nextLine(lines), await nextLine(lines)]).toEqual([aDiagnosis(), "end"]);
  });

  test.each([
    { name: "invalid input", result: { kind: "invalid", errors: [] }, status: 422 },
    { name: "a busy target", result: { kind: "busy", retryAfterSeconds: 5 }, status: 429 },
  ] as const)("of $name is a problem with its own status", async ({ result, status }) => {
    const run = aRun();
    run.result.resolve(result);
    const response = await run.response;
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  });

  test("that fails before the first exchange is a 500", async () => {
    const run = aRun();
    run.result.reject(new Error("broken"));
    const response = await run.response;
    expect(response.status).toBe(500);
    expect(await jsonOf(response)).not.toHaveProperty("detail");
    expect(run.api.logged).toHaveLength(1);
  });

  test("that fails later says so in its last line", async () => {
    const run = aRun();
    (await run.started).onExchange?.(exchange, 0);
    const lines = linesOf(await run.response);
    await nextLine(lines);
    run.result.reject(new Error("broken"));
    expect(await nextLine(lines)).toMatchObject({ problem: { status: 500, title: "Preflight made a mistake" } });
    expect(await nextLine(lines)).toBe("end");
    expect(run.api.logged).toMatchObject([{ details: { err: new Error("broken") } }]);
  });

  test("is cancelled when the reader leaves", async () => {
    const run = aRun();
    const { signal, onExchange } = await run.started;
    onExchange?.(exchange, 0);
    const lines = linesOf(await run.response);
    await nextLine(lines);
    const aborted = new Promise((resolve) => {
      signal.addEventListener("abort", resolve);
    });
    await lines.cancel();
    await aborted;
    onExchange?.(exchange, 1);
    run.result.reject(signal.reason as Error);
    await run.result.promise.catch(() => undefined);
    expect(run.api.logged).toEqual([]);
  });
});

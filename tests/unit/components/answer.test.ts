import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readAnswer, readProblem } from "#components/debugger/answer.ts";
import { aDiagnosis } from "#tests/unit/store/diagnosis.ts";

const diagnosis = aDiagnosis({ summary: "Größe: 10 €." });
const problem = { title: "This target is being diagnosed already", status: 429 };

/** A response whose body arrives in pieces that are cut at the given places. */
function streamed(body: string, cuts: readonly number[]): Response {
  const bytes = new TextEncoder().encode(body);
  const places = [0, ...[...new Set(cuts.map((cut) => cut % bytes.length))].sort((a, b) => a - b), bytes.length];
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const [index, place] of places.slice(1).entries()) controller.enqueue(bytes.slice(places[index], place));
      controller.close();
    },
  });
  return new Response(stream, { headers: { "content-type": "application/x-ndjson" } });
}

const lines = (...values: unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join("");

describe("an answer that arrives in lines", () => {
  test("tells of each exchange in order, wherever the network cuts it", async () => {
    const body = lines({ exchange: "first", index: 0 }, { exchange: "second €", index: 1 }, diagnosis);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { maxLength: 12 }), async (cuts) => {
        const told: unknown[] = [];
        const answer = await readAnswer(streamed(body, cuts), (exchange) => told.push(exchange));
        expect(told).toEqual(["first", "second €"]);
        expect(answer).toEqual({ kind: "diagnosis", diagnosis });
      }),
    );
  });

  test.each([
    ["a problem as its last line is a problem", lines({ exchange: {} }, { problem }), problem.title],
    ["one that breaks off between lines did not finish", lines({ exchange: {} }), "Preflight did not finish"],
    ["one that breaks off inside a line did not finish", '{"version": 1, "so', "Preflight did not finish"],
  ])("%s", async (_, body, title) => {
    const answer = await readAnswer(streamed(body, []), () => undefined);
    expect(answer).toMatchObject({ kind: "problem", problem: { title } });
  });
});

describe("an answer in one piece", () => {
  test("is a diagnosis when it has the version of one", async () => {
    expect(await readAnswer(Response.json(diagnosis), () => undefined)).toEqual({ kind: "diagnosis", diagnosis });
  });

  test("is a problem otherwise", async () => {
    const answer = await readAnswer(Response.json(problem, { status: 429 }), () => undefined);
    expect(answer).toMatchObject({ kind: "problem", problem: { title: problem.title } });
  });

  test("that is a page of some proxy did not come from Preflight", async () => {
    const answer = await readAnswer(new Response("<h1>502</h1>", { status: 502 }), () => undefined);
    expect(answer).toMatchObject({ kind: "problem", problem: { title: "Preflight did not finish" } });
  });
});

describe("a problem document", () => {
  test("keeps what has the right shape and drops the rest", () => {
    expect(
      readProblem({
        title: "Some fields are not valid",
        detail: 7,
        errors: [{ pointer: "/url", message: "no" }, { pointer: "/url" }, null],
        commands: ["curl -i", {}],
      }),
    ).toEqual({
      code: null,
      retryAfterSeconds: null,
      title: "Some fields are not valid",
      detail: null,
      errors: [{ pointer: "/url", message: "no" }],
      commands: ["curl -i"],
    });
  });

  test.each([
    ["https://preflight.example/problems/rate-limited", "42", "rate-limited", 42],
    ["https://preflight.example/problems/target-denied", null, "target-denied", null],
    ["https://preflight.example/elsewhere", "Mon, 23 Nov 2026 08:00:00 GMT", null, null],
  ])("of the type %s, to be retried after %s", (type, retryAfter, code, retryAfterSeconds) => {
    expect(readProblem({ type, title: "No" }, retryAfter)).toMatchObject({ code, retryAfterSeconds });
  });
});

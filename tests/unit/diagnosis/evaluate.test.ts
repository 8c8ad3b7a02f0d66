import { describe, expect, test } from "vitest";
import { evaluate, type SuppliedResponse } from "#lib/diagnosis/evaluate.ts";
import type { RequestFields } from "#lib/intake/request-fields.ts";
import { answer, API, PAGE, requestOf } from "./finding-case.ts";

const ALLOW_PUT = answer(204, "*", ["Access-Control-Allow-Methods", "PUT"]);

function run(fields: Partial<RequestFields>, responses: readonly SuppliedResponse[]) {
  const { main, exchanges, unusedResponses } = evaluate(requestOf(fields), responses);
  const { outcome, error, stoppedBy } = main.outcome;
  const statuses = exchanges.map(({ role, response }) => `${role} ${String(response?.status)}`);
  return { outcome, reason: error?.reason ?? null, stoppedBy, statuses, unusedResponses };
}

describe("supplied responses", () => {
  test("are consumed in the order in which the browser asks", () => {
    expect(run({ method: "PUT" }, [ALLOW_PUT, answer(200, "*")])).toMatchObject({
      outcome: "allowed",
      statuses: ["preflight 204", "actual 200"],
      unusedResponses: 0,
    });
  });

  test.each<{ name: string; match: SuppliedResponse["match"]; outcome: string }>([
    { name: "its role", match: { role: "preflight" }, outcome: "allowed" },
    { name: "its method", match: { method: "OPTIONS" }, outcome: "allowed" },
    { name: "its URL and role", match: { url: API, role: "preflight" }, outcome: "allowed" },
    { name: "the role of another", match: { role: "actual" }, outcome: "blocked" },
    { name: "a method in another case", match: { method: "options" }, outcome: "blocked" },
    { name: "another URL", match: { url: `${API}/2`, role: "preflight" }, outcome: "blocked" },
  ])("one with a match answers a request by $name, wherever it stands", ({ match, outcome }) => {
    const responses = [answer(200, "*"), { ...ALLOW_PUT, match }];
    expect(run({ method: "PUT" }, responses).outcome).toBe(outcome);
  });

  test("a match by URL does not depend on how the URL is written", () => {
    const responses = [{ ...answer(200, "*"), match: { url: "HTTPS://api.example:443/orders" } }];
    expect(run({}, responses).outcome).toBe("allowed");
  });

  test("one with a match answers any number of requests", () => {
    const redirect = { ...answer(302, "*", ["Location", "/next"]), match: { url: API } };
    const next = { ...answer(307, "*", ["Location", API]), match: { url: "https://api.example/next" } };
    expect(run({}, [redirect, next])).toMatchObject({ outcome: "blocked", reason: "redirect-too-many" });
  });

  test("of several matches the first counts", () => {
    const responses = [
      { ...answer(200, "*"), match: {} },
      { ...answer(200), match: { role: "actual" as const } },
    ];
    expect(run({}, responses)).toMatchObject({ outcome: "allowed", unusedResponses: 1 });
  });

  test("each engine gets all of them", () => {
    const { runs, exchanges } = evaluate(requestOf({ method: "PUT" }), [ALLOW_PUT, answer(200, "*")]);
    expect(runs.size).toBeGreaterThan(1);
    for (const { outcome, exchangeOfStep } of runs.values()) {
      expect([outcome.outcome, exchangeOfStep]).toEqual(["allowed", [0, 1]]);
    }
    expect(exchanges).toHaveLength(2);
  });

  test("an engine that ends earlier leaves nothing over for the others", () => {
    const wildcard = answer(204, "*", ["Access-Control-Allow-Headers", "*"]);
    const { runs, unusedResponses } = evaluate(requestOf({ headers: { Authorization: "x" } }), [
      wildcard,
      answer(200, "*"),
    ]);
    expect(runs.get("standard")?.outcome.error?.reason).toBe("preflight-authorization-wildcard");
    expect(runs.get("chromium")?.outcome.outcome).toBe("allowed");
    expect(unusedResponses).toBe(0);
  });

  test("when there are too few, the run stops at the request that has none", () => {
    expect(run({ method: "PUT" }, [ALLOW_PUT])).toMatchObject({
      outcome: "undetermined",
      stoppedBy: { kind: "not-sent", because: "answer-missing" },
      statuses: ["preflight 204"],
    });
  });

  test("whitespace around a value is not part of it", () => {
    expect(run({}, [answer(200, ` ${PAGE}\t`)]).outcome).toBe("allowed");
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Recipe } from "#lib/recipes/recipe.ts";
import { partsOf, type ServerUnderTest } from "./server-under-test.ts";
import { SITUATIONS, type SituationId } from "./situations.ts";
import { startSurroundings, type Surroundings } from "./surroundings.ts";
import { verify } from "./verification.ts";

/** What can be wrong with a recipe, the situation in which it shows, and what has to be said of it. */
const FAULTS: readonly [fault: string, situation: SituationId, problem: RegExp][] = [
  ["lets every origin in", "simple-get", /^a page of another origin is allowed$/],
  ["lets one origin in where any may read", "any-origin", /^a page of another origin is blocked$/],
  ["adds a second layer", "simple-get", /^the actual answer allows \["http.*","http.*"\] in place of http/],
  ["says * to a page with credentials", "credentials", /^Preflight says blocked: /],
  ["forgets Vary", "simple-get", /^the actual answer has no Vary: Origin$/],
  ["allows credentials unasked", "simple-get", /^the actual answer says "true" of credentials$/],
  ["forgets errors", "server-error", /^Chromium says blocked: .*No 'Access-Control-Allow-Origin' header/],
  ["forgets the preflight", "put-json", /^Preflight says blocked: /],
  ["refuses the preflight", "put-json", /^Chromium says blocked: .*does not have HTTP ok status/],
  ["exposes nothing", "bearer-token", /^the page cannot read x-total-count$/],
  ["hides the application's status", "server-error", /^the page sees status 200 in place of 500$/],
  ["refuses whoever has no origin", "simple-get", /^without an Origin the status is 403, not 200$/],
  ["does not start", "simple-get", /^Error: node ended before it answered:\n[^]*SyntaxError/],
];

/** A server whose recipe is a policy and what is wrong with it, both as JSON. */
const SERVER: ServerUnderTest = {
  recipe: "node",
  needs: { programs: [process.execPath], packages: [] },
  command: ({ port, cors }) => ({
    files: {
      "server.mjs": `
import { createServer } from "node:http";

const { policy, fault } = ${partsOf(cors)[0] ?? '{ fault: "no recipe" }'};
const has = (...faults) => faults.includes(fault);

createServer((request, response) => {
  const { origin } = request.headers;
  const isPreflight = request.method === "OPTIONS";
  let status = isPreflight ? (has("refuses the preflight") ? 401 : 204) : request.url === "/fails" ? 500 : 200;
  if (has("hides the application's status")) status = 200;
  if (has("refuses whoever has no origin") && origin === undefined) status = 403;
  const lines = [["X-Total-Count", "2"]];
  const isAllowed = has("lets every origin in") || policy?.origin === "*" || policy?.origin === origin;
  const isForgotten = has("forgets errors") ? status === 500 : has("forgets the preflight") && isPreflight;
  if (policy && isAllowed && !isForgotten) {
    const allowed = has("says * to a page with credentials") ? "*" : has("lets every origin in") ? (origin ?? "*") : policy.origin;
    lines.push(["Access-Control-Allow-Origin", allowed]);
    if (has("adds a second layer")) lines.push(["Access-Control-Allow-Origin", allowed]);
    if (!has("forgets Vary")) lines.push(["Vary", "Origin"]);
    if (policy.credentials || has("allows credentials unasked")) lines.push(["Access-Control-Allow-Credentials", "true"]);
    if (!has("exposes nothing")) lines.push(["Access-Control-Expose-Headers", policy.exposed.join()]);
    lines.push(["Access-Control-Allow-Methods", policy.methods.join()]);
    lines.push(["Access-Control-Allow-Headers", policy.headers.join()]);
  } else if (has("no recipe") && ${JSON.stringify(cors === "wildcard")}) {
    lines.push(["Access-Control-Allow-Origin", "*"]);
  }
  response.writeHead(status, lines.flat());
  response.end(isPreflight ? undefined : "[]");
}).listen(${port}, "127.0.0.1");
`,
    },
    run: [process.execPath, "server.mjs"],
  }),
};

let surroundings: Surroundings;

beforeAll(async () => {
  surroundings = await startSurroundings();
});

afterAll(() => surroundings.close());

describe("the verification of a recipe", () => {
  test("finds nothing wrong with one that is right", async () => {
    const situations = SITUATIONS.filter(({ id }) => id !== "bad-gateway");
    const found = await verify(SERVER, recipeWith(null), situations, surroundings);
    expect(found.flatMap(({ problems }) => problems)).toEqual([]);
    expect(found.map(({ before, after }) => [before, after])).toEqual(
      situations.map(() => [both("blocked"), both("allowed")]),
    );
  });

  test.each(FAULTS)("notices one that %s", async (fault, id, problem) => {
    const situations = SITUATIONS.filter((situation) => situation.id === id);
    const [found] = await verify(SERVER, recipeWith(fault), situations, surroundings);
    expect(found?.problems).toContainEqual(expect.stringMatching(problem));
  });

  test("notices a server that needs no recipe", async () => {
    const situations = SITUATIONS.filter(({ id }) => id === "simple-get").map((situation) => ({
      ...situation,
      before: "wildcard" as const,
    }));
    const [found] = await verify(SERVER, recipeWith(null), situations, surroundings);
    expect(found?.problems).toEqual(["misconfigured, Preflight says allowed", "misconfigured, Chromium says allowed"]);
  });
});

function recipeWith(fault: string | null): Pick<Recipe, "write"> {
  return {
    write: (policy) => {
      const written =
        fault === "lets one origin in where any may read" ? { ...policy, origin: surroundings.origin } : policy;
      return [{ place: "", code: fault === "does not start" ? "{" : JSON.stringify({ policy: written, fault }) }];
    },
  };
}

function both(verdict: string) {
  return { preflight: verdict, chromium: verdict };
}

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createPlace, startServer, type Place, type StartedServer } from "#tests/e2e/started-server.ts";
import { postJson, readProblem } from "./api-client.ts";

const LIMIT = 3;

let place: Place;
let server: StartedServer;

beforeEach(async () => {
  place = await createPlace();
});

afterEach(async () => {
  await server.stop();
  place.remove();
});

const start = async (environment = {}) => {
  server = await startServer(place, { RATE_LIMIT_PER_MINUTE: String(LIMIT), ...environment });
};

/** Asks for a diagnosis that costs nothing. */
function evaluate(headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const input = { url: "https://api.example/", origin: "https://page.example", responses: [] };
  return postJson(`${place.origin}/api/v1/evaluations`, input, headers);
}

describe("the rate limit", () => {
  test("cannot be passed with another name for the same client", async () => {
    await start();
    for (let count = 1; count <= LIMIT; count += 1) {
      const answer = await evaluate({ "x-forwarded-for": `192.0.2.${count}` });
      expect(answer.status).toBe(200);
      expect(answer.headers.get("ratelimit")).toMatch(`"diagnoses";r=${LIMIT - count};`);
    }
    const disguises = [
      {},
      { "x-forwarded-for": "192.0.2.99" },
      { "x-forwarded-for": "192.0.2.99, 127.0.0.1" },
      { forwarded: "for=192.0.2.99" },
      { "x-real-ip": "192.0.2.99" },
      { "x-client-ip": "192.0.2.99" },
      { "cf-connecting-ip": "192.0.2.99" },
      { "true-client-ip": "192.0.2.99" },
    ];
    for (const headers of disguises) {
      const answer = await evaluate(headers);
      expect(await readProblem(answer), JSON.stringify(headers)).toMatchObject({ status: 429, code: "rate-limited" });
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    }
    expect((await fetch(`${place.origin}/api/v1/findings`)).status).toBe(200);
  });

  test("counts by what our own proxy saw, whatever the client wrote before it", async () => {
    await start({ TRUSTED_PROXY_HOPS: "1" });
    for (let count = 1; count <= LIMIT; count += 1) {
      expect((await evaluate({ "x-forwarded-for": `192.0.2.${count}, 198.51.100.1` })).status).toBe(200);
    }
    expect((await evaluate({ "x-forwarded-for": "192.0.2.99, 198.51.100.1" })).status).toBe(429);
    expect((await evaluate({ "x-forwarded-for": "198.51.100.2" })).status).toBe(200);
  });
});

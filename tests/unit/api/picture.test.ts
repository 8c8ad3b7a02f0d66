import { expect, test } from "vitest";
import { answer } from "#lib/api/answer.ts";
import { createPictures, type DrawPicture } from "#lib/api/picture.ts";
import { createMemoryRateLimiter } from "#lib/api/rate-limit.ts";
import type { LookupResult } from "#lib/service/services.ts";
import { aDiagnosis } from "#tests/unit/store/diagnosis.ts";
import { anApi, jsonOf } from "./api-fixture.ts";

const PICTURE = new Uint8Array([1, 2, 3]).buffer;

/** Pictures of diagnoses of which all ids exist, less those that `gone` names. */
function pictures(draw: DrawPicture, limitPerMinute = 1_000) {
  const gone = new Set<string>();
  const lookUp = (id: string): LookupResult =>
    gone.has(id) ? { kind: "gone" } : { kind: "found", diagnosis: aDiagnosis({ id: id.padEnd(22, "A") }) };
  const api = anApi(
    { getDiagnosis: (id) => Promise.resolve(id === "unknown" ? { kind: "not-found" } : lookUp(id)) },
    { rateLimiter: createMemoryRateLimiter(limitPerMinute) },
  );
  const getPicture = createPictures(draw);
  const get = (id: string, client = "192.0.2.1") =>
    answer(
      api.open,
      new Request(`https://preflight.example/d/${id}/picture`, { headers: { "x-forwarded-for": client } }),
      (call) => getPicture(call, id),
    );
  return { get, gone, api };
}

/** Draws at once, and counts. */
function counting() {
  const drawn: (string | null)[] = [];
  const draw: DrawPicture = ({ id }) => {
    drawn.push(id);
    return Promise.resolve(PICTURE);
  };
  return { draw, drawn };
}

test("a picture is drawn once, however often and however many at once ask for it", async () => {
  const { draw, drawn } = counting();
  const { get } = pictures(draw);
  await Promise.all([get("a"), get("a"), get("b")]);
  const response = await get("a");
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("image/png");
  expect(await response.arrayBuffer()).toEqual(PICTURE);
  expect(drawn.map((id) => id?.slice(0, 1)).sort()).toEqual(["a", "b"]);
});

test("what is not there, or no longer there, has no picture", async () => {
  const { draw, drawn } = counting();
  const { get, gone } = pictures(draw);
  expect((await get("unknown")).status).toBe(404);
  expect(drawn).toEqual([]);
  expect((await get("a")).status).toBe(200);
  gone.add("a");
  expect((await get("a")).status).toBe(410);
});

test("one client may have so many drawn, and as many as it likes that were drawn before", async () => {
  const { draw } = counting();
  const { get } = pictures(draw, 2);
  const statuses = [];
  for (const id of ["a", "b", "c", "a", "b", "a"]) statuses.push((await get(id)).status);
  expect(statuses).toEqual([200, 200, 429, 200, 200, 200]);
  const refused = await get("c");
  expect(await jsonOf(refused)).toMatchObject({ type: "https://preflight.example/problems/rate-limited" });
  expect(refused.headers.get("retry-after")).toMatch(/^\d+$/);
  expect((await get("c", "192.0.2.2")).status).toBe(200);
});

test("a drawing that failed is not kept", async () => {
  let attempts = 0;
  const { get, api } = pictures(() => {
    attempts += 1;
    return attempts === 1 ? Promise.reject(new Error("no ink")) : Promise.resolve(PICTURE);
  });
  expect([(await get("a")).status, (await get("a")).status]).toEqual([500, 200]);
  expect(api.logged).toHaveLength(1);
});

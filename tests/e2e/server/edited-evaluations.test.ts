import { afterAll, beforeAll, expect, test } from "vitest";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { createPlace, startServer, type Place, type StartedServer } from "#tests/e2e/started-server.ts";
import { postJson, readDiagnosis, readProblem } from "./api-client.ts";

let place: Place;
let server: StartedServer;
let original: Diagnosis;

beforeAll(async () => {
  place = await createPlace();
  server = await startServer(place, { RATE_LIMIT_PER_MINUTE: "1000" });
  original = await readDiagnosis(
    await postJson(`${place.origin}/api/v1/diagnoses`, {
      url: `${place.labOrigins[1]}/origin-missing`,
      origin: place.labOrigins[0],
      credentials: "include",
      cookies: "session=1",
    }),
  );
});

afterAll(async () => {
  await server.stop();
  place.remove();
});

const evaluate = (input: object) =>
  postJson(`${place.origin}/api/v1/evaluations`, {
    url: original.request.url,
    origin: original.request.origin,
    credentials: "include",
    responses: [{ status: 200, headers: [["X-Edited", "1"]] }],
    ...input,
  });

test("an evaluation of edited answers says so, is kept with the id of the original, and knows what was sent", async () => {
  const created = await evaluate({ editedFrom: original.id, save: true });
  expect(created.status).toBe(201);
  const { id, source, editedFrom, request } = await readDiagnosis(created);
  expect({ source, editedFrom, cookiesSent: request.cookiesSent }).toEqual({
    source: "edited",
    editedFrom: original.id,
    cookiesSent: true,
  });
  const stored = await fetch(`${place.origin}/api/v1/diagnoses/${id}`, { headers: { accept: "application/json" } });
  expect(await readDiagnosis(stored)).toMatchObject({ source: "edited", editedFrom: original.id });
  const text = await fetch(`${place.origin}/api/v1/diagnoses/${id}?format=text`);
  expect(await text.text()).toContain("The responses were edited");
});

test("without editedFrom it is one of supplied answers", async () => {
  const { source, editedFrom, request } = await readDiagnosis(await evaluate({}));
  expect({ source, editedFrom, cookiesSent: request.cookiesSent }).toEqual({
    source: "supplied",
    editedFrom: undefined,
    cookiesSent: false,
  });
});

test.each([
  ["an id that nobody has", "x".repeat(22)],
  ["a text that is no id", "../../etc"],
])("%s is an error of the field, and nothing is kept", async (_, editedFrom) => {
  const stored = place.countDiagnoses();
  expect(await readProblem(await evaluate({ editedFrom, save: true }))).toMatchObject({
    status: 422,
    code: "invalid-request",
    pointers: ["/editedFrom"],
  });
  expect(place.countDiagnoses()).toBe(stored);
});

test("the id of a diagnosis that was deleted is an error of the field", async () => {
  const { id, deleteToken } = await readDiagnosis(await evaluate({ save: true }));
  await fetch(`${place.origin}/api/v1/diagnoses/${id}`, {
    method: "DELETE",
    headers: { authorization: `Bearer ${deleteToken}` },
  });
  expect((await readProblem(await evaluate({ editedFrom: id }))).pointers).toEqual(["/editedFrom"]);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { createPlace, startServer, type Place, type StartedServer } from "#tests/e2e/started-server.ts";
import { postJson, readDiagnosis } from "./api-client.ts";

let place: Place;
let server: StartedServer;
let diagnosis: Diagnosis;

beforeAll(async () => {
  place = await createPlace();
  server = await startServer(place);
  const [page, api] = place.labOrigins;
  const url = `${api}/preflight-needs-login`;
  diagnosis = await readDiagnosis(
    await postJson(`${place.origin}/api/v1/diagnoses`, {
      url,
      origin: page,
      method: "PUT",
      headers: { "X-Trace": "1" },
    }),
  );
});

afterAll(async () => {
  await server.stop();
  place.remove();
});

function get(query: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(`${place.origin}/api/v1/diagnoses/${diagnosis.id}${query}`, { headers });
}

test.each([
  ["?format=markdown", {}],
  ["", { accept: "text/markdown" }],
])("a stored diagnosis is Markdown: %s %j", async (query, headers) => {
  const response = await get(query, headers);
  expect(response.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
  const report = await response.text();
  expect(report).toMatch(/^## Blocked at the preflight\n/);
  expect(report).toContain(`<${diagnosis.permalink}>`);
  expect(report).toContain("< (no Access-Control-Allow-Origin)   <-- preflight-allow-origin-missing");
});

test("a new diagnosis is Markdown, and never an archive", async () => {
  const [page, api] = place.labOrigins;
  const query = new URLSearchParams({ url: `${api}/origin-missing`, origin: page });
  const report = await fetch(`${place.origin}/api/v1/diagnoses?${query}&format=markdown`);
  expect([report.status, (await report.text()).split("\n")[0]]).toEqual([200, "## Blocked at the answer"]);
  expect((await fetch(`${place.origin}/api/v1/diagnoses?${query}&format=har`)).status).toBe(406);
});

test("an archive has every exchange and is a file", async () => {
  const response = await get("?format=har", { accept: "text/html" });
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(response.headers.get("content-disposition")).toBe(`attachment; filename="preflight-${diagnosis.id}.har"`);
  const { log } = (await response.json()) as { log: { entries: { request: { method: string; url: string } }[] } };
  expect(log.entries.map(({ request: { method, url } }) => [method, url])).toEqual(
    diagnosis.exchanges.map(({ request: { method, url } }) => [method, url]),
  );
});

test("the picture of a permalink is a PNG of its own, and there is none without a diagnosis", async () => {
  const picture = await fetch(`${diagnosis.permalink}/picture`);
  expect([picture.status, picture.headers.get("content-type"), picture.headers.get("x-robots-tag")]).toEqual([
    200,
    "image/png",
    "noindex",
  ]);
  const bytes = Buffer.from(await picture.arrayBuffer());
  expect([bytes.toString("latin1", 1, 4), bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual(["PNG", 1200, 630]);
  expect((await fetch(`${place.origin}/d/AAAAAAAAAAAAAAAAAAAAAA/picture`)).status).toBe(404);
});

test.each(["", "/remedies/1", "/picture"])(
  "%s of a permalink stays out of search engines and referrers",
  async (path) => {
    const { status, headers } = await fetch(`${diagnosis.permalink}${path}`);
    expect([status, headers.get("x-robots-tag"), headers.get("referrer-policy")]).toEqual([
      200,
      "noindex",
      "no-referrer",
    ]);
  },
);

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "#tests/oracle/chromium.ts";
import { createPlace, startServer, type Place, type StartedServer } from "#tests/e2e/started-server.ts";

let place: Place;
let server: StartedServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  place = await createPlace();
  server = await startServer(place);
  browser = await launchChromium();
  page = await browser.newPage();
  // Any page of another origin.
  await page.goto(`${place.labOrigins[0]}/`);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
  place.remove();
});

interface Asked {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly credentials?: RequestCredentials;
}

/** What a script of the other page gets from our API. */
function ask({ path, ...init }: Asked) {
  return page.evaluate(
    async ({ url, init }) => {
      try {
        const response = await fetch(url, init);
        const header = (name: string) => response.headers.get(name);
        return {
          status: response.status,
          location: header("location"),
          etag: header("etag"),
          requestId: header("x-request-id"),
          body: await response.text(),
        };
      } catch (error) {
        return String(error);
      }
    },
    { url: `${place.origin}${path}`, init },
  );
}

describe("a page of any origin", () => {
  test("can create, read and delete a diagnosis", async () => {
    const body = JSON.stringify({ url: `${place.labOrigins[1]}/origin-missing`, origin: place.labOrigins[0] });
    const created = await ask({
      path: "/api/v1/diagnoses",
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    if (typeof created === "string") throw new Error(created);
    const { id, deleteToken } = JSON.parse(created.body) as { id: string; deleteToken: string };
    const path = `/api/v1/diagnoses/${id}`;
    expect(created).toMatchObject({ status: 201, location: `${place.origin}${path}` });
    expect(created.requestId).toMatch(/^[\w-]{36}$/);

    const read = await ask({ path });
    if (typeof read === "string") throw new Error(read);
    expect(read.status).toBe(200);
    const again = await ask({ path, headers: { "if-none-match": read.etag! } });
    expect(again).toMatchObject({ status: 304 });
    const deleted = await ask({ path, method: "DELETE", headers: { authorization: `Bearer ${deleteToken}` } });
    expect(deleted).toMatchObject({ status: 204 });
  });

  test("can read what it did wrong", async () => {
    const answer = await ask({ path: "/api/v1/diagnoses", method: "POST", body: "{}" });
    expect(answer).toMatchObject({ status: 415 });
    expect(await ask({ path: "/api/nothing" })).toMatchObject({ status: 404 });
  });

  test("cannot use anybody's credentials", async () => {
    expect(await ask({ path: "/api/v1/findings" })).toMatchObject({ status: 200 });
    expect(await ask({ path: "/api/v1/findings", credentials: "include" })).toBe("TypeError: Failed to fetch");
  });
});

describe("the answer to a CORS-preflight request", () => {
  test.each([
    { path: "/api/v1/diagnoses", methods: "GET, HEAD, POST, OPTIONS" },
    { path: "/api/v1/diagnoses/x", methods: "GET, HEAD, DELETE, OPTIONS" },
    { path: "/api/v1/evaluations", methods: "POST, OPTIONS" },
  ])("of $path can be kept for two hours, by any cache", async ({ path, methods }) => {
    const answer = await fetch(`${place.origin}${path}`, {
      method: "OPTIONS",
      headers: { origin: "https://any.example", "access-control-request-method": "POST" },
    });
    expect(answer.status).toBe(204);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "access-control-allow-origin": "*",
      "access-control-allow-methods": methods,
      "access-control-allow-headers": "Authorization, Content-Type, If-None-Match",
      "access-control-max-age": "7200",
    });
    expect(answer.headers.get("vary")).toBeNull();
  });
});

import { describe, expect, test } from "vitest";
import { labResponse, type LabQuestion } from "#lib/lab/answer.ts";
import { LAB_SCENARIOS, labPath } from "#lib/lab/catalog.ts";
import type { LabOrigins } from "#lib/lab/scenario.ts";

const ORIGINS: LabOrigins = ["https://page.test", "https://api.test", "https://third.test:8443"];

const ask = (question: Partial<LabQuestion>) =>
  labResponse(
    {
      site: "api",
      path: "/origin-exact",
      hasQuery: false,
      method: "GET",
      origin: ORIGINS[0],
      asksForMethod: false,
      asksForHeaders: false,
      ...question,
    },
    ORIGINS,
  );
const valuesOf = (question: Partial<LabQuestion>, name: string) =>
  ask(question).headers.flatMap(([candidate, value]) => (candidate === name ? [value] : []));

describe("an answer of the lab", () => {
  test.each([
    {
      name: "the page's origin",
      path: "/origin-exact",
      header: "Access-Control-Allow-Origin",
      want: ["https://page.test"],
    },
    {
      name: "the third origin",
      path: "/origin-of-another-port",
      header: "Access-Control-Allow-Origin",
      want: ["https://third.test:8443"],
    },
    {
      name: "two origins in one value",
      path: "/origin-list",
      header: "Access-Control-Allow-Origin",
      want: ["https://page.test, https://third.test:8443"],
    },
    {
      name: "a user name before the host",
      path: "/redirect-with-userinfo",
      header: "Location",
      want: ["https://user@third.test:8443/redirect-with-userinfo/end"],
    },
    {
      name: "the page's origin in capitals",
      path: "/origin-in-capitals",
      header: "Access-Control-Allow-Origin",
      want: ["HTTPS://PAGE.TEST"],
    },
    {
      name: "the page's origin with the other scheme",
      path: "/origin-of-another-scheme",
      header: "Access-Control-Allow-Origin",
      want: ["http://page.test"],
    },
  ])("names $name", ({ path, header, want }) => {
    expect(valuesOf({ path }, header)).toEqual(want);
  });

  test.each([
    {
      name: "one of the lab's origins is echoed",
      origin: "https://third.test:8443",
      want: ["https://third.test:8443"],
    },
    { name: "another origin gets no such line", origin: "https://evil.test", want: [] },
    {
      name: "an origin that only begins like one of the lab's gets none",
      origin: "https://page.test.evil.test",
      want: [],
    },
    { name: "a request without an origin gets none", origin: undefined, want: [] },
  ])("$name", ({ origin, want }) => {
    expect(valuesOf({ path: "/origin-allow-list", origin }, "Access-Control-Allow-Origin")).toEqual(want);
  });

  test.each([
    { name: "a preflight is answered with the preflight's answer", method: "OPTIONS", asksForMethod: true, want: 204 },
    {
      name: "an OPTIONS that asks for no method is an ordinary request",
      method: "OPTIONS",
      asksForMethod: false,
      want: 200,
    },
    { name: "a PUT with the preflight's header is no preflight", method: "PUT", asksForMethod: true, want: 200 },
  ])("$name", ({ method, asksForMethod, want }) => {
    expect(ask({ path: "/preflight-put", method, asksForMethod }).status).toBe(want);
  });

  test.each([
    { name: "headers is refused", asksForHeaders: true, want: [] },
    { name: "no headers is allowed", asksForHeaders: false, want: ["*"] },
  ])("where headers are what is refused, a preflight that asks for $name", ({ asksForHeaders, want }) => {
    const preflight = { path: "/refused-without-a-word", method: "OPTIONS", asksForMethod: true, asksForHeaders };
    expect(valuesOf(preflight, "Access-Control-Allow-Origin")).toEqual(want);
  });

  test.each(LAB_SCENARIOS)(
    "$id has bodies of at most 2 KiB that neither run nor load anything",
    ({ id, endpoints }) => {
      for (const { site, step } of endpoints) {
        for (const [method, asksForMethod] of [
          ["GET", false],
          ["OPTIONS", true],
        ] as const) {
          const { status, headers, body } = ask({
            site,
            path: labPath(id, step),
            method,
            asksForMethod,
            asksForHeaders: true,
          });
          expect(Buffer.byteLength(body)).toBeLessThanOrEqual(2048);
          if (status === 204) expect(body).toBe("");
          else expect(headers).toContainEqual(["Content-Security-Policy", "default-src 'none'"]);
        }
      }
    },
  );

  test("without a preflight's answer of its own, a scenario answers a preflight like any other request", () => {
    expect(ask({ method: "OPTIONS", asksForMethod: true }).status).toBe(200);
  });

  test("is not cached unless the scenario is about caches", () => {
    expect(valuesOf({ path: "/origin-exact" }, "Cache-Control")).toEqual(["no-store"]);
    expect(valuesOf({ path: "/vary-missing" }, "Cache-Control")).toEqual(["public, max-age=60"]);
  });

  test.each([
    { name: "an unknown scenario", path: "/nothing" },
    { name: "an unknown step", path: "/redirect-with-cors/nothing" },
    { name: "a scenario at another origin", path: "/origin-exact", site: "third" as const },
    { name: "a longer path", path: "/origin-exact/" },
    { name: "a name of Object's", path: "/constructor" },
  ])("is a 404 for $name", ({ name: _name, ...question }) => {
    expect(ask(question).status).toBe(404);
  });

  test.each([
    { name: "of the lab's may, with credentials too", origin: ORIGINS[0], want: ORIGINS[0] },
    { name: "of another origin may, without credentials", origin: "https://evil.test", want: "*" },
  ])("to what is missing is an error that a page $name read", ({ origin, want }) => {
    const nothing = { path: "/nothing", origin };
    expect(valuesOf(nothing, "Access-Control-Allow-Origin")).toEqual([want]);
    expect(valuesOf(nothing, "Access-Control-Allow-Credentials")).toEqual(want === "*" ? [] : ["true"]);
    expect(valuesOf(nothing, "Vary")).toEqual(["Origin"]);
  });

  test.each([
    { name: "what a cache has kept", hasQuery: false, want: "https://first-visitor.example" },
    { name: "what the server itself says under a query that nobody has cached", hasQuery: true, want: ORIGINS[0] },
  ])("is $name", ({ hasQuery, want }) => {
    expect(valuesOf({ path: "/cached-for-a-stranger", hasQuery }, "Access-Control-Allow-Origin")).toEqual([want]);
  });
});

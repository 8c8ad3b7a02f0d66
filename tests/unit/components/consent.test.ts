import { describe, expect, test } from "vitest";
import { consentNeeds } from "#components/in-my-browser/consent.ts";

const OWN = "https://preflight.example";
const TARGET = "http://localhost:8080/items";

describe("what is asked before this browser makes a request", () => {
  test.each([
    ["GET", "same-origin", TARGET, { changes: false, cookies: false }],
    ["get", "omit", TARGET, { changes: false, cookies: false }],
    ["HEAD", "same-origin", TARGET, { changes: false, cookies: false }],
    ["OPTIONS", "same-origin", TARGET, { changes: false, cookies: false }],
    ["POST", "same-origin", TARGET, { changes: true, cookies: false }],
    ["put", "omit", TARGET, { changes: true, cookies: false }],
    ["BREW", "omit", TARGET, { changes: true, cookies: false }],
    ["GET", "include", TARGET, { changes: false, cookies: true }],
    ["GET", "same-origin", `${OWN}/d/x`, { changes: false, cookies: true }],
    ["GET", "omit", `${OWN}/d/x`, { changes: false, cookies: false }],
    ["GET", "same-origin", "https://preflight.example:8443/", { changes: false, cookies: false }],
    ["DELETE", "include", TARGET, { changes: true, cookies: true }],
  ] as const)("%s with credentials %s to %s", (method, credentials, url, expected) => {
    expect(consentNeeds({ method, credentials, url }, OWN)).toEqual(expected);
  });
});

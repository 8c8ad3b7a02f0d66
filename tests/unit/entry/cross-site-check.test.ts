import { describe, expect, test } from "vitest";
import { isForeign } from "#lib/entry/cross-site-check.ts";

const OWN = "http://127.0.0.1:3000";
const DIAGNOSE = "/api/v1/diagnoses";
const browser = "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Version/16.0 Safari/605.1.15";
const navigation = { "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };

function foreign(method: string, pathname: string, headers: Record<string, string>): boolean {
  return isForeign({ method, pathname, headers, ownOrigin: OWN });
}

describe("in local mode, a request of our own", () => {
  test.each([
    {
      name: "script on our page",
      method: "POST",
      path: DIAGNOSE,
      headers: { "sec-fetch-site": "same-origin", origin: OWN },
    },
    {
      name: "form on our page without referrer",
      method: "POST",
      path: "/",
      headers: { "sec-fetch-site": "same-origin", origin: "null" },
    },
    { name: "address bar", method: "GET", path: DIAGNOSE, headers: { "sec-fetch-site": "none", ...navigation } },
    { name: "curl", method: "POST", path: DIAGNOSE, headers: { "user-agent": "curl/8.14.1" } },
    { name: "curl with a GET", method: "GET", path: DIAGNOSE, headers: { "user-agent": "curl/8.14.1" } },
    { name: "script without any header", method: "DELETE", path: `${DIAGNOSE}/id`, headers: {} },
    {
      name: "page in a browser without Sec-Fetch-Site",
      method: "POST",
      path: DIAGNOSE,
      headers: { origin: OWN, "user-agent": browser },
    },
    {
      name: "address bar of a browser without Sec-Fetch-Site",
      method: "GET",
      path: "/d/id",
      headers: { "user-agent": browser },
    },
  ])("by $name is let through", ({ method, path, headers }) => {
    expect(foreign(method, path, headers)).toBe(false);
  });
});

describe("in local mode, another page", () => {
  test.each([
    { name: "link", path: "/d/id" },
    { name: "link", path: "/" },
    { name: "link", path: "/docs/api" },
  ])("may open $path in a tab by a $name", ({ path }) => {
    expect(foreign("GET", path, { "sec-fetch-site": "cross-site", ...navigation })).toBe(false);
  });

  test.each([
    {
      name: "fetch",
      method: "POST",
      path: DIAGNOSE,
      headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors", origin: "https://evil.example" },
    },
    {
      name: "fetch without CORS",
      method: "POST",
      path: DIAGNOSE,
      headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", origin: "https://evil.example" },
    },
    {
      name: "CORS-preflight request",
      method: "OPTIONS",
      path: DIAGNOSE,
      headers: { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
    },
    {
      name: "form",
      method: "POST",
      path: "/",
      headers: { "sec-fetch-site": "cross-site", origin: "https://evil.example", ...navigation },
    },
    {
      name: "sandboxed form",
      method: "POST",
      path: "/",
      headers: { "sec-fetch-site": "cross-site", origin: "null", ...navigation },
    },
    {
      name: "form on another port of this machine",
      method: "POST",
      path: "/",
      headers: { "sec-fetch-site": "same-site", origin: "http://127.0.0.1:5173", ...navigation },
    },
    {
      name: "image",
      method: "GET",
      path: DIAGNOSE,
      headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image" },
    },
    {
      name: "image of a page",
      method: "GET",
      path: "/d/id",
      headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image" },
    },
    {
      name: "frame",
      method: "GET",
      path: "/d/id",
      headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" },
    },
    { name: "link", method: "GET", path: DIAGNOSE, headers: { "sec-fetch-site": "cross-site", ...navigation } },
    {
      name: "redirect from our page and back",
      method: "GET",
      path: DIAGNOSE,
      headers: { "sec-fetch-site": "cross-site", ...navigation },
    },
    {
      name: "link to a stored diagnosis",
      method: "GET",
      path: `${DIAGNOSE}/id`,
      headers: { "sec-fetch-site": "same-site", ...navigation },
    },
    {
      name: "link to a rewritten spelling",
      method: "GET",
      path: "/x/api/v1/diagnoses",
      headers: { "sec-fetch-site": "cross-site", ...navigation },
    },
    {
      name: "HEAD request",
      method: "HEAD",
      path: DIAGNOSE,
      headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" },
    },
    {
      name: "WebSocket",
      method: "GET",
      path: "/",
      headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "websocket" },
    },
    { name: "WebSocket without Sec-Fetch-Site", method: "GET", path: "/", headers: { origin: "https://evil.example" } },
    {
      name: "fetch without Sec-Fetch-Site",
      method: "POST",
      path: DIAGNOSE,
      headers: { origin: "https://evil.example" },
    },
    { name: "sandboxed frame without Sec-Fetch-Site", method: "POST", path: DIAGNOSE, headers: { origin: "null" } },
    {
      name: "same host over another scheme",
      method: "POST",
      path: DIAGNOSE,
      headers: { origin: "https://127.0.0.1:3000" },
    },
    { name: "image without Sec-Fetch-Site", method: "GET", path: DIAGNOSE, headers: { "user-agent": browser } },
    {
      name: "made-up Sec-Fetch-Site",
      method: "GET",
      path: "/",
      headers: { "sec-fetch-site": "same-origin, cross-site" },
    },
  ])("is refused as $name $method $path", ({ method, path, headers }) => {
    expect(foreign(method, path, headers)).toBe(true);
  });
});

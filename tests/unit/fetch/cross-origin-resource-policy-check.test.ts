import { expect, test } from "vitest";
import { crossOriginResourcePolicyCheck } from "#lib/fetch/cross-origin-resource-policy-check.ts";
import type { HeaderList } from "#lib/fetch/header-list.ts";
import { OPAQUE_ORIGIN } from "#lib/fetch/origin.ts";
import { fetchParams, originOf, response, stepsOf } from "./fetching.ts";

const POLICY = "Cross-Origin-Resource-Policy";

test.each<{ title: string; page: string | null; url: string; policy: HeaderList; blockedBy: string | null }>([
  { title: "no policy allows", page: "https://a.test", url: "https://b.test/", policy: [], blockedBy: null },
  {
    title: "cross-origin allows",
    page: "https://a.test",
    url: "https://b.test/",
    policy: [[POLICY, "cross-origin"]],
    blockedBy: null,
  },
  {
    title: "same-origin blocks another origin of the same site",
    page: "https://a.test",
    url: "https://api.a.test/",
    policy: [[POLICY, "same-origin"]],
    blockedBy: "same-origin",
  },
  {
    title: "same-origin allows the page's own origin",
    page: "https://a.test",
    url: "https://a.test/",
    policy: [[POLICY, "same-origin"]],
    blockedBy: null,
  },
  {
    title: "same-site allows a sibling host",
    page: "https://www.example.co.uk",
    url: "https://api.example.co.uk/",
    policy: [[POLICY, "same-site"]],
    blockedBy: null,
  },
  {
    title: "same-site blocks another site below the same public suffix",
    page: "https://one.co.uk",
    url: "https://two.co.uk/",
    policy: [[POLICY, "same-site"]],
    blockedBy: "same-site",
  },
  {
    title: "same-site knows the private suffixes",
    page: "https://one.github.io",
    url: "https://two.github.io/",
    policy: [[POLICY, "same-site"]],
    blockedBy: "same-site",
  },
  {
    title: "same-site blocks an https response on an http page",
    page: "http://a.test",
    url: "https://a.test/",
    policy: [[POLICY, "same-site"]],
    blockedBy: "same-site",
  },
  {
    title: "same-site allows an http response on an https page",
    page: "https://a.test",
    url: "http://a.test/",
    policy: [[POLICY, "same-site"]],
    blockedBy: null,
  },
  {
    title: "same-site allows the same address on another port",
    page: "http://127.0.0.1:3000",
    url: "http://127.0.0.1:8080/",
    policy: [[POLICY, "same-site"]],
    blockedBy: null,
  },
  {
    title: "same-site blocks another address",
    page: "http://127.0.0.1",
    url: "http://127.0.0.2/",
    policy: [[POLICY, "same-site"]],
    blockedBy: "same-site",
  },
  {
    title: "same-site blocks an opaque origin",
    page: null,
    url: "https://a.test/",
    policy: [[POLICY, "same-site"]],
    blockedBy: "same-site",
  },
  {
    title: "same-origin blocks an opaque origin",
    page: null,
    url: "https://a.test/",
    policy: [[POLICY, "same-origin"]],
    blockedBy: "same-origin",
  },
  {
    title: "a value in another case is ignored",
    page: "https://a.test",
    url: "https://b.test/",
    policy: [[POLICY, "Same-Origin"]],
    blockedBy: null,
  },
  {
    title: "a misspelt value is ignored",
    page: "https://a.test",
    url: "https://b.test/",
    policy: [[POLICY, "sameorigin"]],
    blockedBy: null,
  },
  {
    title: "two lines are ignored",
    page: "https://a.test",
    url: "https://b.test/",
    policy: [
      [POLICY, "same-origin"],
      [POLICY, "same-origin"],
    ],
    blockedBy: null,
  },
])("$title", ({ page, url, policy, blockedBy }) => {
  const params = fetchParams({ origin: page === null ? OPAQUE_ORIGIN : originOf(page), url, mode: "no-cors" });
  expect(crossOriginResourcePolicyCheck(params, response(200, policy))).toBe(blockedBy);
  expect(stepsOf(params, "cross-origin-resource-policy-check")).toEqual([blockedBy === null ? "5 pass" : "5 fail"]);
});

test.each<[string, HeaderList, string]>([
  ["no policy", [], "There is no `Cross-Origin-Resource-Policy`; the page may embed the response."],
  [
    "a policy that blocks",
    [[POLICY, "same-origin"]],
    "The policy is `same-origin`, and the page is not covered by it.",
  ],
])("the step says what it found: %s", (_title, policy, detail) => {
  const params = fetchParams({ mode: "no-cors" });
  crossOriginResourcePolicyCheck(params, response(200, policy));
  expect(params.trace.map((entry) => entry.detail)).toEqual([detail]);
});

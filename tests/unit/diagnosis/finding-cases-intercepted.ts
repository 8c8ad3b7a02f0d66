import type { HeaderLine } from "#lib/fetch/header-list.ts";
import {
  answer,
  API,
  MISSING,
  MISSING_ON_PREFLIGHT,
  missingOnPreflight,
  PAGE,
  type FindingCase,
} from "./finding-case.ts";

const PUT = { method: "PUT" };
const HTML: HeaderLine = ["Content-Type", "text/html; charset=utf-8"];
const JSON_TYPE: HeaderLine = ["Content-Type", "application/json"];
const location = (value: string): HeaderLine => ["Location", value];
const asksForJson = { headers: { Accept: "application/json" } };
const JSON_POST = { method: "POST", headers: { "Content-Type": "application/json" } };
const ALLOW_JSON = answer(204, "*", ["Access-Control-Allow-Headers", "content-type"]);

/** Answers that do not come from the API itself: pages, logins, bot protections, and the rules in front of it. */
export const FINDING_CASES_INTERCEPTED: readonly FindingCase[] = [
  // HTML.
  {
    name: "a site that answers every path with its page",
    fields: asksForJson,
    responses: [answer(200, undefined, HTML)],
    want: {
      outcome: "blocked",
      findings: ["html-instead-of-json", "allow-origin-missing"],
      evidence: [
        { exchange: 0, status: true },
        { exchange: 0, header: 0 },
        { exchange: 0, requestHeader: 0 },
      ],
      says: ["asks for JSON", "the URL is not the API's", MISSING],
    },
  },
  {
    name: "a page that may be read where JSON was asked for is a warning",
    fields: asksForJson,
    responses: [answer(200, "*")],
    bodies: ["<!DOCTYPE html>\n<html>"],
    want: {
      outcome: "allowed",
      findings: ["html-instead-of-json"],
      evidence: [
        { exchange: 0, status: true },
        { exchange: 0, body: true },
        { exchange: 0, requestHeader: 0 },
      ],
      says: ["SyntaxError"],
    },
  },
  {
    name: "a page is no surprise where nobody asked for JSON",
    responses: [answer(200, "*", HTML)],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "a page is no surprise where a page was asked for as well",
    fields: { headers: { Accept: "text/html, application/json" } },
    responses: [answer(200, "*", HTML)],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "JSON that contains HTML is JSON",
    fields: asksForJson,
    responses: [answer(200, "*", JSON_TYPE)],
    bodies: ["<html>"],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "an empty answer is no page",
    fields: asksForJson,
    responses: [answer(204, "*", HTML)],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "a form that is sent as JSON and answered with a page",
    fields: JSON_POST,
    responses: [ALLOW_JSON, answer(200, "*", HTML)],
    want: { outcome: "allowed", findings: ["html-instead-of-json"], says: ["sends JSON"] },
  },

  // Logins.
  {
    name: "a session that has expired",
    responses: [
      answer(302, undefined, location("https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=1")),
    ],
    want: {
      outcome: "blocked",
      findings: ["login-redirect", "allow-origin-missing"],
      evidence: [
        { exchange: 0, status: true },
        { exchange: 0, header: 0 },
      ],
      says: ["is redirected (302) to `https://login.microsoftonline.com/", MISSING, "answer 401"],
    },
  },
  {
    name: "a login page behind a redirect that has CORS headers",
    fields: asksForJson,
    responses: [answer(302, "*", location("/users/sign_in")), answer(404, undefined, HTML)],
    want: {
      outcome: "blocked",
      findings: ["login-redirect", "allow-origin-missing"],
      evidence: [
        { exchange: 0, status: true },
        { exchange: 0, header: 1 },
      ],
    },
  },
  {
    name: "a login page that the page may read is a warning",
    fields: { url: `${PAGE}/orders` },
    responses: [answer(302, undefined, location("/login?next=/orders")), answer(200, undefined, HTML)],
    want: {
      outcome: "allowed",
      findings: ["login-redirect", "not-a-cors-request"],
      says: ["The page gets the login page"],
    },
  },
  {
    name: "a preflight that is sent to log in",
    fields: PUT,
    responses: [answer(302, "*", location("/login"))],
    want: {
      outcome: "blocked",
      findings: ["login-redirect", "preflight-redirect"],
      says: ["before it asks for a login"],
    },
  },
  {
    name: "a redirect to a slash is no login",
    responses: [answer(301, undefined, location(`${API}/`))],
    want: { outcome: "blocked", findings: ["allow-origin-missing"] },
  },

  // Bot protections.
  {
    name: "Cloudflare challenges the preflight",
    fields: PUT,
    responses: [answer(403, undefined, ["Server", "cloudflare"], ["CF-Mitigated", "challenge"], HTML)],
    bodies: ["<!DOCTYPE html><html><head><title>Just a moment...</title>"],
    want: {
      outcome: "blocked",
      findings: ["bot-challenge", ...missingOnPreflight],
      evidence: [
        { exchange: 0, status: true },
        { exchange: 0, header: 1 },
      ],
      says: ["the bot protection of Cloudflare", MISSING_ON_PREFLIGHT, "exempt `OPTIONS`"],
      neverSays: ["Preflight asks from a server"],
    },
  },
  {
    name: "a challenge of AWS WAF has a good status",
    fields: asksForJson,
    responses: [answer(202, undefined, ["X-Amzn-Waf-Action", "challenge"], HTML)],
    want: { outcome: "blocked", findings: ["bot-challenge", "allow-origin-missing"], says: ["AWS WAF"] },
  },
  {
    name: "a page about a challenge is none",
    responses: [answer(200, "*", HTML)],
    bodies: ["<title>Just a moment...</title> captcha-delivery.com"],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "a 403 of a server behind Cloudflare is its own",
    responses: [answer(403, "*", ["Server", "cloudflare"], ["CF-Ray", "8f2a1b3c4d5e6f70-FRA"])],
    want: { outcome: "allowed", findings: ["actual-status-not-ok"] },
  },

  // Refusals in which the server's own rules speak.
  {
    name: "Spring does not say what it refuses",
    fields: PUT,
    responses: [answer(403)],
    bodies: ["Invalid CORS request"],
    want: {
      outcome: "blocked",
      findings: ["refused-by-cors-rules", ...missingOnPreflight],
      evidence: [
        { exchange: 0, status: true },
        { exchange: 0, body: true },
      ],
      says: [
        "the rules of Spring",
        "the origin `https://shop.example` or the method `PUT`, without saying which",
        MISSING_ON_PREFLIGHT,
      ],
    },
  },
  {
    name: "Starlette says that it is the headers",
    fields: { headers: { "X-Trace": "1" } },
    responses: [answer(400, PAGE, ["Vary", "Origin"])],
    bodies: ["Disallowed CORS headers"],
    want: {
      outcome: "blocked",
      findings: ["refused-by-cors-rules", "preflight-status-not-ok"],
      says: ["refuse the headers `x-trace`", "Add the headers `x-trace`"],
      neverSays: ["the origin `"],
    },
  },
  {
    name: "Starlette refuses more than one thing",
    fields: PUT,
    responses: [answer(400)],
    bodies: ["Disallowed CORS origin, method"],
    want: {
      outcome: "blocked",
      findings: ["refused-by-cors-rules", ...missingOnPreflight],
      says: ["the origin `https://shop.example` and the method `PUT`"],
    },
  },
  {
    name: "a bucket whose rules do not match",
    fields: PUT,
    responses: [answer(403, undefined, ["Server", "AmazonS3"])],
    bodies: [
      '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessForbidden</Code><Message>CORSResponse: This CORS request is not allowed. This is usually because',
    ],
    want: { outcome: "blocked", findings: ["refused-by-cors-rules", ...missingOnPreflight], says: ["of the bucket"] },
  },
  {
    name: "a bucket without any rules",
    fields: PUT,
    responses: [answer(403)],
    bodies: [
      "<Error><Code>AccessForbidden</Code><Message>CORSResponse: CORS is not enabled for this bucket.</Message>",
    ],
    want: {
      outcome: "blocked",
      findings: ["refused-by-cors-rules", ...missingOnPreflight],
      says: ["there are no rules of the bucket", "allow the origin `https://shop.example` and the method `PUT`"],
    },
  },
  {
    name: "Azure's storage refuses",
    fields: PUT,
    responses: [answer(403)],
    bodies: ['\ufeff<?xml version="1.0" encoding="utf-8"?><Error><Code>CorsPreflightFailure</Code>'],
    want: {
      outcome: "blocked",
      findings: ["refused-by-cors-rules", ...missingOnPreflight],
      says: ["the rules of the storage account"],
    },
  },
  {
    name: "a bucket that does not exist is another matter",
    fields: PUT,
    responses: [answer(403)],
    bodies: ["<Error><Code>AccessForbidden</Code><Message>CORSResponse: Bucket not found</Message>"],
    want: { outcome: "blocked", findings: ["preflight-needs-login", ...missingOnPreflight] },
  },
  {
    name: "an application that throws at an origin",
    responses: [answer(500, undefined, HTML)],
    bodies: ["<!DOCTYPE html><pre>Error: Not allowed by CORS<br>"],
    want: {
      outcome: "blocked",
      findings: ["refused-by-cors-rules", "allow-origin-missing"],
      says: ["refuse the origin `https://shop.example`"],
      neverSays: ["without saying which"],
    },
  },
];

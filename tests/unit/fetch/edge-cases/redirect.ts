import type { FetchRequest } from "#lib/fetch/request.ts";
import type { EdgeCase } from "../edge-case.ts";
import { preflight, readable, redirectTo, response } from "../fetching.ts";

const own: Partial<FetchRequest> = { url: "https://a.test/" };
const json: Partial<FetchRequest> = { method: "POST", body: "text", headers: [["Content-Type", "application/json"]] };
const echo = response(200, [["Access-Control-Allow-Origin", "https://a.test"]]);
const allowNull = response(200, [["Access-Control-Allow-Origin", "null"]]);
const bare = (location: string, status = 302) => response(status, [["Location", location]]);
const toItself = (count: number) => Array.from({ length: count }, () => redirectTo("https://b.test/"));

/** Redirects, of which every hop is checked. */
export const REDIRECT_CASES: readonly EdgeCase[] = [
  {
    number: 63,
    title: "from the page's own origin, whose answer needs no header, to one that allows it",
    request: own,
    answers: { actual: [bare("https://b.test/"), echo] },
    standard: "allowed",
    wire: ["GET a.test", "GET b.test"],
  },
  {
    number: 64,
    title: "to a third origin that echoes the page's origin",
    request: {},
    answers: { actual: [redirectTo("https://c.test/"), echo] },
    standard: "allow-origin-mismatch",
  },
  {
    number: 64,
    title: "to a third origin that does not know null",
    request: {},
    answers: { actual: [redirectTo("https://c.test/"), response(200)] },
    standard: "allow-origin-missing",
  },
  {
    number: 64,
    title: "to a third origin that any page may read",
    request: {},
    answers: { actual: [redirectTo("https://c.test/"), readable()] },
    standard: "allowed",
  },
  {
    number: 65,
    title: "back to the page's own origin, which is checked nevertheless",
    request: {},
    answers: { actual: [redirectTo("https://a.test/"), response(200)] },
    standard: "allow-origin-missing",
  },
  {
    number: 65,
    title: "back to the page's own origin, which allows null",
    request: {},
    answers: { actual: [redirectTo("https://a.test/"), allowNull] },
    standard: "allowed",
  },
  {
    number: 66,
    title: "to another path, which keeps the origin",
    request: {},
    answers: { actual: [redirectTo("/x"), echo] },
    standard: "allowed",
  },
  {
    number: 67,
    title: "by an answer without the header, though the target has it",
    request: {},
    answers: { actual: [bare("https://b.test/x"), readable()] },
    standard: "allow-origin-missing",
    wire: ["GET b.test"],
  },
  {
    number: 68,
    title: "of a preflighted request to a third origin, with a preflight of its own",
    request: { method: "PUT" },
    answers: {
      preflight: [
        preflight("PUT", null),
        response(204, [
          ["Access-Control-Allow-Origin", "null"],
          ["Access-Control-Allow-Methods", "PUT"],
        ]),
      ],
      actual: [redirectTo("https://c.test/", 307), allowNull],
    },
    standard: "allowed",
    wire: ["OPTIONS b.test", "PUT b.test", "OPTIONS c.test", "PUT c.test"],
  },
  {
    number: 69,
    title: "of a JSON POST by 302, which becomes a simple GET",
    request: json,
    answers: { preflight: preflight(null, "content-type"), actual: [redirectTo("https://b.test/x"), readable()] },
    standard: "allowed",
    wire: ["OPTIONS b.test", "POST b.test", "GET b.test"],
  },
  ...[307, 308].map((status): EdgeCase => ({
    number: 69,
    title: `of a JSON POST by ${String(status)}, which stays one`,
    request: json,
    answers: {
      preflight: [preflight(null, "content-type"), preflight(null, "content-type")],
      actual: [redirectTo("https://b.test/x", status), readable()],
    },
    standard: "allowed",
    wire: ["OPTIONS b.test", "POST b.test", "OPTIONS b.test", "POST b.test"],
  })),
  {
    number: 70,
    title: "to a URL with a password",
    request: {},
    answers: { actual: redirectTo("https://user:pw@b.test/") },
    standard: "redirect-location-credentials",
  },
  {
    number: 70,
    title: "to a URL with an empty user name",
    request: {},
    answers: { actual: [redirectTo("https://@b.test/"), readable()] },
    standard: "allowed",
  },
  ...(["data:,a", "blob:https://b.test/0a", "custom://b.test/"] as const).flatMap((location) =>
    (["cors", "no-cors"] as const).map((mode): EdgeCase => ({
      number: 71,
      title: `to ${location}, mode ${mode}`,
      request: { mode },
      answers: { actual: redirectTo(location) },
      standard: "redirect-scheme-not-http",
    })),
  ),
  {
    number: 72,
    title: "that is not followed and may be read",
    request: { redirect: "manual" },
    answers: { actual: redirectTo("https://b.test/x") },
    standard: "opaque",
  },
  {
    number: 72,
    title: "that is not followed and may not be read",
    request: { redirect: "manual" },
    answers: { actual: bare("https://b.test/x") },
    standard: "allow-origin-missing",
  },
  {
    number: 73,
    title: "twenty times",
    request: {},
    answers: { actual: [...toItself(20), readable()] },
    standard: "allowed",
  },
  {
    number: 73,
    title: "twenty-one times",
    request: {},
    answers: { actual: toItself(21) },
    standard: "redirect-too-many",
  },
  {
    number: 74,
    title: "to a third origin, which is not given Authorization",
    request: { headers: [["Authorization", "Bearer t"]] },
    answers: {
      preflight: preflight(null, "authorization"),
      actual: [redirectTo("https://c.test/"), response(401, readable().headers)],
    },
    standard: "allowed",
    wire: ["OPTIONS b.test", "GET b.test", "GET c.test"],
  },
];

import { describe, expect, test } from "vitest";
import type { Edit, Remedy } from "#lib/contract/diagnosis.ts";
import type { HeaderLine } from "#lib/fetch/header-list.ts";
import { answer, API, diagnosisOf, PAGE, type FindingCase } from "../finding-case.ts";

/** An edit in one line: `preflight 0 set Access-Control-Allow-Origin: x`, `page method PATCH`; `?` where not necessary. */
function inOneLine(edit: Edit): string {
  const { op, name = "", value } = edit;
  const end = edit.necessary ? "" : " ?";
  if ("request" in edit) {
    const what = [edit.request, op === "remove" ? "remove" : "", name].filter(Boolean).join(" ");
    return `page ${what}${value === undefined ? "" : ` ${value}`}${end}`;
  }
  const line = op === "status" ? (value ?? "") : `${name}${value === undefined ? "" : `: ${value}`}`;
  return `${edit.role} ${String(edit.hop)} ${op} ${line}${end}`;
}

interface RemedyCase extends Omit<FindingCase, "want"> {
  readonly remedies: readonly {
    readonly title: string;
    readonly edits: readonly string[];
    readonly assumes?: string;
  }[];
  /** The problems in order, those that no answer has shown yet in brackets. */
  readonly problems: readonly string[];
}

const TRUE: HeaderLine = ["Access-Control-Allow-Credentials", "true"];
const VARY: HeaderLine = ["Vary", "Origin"];
const methods = (value: string): HeaderLine => ["Access-Control-Allow-Methods", value];
const headers = (value: string): HeaderLine => ["Access-Control-Allow-Headers", value];
const include = { credentials: "include" } as const;
const echo = (role: string, hop = 0) => [
  `${role} ${String(hop)} set Access-Control-Allow-Origin: ${PAGE}`,
  `${role} ${String(hop)} append Vary: Origin ?`,
];

const REDIRECTED_PAGE = [
  "preflight 0 set Access-Control-Allow-Origin: http://shop.example",
  "preflight 0 append Vary: Origin ?",
  "preflight 0 set Access-Control-Allow-Methods: PUT",
  "actual 0 set Access-Control-Allow-Origin: http://shop.example",
  "actual 0 append Vary: Origin ?",
];

const REMEDY_CASES: readonly RemedyCase[] = [
  {
    name: "what is allowed needs no remedy",
    responses: [answer(200, "*")],
    problems: [],
    remedies: [],
  },
  {
    name: "what got no answer is not for CORS to remedy",
    responses: [{ failure: { phase: "connect", code: "connection-refused" } }],
    problems: [],
    remedies: [],
  },
  {
    name: "a preflighted request that was not sent is not known to be blocked",
    fields: { method: "PUT" },
    responses: [answer(204, "*", methods("PUT"))],
    problems: [],
    remedies: [],
  },
  {
    name: "one origin is let in, not all",
    responses: [answer(200)],
    problems: ["allow-origin-missing"],
    remedies: [{ title: `Let \`${PAGE}\` read the answer.`, edits: echo("actual") }],
  },
  {
    name: "`Vary: Origin` is not added twice",
    responses: [answer(200, undefined, ["vary", "accept-encoding, ORIGIN"])],
    problems: ["allow-origin-missing"],
    remedies: [
      { title: `Let \`${PAGE}\` read the answer.`, edits: [`actual 0 set Access-Control-Allow-Origin: ${PAGE}`] },
    ],
  },
  {
    name: "a wildcard with credentials becomes the origin, or the page asks without them",
    fields: include,
    responses: [answer(200, "*")],
    problems: ["allow-origin-wildcard-with-credentials", "allow-credentials-not-true"],
    remedies: [
      {
        title: `Let \`${PAGE}\` read the answer with credentials.`,
        edits: [...echo("actual"), "actual 0 set Access-Control-Allow-Credentials: true"],
      },
      { title: "Ask without credentials.", edits: ["page credentials same-origin"] },
    ],
  },
  {
    name: "a login on the preflight: all that will block is told, and what was never seen is marked",
    fields: { method: "PUT", headers: { "X-Request-Id": "1" } },
    responses: [answer(401, undefined, ["WWW-Authenticate", "Bearer"])],
    problems: [
      "preflight-allow-origin-missing",
      "preflight-status-not-ok",
      "preflight-method-not-allowed",
      "preflight-header-not-allowed",
      "(allow-origin-missing)",
    ],
    remedies: [
      {
        title: `Answer the preflight with status 204, let \`${PAGE}\` read the answer, allow the method \`PUT\` and allow the header \`x-request-id\`.`,
        edits: [
          ...echo("preflight"),
          "preflight 0 status 204",
          "preflight 0 set Access-Control-Allow-Methods: PUT",
          "preflight 0 set Access-Control-Allow-Headers: x-request-id",
          ...echo("actual"),
        ],
        assumes: "actual 0 200",
      },
    ],
  },
  {
    name: "what the server lists already stays listed",
    fields: { method: "PUT", headers: { "X-A": "1", "X-B": "2" } },
    responses: [answer(204, PAGE, methods("GET, DELETE"), headers("X-A, X-C")), answer(200, PAGE, VARY)],
    problems: ["preflight-method-not-allowed", "preflight-header-not-allowed", "(allow-origin-missing)"],
    remedies: [
      {
        title: `Let \`${PAGE}\` read the answer, allow the methods \`GET, DELETE, PUT\` and allow the headers \`X-A, X-C, x-b\`.`,
        edits: [
          "preflight 0 set Access-Control-Allow-Methods: GET, DELETE, PUT",
          "preflight 0 set Access-Control-Allow-Headers: X-A, X-C, x-b",
          ...echo("actual"),
        ],
      },
    ],
  },
  {
    name: "`patch` is the page's to write in capitals",
    fields: { method: "patch" },
    responses: [answer(204, PAGE, methods("GET, PATCH"))],
    problems: ["preflight-method-not-allowed", "(allow-origin-missing)"],
    remedies: [
      { title: "Use the method `PATCH`.", edits: ["page method PATCH", ...echo("actual")] },
      {
        title: `Let \`${PAGE}\` read the answer and allow the methods \`GET, PATCH, patch\`.`,
        edits: ["preflight 0 set Access-Control-Allow-Methods: GET, PATCH, patch", ...echo("actual")],
      },
    ],
  },
  {
    name: "a response header on the request is the page's to leave out",
    fields: { headers: { "Access-Control-Allow-Origin": "*" } },
    responses: [answer(204, "*")],
    problems: ["preflight-header-not-allowed", "(allow-origin-missing)"],
    remedies: [
      {
        title: "Leave out the header `access-control-allow-origin`.",
        edits: ["page header remove access-control-allow-origin", ...echo("actual")],
      },
      {
        title: `Let \`${PAGE}\` read the answer and allow the header \`access-control-allow-origin\`.`,
        edits: ["preflight 0 set Access-Control-Allow-Headers: access-control-allow-origin", ...echo("actual")],
      },
    ],
  },
  {
    name: "a wildcard in a list is no name with credentials, and nothing else is made of it",
    fields: { ...include, method: "DELETE" },
    responses: [answer(204, PAGE, TRUE, methods("*"))],
    problems: ["preflight-method-not-allowed", "(allow-origin-missing)", "(allow-credentials-not-true)"],
    remedies: [
      {
        title: `Let \`${PAGE}\` read the answer with credentials and allow the method \`DELETE\`.`,
        edits: [
          "preflight 0 set Access-Control-Allow-Methods: DELETE",
          ...echo("actual"),
          "actual 0 set Access-Control-Allow-Credentials: true",
        ],
      },
      { title: "Ask without credentials.", edits: ["page credentials same-origin", ...echo("actual")] },
    ],
  },
  {
    name: "after a redirect between other sites the origin is lost: the page asks at the end of it, or all may read",
    responses: [answer(302, PAGE, VARY, ["Location", "https://cdn.example/orders"]), answer(200, PAGE, VARY)],
    problems: ["allow-origin-mismatch"],
    remedies: [
      { title: "Ask for `https://cdn.example/orders` at once.", edits: ["page url https://cdn.example/orders"] },
      { title: "Let every page read the answer.", edits: ["actual 1 set Access-Control-Allow-Origin: *"] },
    ],
  },
  {
    name: "the same with credentials has no safe answer: the page asks at the end of it",
    fields: include,
    responses: [
      answer(302, PAGE, TRUE, VARY, ["Location", "https://cdn.example/orders"]),
      answer(200, PAGE, TRUE, VARY),
    ],
    problems: ["allow-origin-mismatch"],
    remedies: [
      { title: "Ask for `https://cdn.example/orders` at once.", edits: ["page url https://cdn.example/orders"] },
      { title: "Answer instead of redirecting.", edits: ["actual 0 status 200"] },
    ],
  },
  {
    name: "a preflight that is redirected within its site: the page asks there",
    fields: { url: "http://api.example/orders", method: "PUT", origin: "http://shop.example" },
    responses: [answer(301, undefined, ["Location", "https://api.example/orders"])],
    problems: [
      "preflight-redirect",
      "(preflight-allow-origin-missing)",
      "(preflight-method-not-allowed)",
      "(allow-origin-missing)",
    ],
    remedies: [
      {
        title: "Ask for `https://api.example/orders` at once.",
        edits: ["page url https://api.example/orders", ...REDIRECTED_PAGE],
      },
      {
        title:
          "Answer the preflight with status 204, let `http://shop.example` read the answer and allow the method `PUT`.",
        edits: ["preflight 0 status 204", ...REDIRECTED_PAGE],
      },
    ],
  },
  {
    name: "userinfo in the URL",
    fields: { url: "https://api.example/orders" },
    request: { url: "https://ann:pw@api.example/orders" },
    responses: [],
    problems: ["url-with-credentials", "(allow-origin-missing)"],
    remedies: [{ title: `Ask for \`${API}\` at once.`, edits: [`page url ${API}`, ...echo("actual")] }],
  },
  {
    name: "a page without an origin: any page may read, never `null`",
    fields: { origin: "null" },
    responses: [answer(200, PAGE)],
    problems: ["allow-origin-mismatch"],
    remedies: [{ title: "Let every page read the answer.", edits: ["actual 0 set Access-Control-Allow-Origin: *"] }],
  },
  {
    name: "a page without an origin that sends credentials has to do without them",
    fields: { origin: "null", ...include },
    responses: [answer(200, "*")],
    problems: ["allow-origin-wildcard-with-credentials"],
    remedies: [{ title: "Ask without credentials.", edits: ["page credentials same-origin"] }],
  },
];

describe.each(REMEDY_CASES)("$name", ({ remedies, problems, ...each }) => {
  const diagnosis = diagnosisOf({ ...each, want: { outcome: "allowed", findings: [] } });

  test("what to do", () => {
    const given = diagnosis.remedies.map(({ title, edits }: Remedy) => ({ title, edits: edits.map(inOneLine) }));
    expect(given).toEqual(remedies.map(({ title, edits }) => ({ title, edits })));
  });

  test("all that blocks, in order", () => {
    expect(diagnosis.problems.map(({ id, assumed }) => (assumed ? `(${id})` : id))).toEqual(problems);
  });

  test("what had to be assumed is told", () => {
    for (const [index, { assumes }] of remedies.entries()) {
      const assumed = diagnosis.remedies[index]?.proof?.assumed ?? [];
      if (assumes !== undefined)
        expect(assumed.map(({ role, hop, status }) => `${role} ${String(hop)} ${String(status)}`)).toEqual([assumes]);
    }
  });
});

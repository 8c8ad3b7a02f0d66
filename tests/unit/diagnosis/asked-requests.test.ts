import { expect, test } from "vitest";
import { askedRequests } from "#lib/diagnosis/asked-requests.ts";
import { evaluate, type SuppliedResponse } from "#lib/diagnosis/evaluate.ts";
import { readFields } from "#lib/intake/read-fields.ts";

const URL = "https://api.example/orders";

function asked(fields: object, responses: readonly SuppliedResponse[]): readonly string[] {
  const read = readFields({ url: URL, origin: "https://shop.example", ...fields });
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return askedRequests(evaluate(read.request, responses)).map(
    ({ request, unanswered }) => `${request.role} ${request.hop} ${request.method} ${unanswered.length} unanswered`,
  );
}

const ALLOWED = { status: 204, headers: [["Access-Control-Allow-Origin", "*"]] } as const;
const PUT_ALLOWED = { status: 204, headers: [...ALLOWED.headers, ["Access-Control-Allow-Methods", "PUT"]] } as const;
const MOVED = { status: 302, headers: [...ALLOWED.headers, ["Location", "/orders"]] } as const;

test.each<{ name: string; fields: object; responses: readonly SuppliedResponse[]; requests: readonly string[] }>([
  { name: "a request that nobody answered", fields: {}, responses: [], requests: ["actual 0 GET 4 unanswered"] },
  {
    name: "a preflight that was answered, and the request behind it",
    fields: { method: "PUT" },
    responses: [PUT_ALLOWED],
    requests: ["preflight 0 OPTIONS 0 unanswered", "actual 0 PUT 4 unanswered"],
  },
  {
    name: "nothing behind a preflight that failed",
    fields: { method: "PUT" },
    responses: [ALLOWED],
    requests: ["preflight 0 OPTIONS 0 unanswered"],
  },
  {
    name: "a redirect to itself, which is two places",
    fields: {},
    responses: [{ ...MOVED, match: { hop: 0 } }, ALLOWED],
    requests: ["actual 0 GET 0 unanswered", "actual 1 GET 0 unanswered"],
  },
  {
    name: "an answer that only some browsers got",
    fields: {},
    responses: [{ ...ALLOWED, match: { browsers: ["chromium", "firefox"] } }],
    requests: ["actual 0 GET 2 unanswered"],
  },
])("$name", ({ fields, responses, requests }) => {
  expect(asked(fields, responses)).toEqual(requests);
});

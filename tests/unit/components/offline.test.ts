import { expect, test } from "vitest";
import { EMPTY_DRAFT } from "#components/debugger/draft.ts";
import { followPasted, type PastedAnswers } from "#components/offline/questions.ts";

const URL = "https://api.internal/orders";
const DRAFT = { ...EMPTY_DRAFT, url: URL, origin: "https://shop.example", method: "PUT" };
const PREFLIGHT = `preflight 0 OPTIONS ${URL}`;
const ACTUAL = `actual 0 PUT ${URL}`;
const ALLOWED = "HTTP/1.1 204 No Content\nAccess-Control-Allow-Origin: *\nAccess-Control-Allow-Methods: PUT\n\n";

test.each<{ name: string; pasted: PastedAnswers; keys: readonly string[]; outcome: string | undefined }>([
  { name: "the preflight comes first", pasted: {}, keys: [PREFLIGHT], outcome: undefined },
  { name: "a refused one is all", pasted: { [PREFLIGHT]: "HTTP/2 403\n" }, keys: [PREFLIGHT], outcome: "blocked" },
  {
    name: "one that passes asks for the request",
    pasted: { [PREFLIGHT]: ALLOWED },
    keys: [PREFLIGHT, ACTUAL],
    outcome: "undetermined",
  },
  {
    name: "a failure is an answer too",
    pasted: { [PREFLIGHT]: ALLOWED, [ACTUAL]: "curl: (7) Failed to connect" },
    keys: [PREFLIGHT, ACTUAL],
    outcome: "unreachable",
  },
  {
    name: "an answer to what nobody asks is left alone",
    pasted: { [ACTUAL]: ALLOWED },
    keys: [PREFLIGHT],
    outcome: undefined,
  },
])("$name", ({ pasted, keys, outcome }) => {
  const offline = followPasted(DRAFT, pasted);
  if (offline.kind === "invalid") throw new Error(JSON.stringify(offline.errors));
  expect(offline.questions.map(({ key }) => key)).toEqual(keys);
  expect(offline.diagnosis?.outcome).toBe(outcome);
});

test("redirects that curl followed itself answer the requests after them, and are marked", () => {
  const moved =
    "HTTP/1.1 302 Found\nAccess-Control-Allow-Origin: *\nLocation: /b\n\nHTTP/1.1 200 OK\nAccess-Control-Allow-Origin: *\n\n";
  const offline = followPasted({ ...DRAFT, method: "GET" }, { [`actual 0 GET ${URL}`]: moved });
  if (offline.kind === "invalid") throw new Error(JSON.stringify(offline.errors));
  expect(offline.questions.map(({ request, isFromBefore }) => [request.url, isFromBefore])).toEqual([
    [URL, false],
    ["https://api.internal/b", true],
  ]);
  expect(offline.diagnosis?.outcome).toBe("allowed");
});

test("a draft that is no request says what is wrong with it", () => {
  expect(followPasted({ ...DRAFT, url: "orders" }, {})).toMatchObject({
    kind: "invalid",
    errors: [{ pointer: "/url" }],
  });
});

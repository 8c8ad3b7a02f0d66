import { describe, expect, test } from "vitest";
import { PAGE, startService } from "./service-fixture.ts";

const API = "https://api.example/orders";
const OK = { status: 200, headers: [["Access-Control-Allow-Origin", "*"]] };

async function evaluated(input: object) {
  const { services } = await startService();
  const result = await services.evaluate({ url: API, origin: PAGE, ...input });
  if (result.kind !== "diagnosis") throw new Error(JSON.stringify(result));
  return result.diagnosis;
}

describe("an evaluation", () => {
  test("judges responses that were supplied, also of hosts that must not be contacted", async () => {
    const diagnosis = await evaluated({ url: "http://10.0.0.1/orders", responses: [OK] });
    expect(diagnosis).toMatchObject({ source: "supplied", outcome: "allowed", id: null });
    expect(diagnosis.exchanges[0]).toMatchObject({ remoteAddress: null, timingMs: null });
  });

  test("names the request whose answer is missing", async () => {
    const diagnosis = await evaluated({ method: "PUT", responses: [] });
    expect(diagnosis.outcome).toBe("undetermined");
    expect(diagnosis.findings[0]).toMatchObject({ id: "answer-missing", params: { request: `OPTIONS ${API}` } });
  });

  test("of a font is not the same in all browsers: WebKit makes no CORS request for it", async () => {
    const responses = [{ status: 200, headers: [] }];
    const { outcome, browsers } = await evaluated({ initiator: "font", responses });
    expect([outcome, browsers.chromium?.outcome, browsers.firefox?.outcome, browsers.webkit?.outcome]).toEqual([
      "varies",
      "blocked",
      "blocked",
      "opaque",
    ]);
  });

  test("counts what no browser asked for", async () => {
    const diagnosis = await evaluated({ responses: [OK, OK, OK] });
    expect(diagnosis.findings[0]).toMatchObject({ id: "responses-unused", params: { count: 2 } });
  });

  test("is saved only when that is asked for", async () => {
    const service = await startService();
    const input = { url: API, origin: PAGE, responses: [OK] };
    await service.services.evaluate(input);
    expect(service.rows()).toEqual([]);
    const result = await service.services.evaluate({ ...input, save: true });
    expect(service.rows()).toHaveLength(1);
    expect(result).toMatchObject({ diagnosis: { source: "supplied", deleteToken: expect.any(String) as string } });
  });

  test.each([
    { expect: "allowed", met: true },
    { expect: "blocked", met: false },
  ])("tells whether it is as expected: $expect", async ({ met, ...input }) => {
    expect((await evaluated({ ...input, responses: [OK] })).expectation).toEqual({ met });
  });

  test("holds no secret of the request and none of the responses, and follows redirects that differ in one", async () => {
    const diagnosis = await evaluated({
      url: `${API}?token=first-secret-1`,
      headers: { "X-Api-Key": "header-secret-2" },
      responses: [
        {
          status: 204,
          headers: [...OK.headers, ["Access-Control-Allow-Headers", "x-api-key"]],
          match: { role: "preflight" },
        },
        {
          status: 302,
          headers: [...OK.headers, ["Location", "?token=second-secret-3"], ["Set-Cookie", "sid=cookie-secret-4"]],
          match: { role: "actual", url: `${API}?token=first-secret-1` },
        },
        { status: 200, headers: [...OK.headers, ["X-Echo", "cookie-secret-4 header-secret-2"]] },
      ],
    });
    expect(diagnosis.outcome).toBe("allowed");
    expect(diagnosis.exchanges.filter(({ role }) => role === "actual")).toHaveLength(2);
    expect(JSON.stringify(diagnosis)).not.toMatch(/(first|header|second|cookie)-secret/);
  });
});

describe("an evaluation that cannot be", () => {
  test.each<{ name: string; input: object; pointers: string[] }>([
    { name: "no responses", input: {}, pointers: ["/responses"] },
    {
      name: "a status of two digits",
      input: { responses: [{ ...OK, status: 99 }] },
      pointers: ["/responses/0/status"],
    },
    { name: "neither status nor failure", input: { responses: [OK, {}] }, pointers: ["/responses/1"] },
    { name: "65 responses", input: { responses: Array(65).fill(OK) }, pointers: ["/responses"] },
    {
      name: "a line break in a response header",
      input: {
        responses: [
          OK,
          {
            status: 200,
            headers: [
              ["a", "1"],
              ["b", "1\r\nc: 2"],
            ],
          },
        ],
      },
      pointers: ["/responses/1/headers/1/1"],
    },
    {
      name: "a header name with a space, and a value beyond Latin-1",
      input: { responses: [{ status: 200, headers: [["a b", "€"]] }] },
      pointers: ["/responses/0/headers/0/0", "/responses/0/headers/0/1"],
    },
    {
      name: "a failure whose code belongs to another phase",
      input: { responses: [{ failure: { phase: "timeout", code: "connection-refused" } }] },
      pointers: ["/responses/0/failure/code"],
    },
    {
      name: "fields that are wrong beside responses that are wrong",
      input: { url: "orders", responses: [{ status: 200, headers: [["", ""]] }] },
      pointers: ["/url", "/responses/0/headers/0/0"],
    },
    { name: "cookies, which nothing would send", input: { cookies: "a=1", responses: [OK] }, pointers: ["/cookies"] },
  ])("$name", async ({ input, pointers }) => {
    const service = await startService();
    const result = await service.services.evaluate({ url: API, origin: PAGE, save: true, ...input });
    expect(result.kind === "invalid" ? result.errors.map(({ pointer }) => pointer) : result.kind).toEqual(pointers);
    expect(service.rows()).toEqual([]);
  });
});

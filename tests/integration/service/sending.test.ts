import { describe, expect, test } from "vitest";
import type { HeaderLine } from "#lib/fetch/header-list.ts";
import { answering, HOST, httpTarget, PAGE, PUBLIC_URL, startService, type Target } from "./service-fixture.ts";

const ALLOW: readonly HeaderLine[] = [
  ["Access-Control-Allow-Origin", PAGE],
  ["Access-Control-Allow-Credentials", "true"],
  ["Access-Control-Allow-Methods", "PUT, DELETE"],
  ["Access-Control-Allow-Headers", "x-a, authorization"],
  ["Vary", "Origin"],
];

/** What the page itself sends; tests/integration/service/probes.test.ts is about what is asked besides. */
const UNPROBED = { probes: false };

const sent = ({ requests }: Target) => requests.map(({ method }) => method);

async function targetAndService(...lines: readonly HeaderLine[]) {
  const target = await answering(200, ...ALLOW, ...lines);
  return { target, service: await startService({ ports: [target.port] }) };
}

describe("what is sent", () => {
  test.each<{ name: string; input: object; safeMethodsOnly?: boolean; methods: string[]; outcome: string }>([
    { name: "GET", input: {}, methods: ["GET"], outcome: "allowed" },
    { name: "a POST that needs no preflight", input: { method: "POST" }, methods: ["POST"], outcome: "allowed" },
    {
      name: "a GET that needs a preflight",
      input: { headers: { "X-A": "1" } },
      methods: ["OPTIONS", "GET"],
      outcome: "allowed",
    },
    { name: "of a PUT only its preflight", input: { method: "PUT" }, methods: ["OPTIONS"], outcome: "undetermined" },
    {
      name: "of a POST with a header only its preflight",
      input: { method: "POST", headers: { "X-A": "1" } },
      methods: ["OPTIONS"],
      outcome: "undetermined",
    },
    {
      name: "a PUT, once, when it is asked for",
      input: { method: "PUT", actualRequest: "always" },
      methods: ["OPTIONS", "PUT"],
      outcome: "allowed",
    },
    {
      name: "nothing, when only the plan is asked for",
      input: { method: "PUT", actualRequest: "never" },
      methods: [],
      outcome: "undetermined",
    },
    {
      name: "no POST with safe methods only",
      input: { method: "POST" },
      safeMethodsOnly: true,
      methods: [],
      outcome: "undetermined",
    },
    {
      name: "no PUT with safe methods only, even when it is asked for",
      input: { method: "PUT", actualRequest: "always" },
      safeMethodsOnly: true,
      methods: ["OPTIONS"],
      outcome: "undetermined",
    },
    {
      name: "nothing with safe methods only, when only the plan is asked for",
      input: { actualRequest: "never" },
      safeMethodsOnly: true,
      methods: [],
      outcome: "undetermined",
    },
    {
      name: "a POST to the page's own origin, which CORS does not protect",
      input: { method: "POST", origin: "OWN" },
      methods: ["POST"],
      outcome: "allowed",
    },
  ])("$name", async ({ input, safeMethodsOnly = false, methods, outcome }) => {
    const { target, service } = await targetAndService();
    const own = new URL(target.url).origin;
    const given: { origin: string } = { origin: PAGE, ...input };
    const origin = given.origin === "OWN" ? own : given.origin;
    const diagnosis = await service.diagnose({ url: target.url, ...UNPROBED, ...given, origin }, { safeMethodsOnly });
    expect(sent(target)).toEqual(methods);
    expect(diagnosis.outcome).toBe(outcome);
    expect(diagnosis.exchanges.map(({ request }) => request.method)).toEqual(methods);
  });

  test("what is held back is told, with what is known of the preflight", async () => {
    const { target, service } = await targetAndService();
    const input = { url: target.url, origin: PAGE };
    const texts: Record<string, string | undefined> = {};
    for (const [name, fields, safeMethodsOnly] of [
      ["preflighted", { method: "PUT" }, false],
      ["simple", { method: "POST" }, true],
      ["planned", { actualRequest: "never" }, false],
    ] as const) {
      const { findings } = await service.diagnose({ ...input, ...fields }, { safeMethodsOnly });
      texts[name] = findings.find(({ id }) => id === "actual-request-not-sent")?.explanation;
    }
    expect(texts["preflighted"]).toMatch(/^The preflight passed\. The `PUT` itself was not sent/);
    expect(texts["simple"]).toMatch(/^The `POST` was not sent/);
    expect(texts["planned"]).toMatch(/^Nothing was sent/);
  });

  test("a preflight that fails is the end, even with always", async () => {
    const target = await answering(200);
    const service = await startService({ ports: [target.port] });
    const input = { url: target.url, origin: PAGE, method: "DELETE", actualRequest: "always", ...UNPROBED };
    expect(await service.diagnose(input)).toMatchObject({
      outcome: "blocked",
      reason: "preflight-allow-origin-missing",
    });
    expect(sent(target)).toEqual(["OPTIONS"]);
  });

  test("every request names this instance", async () => {
    const { target, service } = await targetAndService();
    await service.diagnose({ url: target.url, origin: PAGE, headers: { "X-A": "1" } });
    for (const { headers } of target.requests) expect(headers["user-agent"]).toContain(`(+${PUBLIC_URL})`);
  });
});

describe("cookies", () => {
  const COOKIES = "session=topsecret-1; theme=dark";

  test.each<{ name: string; input: object; cookies: (string | undefined)[]; cookiesSent: boolean }>([
    { name: "omit", input: { credentials: "omit" }, cookies: [undefined], cookiesSent: false },
    { name: "same-origin, to another origin", input: {}, cookies: [undefined], cookiesSent: false },
    { name: "same-origin, to the page's own", input: { origin: "OWN" }, cookies: [COOKIES], cookiesSent: true },
    { name: "include", input: { credentials: "include" }, cookies: [COOKIES], cookiesSent: true },
    {
      name: "include: never on the preflight",
      input: { credentials: "include", headers: { "X-A": "1" } },
      cookies: [undefined, COOKIES],
      cookiesSent: true,
    },
    {
      name: "include, held back after the preflight",
      input: { credentials: "include", method: "PUT" },
      cookies: [undefined],
      cookiesSent: false,
    },
    { name: "none given", input: { credentials: "include", cookies: " " }, cookies: [undefined], cookiesSent: false },
  ])("$name", async ({ input, cookies, cookiesSent }) => {
    const { target, service } = await targetAndService();
    const given: { origin: string } = { origin: PAGE, ...input };
    const origin = given.origin === "OWN" ? new URL(target.url).origin : given.origin;
    const diagnosis = await service.diagnose({ url: target.url, cookies: COOKIES, ...UNPROBED, ...given, origin });
    expect(target.requests.map(({ headers }) => headers.cookie)).toEqual(cookies);
    expect(diagnosis.request.cookiesSent).toBe(cookiesSent);
    expect(service.rows().join("") + JSON.stringify(diagnosis)).not.toMatch(/topsecret-1|theme=dark/);
  });

  test("the finding that they are missing stands exactly where they would have been sent and were not given", async () => {
    const { target, service } = await targetAndService();
    const idsOf = async (input: object) =>
      (await service.diagnose({ url: target.url, origin: PAGE, ...input })).findings.map(({ id }) => id);
    expect(await idsOf({ credentials: "include" })).toEqual(["cookies-not-replayed"]);
    expect(await idsOf({ credentials: "include", cookies: "" })).toEqual(["cookies-not-replayed"]);
    expect(await idsOf({ credentials: "include", cookies: COOKIES })).toEqual([]);
    expect(await idsOf({})).toEqual([]);
  });

  test("a redirect does not carry them to another host", async () => {
    const target = await httpTarget((request, response) => {
      const location = `http://other.example:${String(request.socket.localPort)}/2`;
      response.writeHead(request.url === "/orders" ? 302 : 200, [...ALLOW, ["Location", location] as const].flat());
      response.end();
    });
    const service = await startService({ ports: [target.port] });
    const input = { url: target.url, origin: PAGE, credentials: "include", cookies: COOKIES, ...UNPROBED };
    await service.diagnose(input);
    expect(target.requests.map(({ headers }) => [headers.host?.split(":")[0], headers.cookie])).toEqual([
      [HOST, COOKIES],
      ["other.example", undefined],
    ]);
  });
});

describe("secrets that were sent", () => {
  const SECRETS = ["bearer-secret-1", "cookie-secret-2", "token-secret-3", "body-secret-4", "location-secret-5"];

  test("are in no row, in no progress report and in no diagnosis, whatever the server makes of them", async () => {
    const target = await httpTarget((request, response) => {
      const echo = `${request.url ?? ""} ${JSON.stringify(request.headers)}`;
      const location = `/refused?code=location-secret-5&for=${encodeURIComponent(request.headers.authorization ?? "")}`;
      const isFirst = request.url?.startsWith("/orders") === true && request.method !== "OPTIONS";
      response.writeHead(request.method === "OPTIONS" ? 200 : isFirst ? 307 : 403, [
        ...ALLOW.flat(),
        ...["Location", location],
        ...["X-Echo", request.url ?? ""],
      ]);
      response.end(echo);
    });
    const service = await startService({ ports: [target.port] });
    const progress: unknown[] = [];
    const diagnosis = await service.diagnose(
      {
        url: `${target.url}?token=token-secret-3`,
        origin: PAGE,
        method: "PUT",
        headers: { Authorization: "Bearer bearer-secret-1" },
        credentials: "include",
        cookies: "sid=cookie-secret-2",
        body: "body-secret-4",
        actualRequest: "always",
      },
      { onExchange: (exchange, index) => progress.push([index, exchange]) },
    );
    expect(target.requests.map(({ method, path }) => [method, path.split("?")[0]])).toEqual([
      ["OPTIONS", "/orders"],
      ["PUT", "/orders"],
      ["OPTIONS", "/refused"],
      ["PUT", "/refused"],
      ["OPTIONS", "/refused"],
    ]);
    expect(diagnosis.outcome).toBe("allowed");
    expect(diagnosis.exchanges.findLast(({ role }) => role === "actual")?.response?.bodyStart).toContain("REDACTED");
    expect(diagnosis.exchanges.at(-1)).toMatchObject({ role: "probe", request: { method: "OPTIONS" } });
    expect(progress).toHaveLength(diagnosis.exchanges.length);
    for (const output of [JSON.stringify(diagnosis), JSON.stringify(progress), ...service.rows()]) {
      for (const secret of SECRETS) expect(output).not.toContain(secret);
    }
  });
});

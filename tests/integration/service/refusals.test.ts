import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import type { EgressDenial, Reason } from "#lib/contract/terms.ts";
import { DENIAL_SENTENCES } from "#lib/egress/denial.ts";
import { answering, HOST, PAGE, startService } from "./service-fixture.ts";

/** The URL that a command of ours asks for, as a shell reads it, and the method. */
function requestOf(command: string) {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}\n`;
  const given = execFileSync("bash", ["-s"], { input: script, encoding: "utf8" }).split("\0");
  return { method: given[given.indexOf("-X") + 1], url: given[given.indexOf("--globoff") + 1] };
}

describe("a first URL that must not be contacted", () => {
  test.each<{ url: string; denial: EgressDenial }>([
    { url: "http://127.0.0.1:PORT/", denial: "loopback" },
    { url: "http://localhost:PORT/", denial: "loopback" },
    { url: "http://[::1]:PORT/", denial: "loopback" },
    { url: "http://2130706433:PORT/", denial: "loopback" },
    { url: `http://${HOST}:PORT/`, denial: "loopback" },
    { url: "http://10.0.0.1/", denial: "private" },
    { url: "http://169.254.169.254/latest/meta-data/", denial: "cloud-metadata" },
    { url: "http://0.0.0.0:PORT/", denial: "unspecified" },
    { url: "http://a..b/", denial: "invalid-host" },
  ])("$url: $denial, with the commands to run instead", async ({ url, denial }) => {
    const victim = await answering(200);
    const service = await startService();
    const target = url.replace("PORT", String(victim.port));
    const result = await service.result({ url: target, origin: PAGE, method: "PUT", headers: { "X-A": "it's" } });
    expect(result).toMatchObject({ kind: "target-denied", denial, message: DENIAL_SENTENCES[denial] });
    const commands = result.kind === "target-denied" ? result.commands : [];
    const href = new URL(target).href;
    expect(commands.map(requestOf)).toEqual([
      { method: "OPTIONS", url: href },
      { method: "PUT", url: href },
    ]);
    expect(victim.sockets.size).toBe(0);
    expect(service.rows()).toEqual([]);
  });

  test("with private targets allowed it is contacted", async () => {
    const target = await answering(200, ["Access-Control-Allow-Origin", "*"]);
    const service = await startService({ egress: { allowPrivate: true } });
    const diagnosis = await service.diagnose({ url: `http://127.0.0.1:${String(target.port)}/`, origin: PAGE });
    expect(diagnosis.outcome).toBe("allowed");
  });

  test("a name that leads to one is told from a public one by where the request went", async () => {
    const target = await answering(200, ["Access-Control-Allow-Origin", "*"]);
    const service = await startService({ egress: { allowPrivate: true } });
    const diagnosis = await service.diagnose({ url: target.url, origin: "http://public.example" });
    expect(diagnosis.findings).toMatchObject([
      { id: "lna-insecure-context", params: { url: target.url, address: "127.0.0.1", space: "loopback" } },
    ]);
  });
});

test("a denial on a later hop leaves the verdict open: a browser might reach it", async () => {
  const target = await answering(302, ["Access-Control-Allow-Origin", "*"], ["Location", "http://10.0.0.1/secret"]);
  const service = await startService({ ports: [target.port] });
  const diagnosis = await service.diagnose({ url: target.url, origin: PAGE });
  expect(diagnosis).toMatchObject({ outcome: "undetermined", reason: null });
  expect(diagnosis.findings.map(({ id }) => id)).toEqual(["answer-not-conclusive"]);
  expect(diagnosis.findings[0]?.evidence).toEqual([{ exchange: 1, failure: true }]);
  expect(diagnosis.exchanges[1]).toMatchObject({
    hop: 1,
    request: { url: "http://10.0.0.1/secret" },
    response: null,
    remoteAddress: null,
    failure: { phase: "egress", code: "private", message: DENIAL_SENTENCES.private },
  });
  expect(service.rows()).toHaveLength(1);
});

describe("what the browser itself refuses is a diagnosis, also for hosts that must not be contacted", () => {
  test.each<{ name: string; input: object; reason: Reason }>([
    { name: "TRACE", input: { method: "TRACE" }, reason: "forbidden-method" },
    { name: "a body on GET", input: { body: "x" }, reason: "get-with-body" },
    { name: "an empty body on HEAD", input: { method: "HEAD", body: "" }, reason: "get-with-body" },
    { name: "no-cors with DELETE", input: { mode: "no-cors", method: "DELETE" }, reason: "no-cors-method" },
    { name: "same-origin mode", input: { mode: "same-origin" }, reason: "mode-same-origin-cross-origin" },
    { name: "a password", input: { url: "http://user:hunter-2@127.0.0.1:PORT/" }, reason: "url-with-credentials" },
    {
      name: "a password without slashes",
      input: { url: "http:user:hunter-2@127.0.0.1:PORT" },
      reason: "url-with-credentials",
    },
    { name: "file:", input: { url: "file:///etc/passwd" }, reason: "scheme-not-cors-enabled" },
    { name: "ftp:", input: { url: "ftp://127.0.0.1:PORT/" }, reason: "scheme-not-cors-enabled" },
    {
      name: "another browser's scheme",
      input: { url: "gopher://127.0.0.1:PORT/_x" },
      reason: "scheme-not-cors-enabled",
    },
    {
      name: "mixed content",
      input: { url: "http://api.example:PORT/", origin: "https://www.shop.example" },
      reason: "mixed-content",
    },
    { name: "a bad port", input: { url: "http://127.0.0.1:25/" }, reason: "bad-port" },
  ])("$name: $reason", async ({ input, reason }) => {
    const victim = await answering(200);
    const service = await startService();
    const given = { url: "http://127.0.0.1:PORT/", origin: PAGE, ...input };
    const diagnosis = await service.diagnose({ ...given, url: given.url.replace("PORT", String(victim.port)) });
    expect(diagnosis).toMatchObject({ outcome: "blocked", reason, exchanges: [], preflight: { needed: false } });
    expect(diagnosis.browsers.standard).toMatchObject({ outcome: "blocked", reason });
    expect(victim.sockets.size).toBe(0);
    const rows = service.rows();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(diagnosis) + (rows[0] ?? "")).not.toContain("hunter-2");
  });

  test("a data: URL needs no network and no permission", async () => {
    const service = await startService();
    const diagnosis = await service.diagnose({ url: "data:text/plain,x", origin: PAGE });
    expect(diagnosis).toMatchObject({ outcome: "allowed", exchanges: [], readable: { type: "basic" } });
  });
});

describe("invalid input", () => {
  test.each<{ name: string; input: unknown; pointers: string[] }>([
    { name: "nothing", input: undefined, pointers: [""] },
    { name: "a list", input: [], pointers: [""] },
    { name: "no field", input: {}, pointers: ["/url", "/origin"] },
    { name: "a URL that is a number", input: { url: 1, origin: PAGE }, pointers: ["/url"] },
    { name: "a page that is no URL", input: { url: "URL", origin: "the shop" }, pointers: ["/origin"] },
    { name: "an unknown mode", input: { url: "URL", origin: PAGE, mode: "navigate" }, pointers: ["/mode"] },
    { name: "an unknown field", input: { url: "URL", origin: PAGE, uri: "x" }, pointers: ["/uri"] },
    { name: "an unknown reason", input: { url: "URL", origin: PAGE, expect: "cors" }, pointers: ["/expect"] },
    {
      name: "a header that is a number",
      input: { url: "URL", origin: PAGE, headers: { a: 1 } },
      pointers: ["/headers"],
    },
    {
      name: "a line break in a header",
      input: { url: "URL", origin: PAGE, headers: { a: "1\r\nb: 2" } },
      pointers: ["/headers/a"],
    },
    {
      name: "a line break in the cookies",
      input: { url: "URL", origin: PAGE, cookies: "a=1\r\nb: 2" },
      pointers: ["/cookies"],
    },
    { name: "cookies beyond Latin-1", input: { url: "URL", origin: PAGE, cookies: "a=€" }, pointers: ["/cookies"] },
    {
      name: "a body of 65,537 bytes",
      input: { url: "URL", origin: PAGE, method: "POST", body: `é${"x".repeat(65_535)}` },
      pointers: ["/body"],
    },
    {
      name: "two problems of two kinds",
      input: { url: "URL", origin: PAGE, method: "A B", cookies: "\0" },
      pointers: ["/cookies", "/method"],
    },
  ])("$name: nothing is sent, nothing is stored", async ({ input, pointers }) => {
    const target = await answering(200);
    const service = await startService({ ports: [target.port] });
    const given = JSON.parse(JSON.stringify(input ?? null).replace('"URL"', JSON.stringify(target.url))) as object;
    const result = await service.result(given);
    expect(result.kind === "invalid" ? result.errors.map(({ pointer }) => pointer) : result.kind).toEqual(pointers);
    for (const { message } of result.kind === "invalid" ? result.errors : []) expect(message).toMatch(/^[A-Z].*[.]$/);
    expect(target.sockets.size).toBe(0);
    expect(service.rows()).toEqual([]);
  });

  test("a body of 65,536 bytes is sent", async () => {
    const target = await answering(200, ["Access-Control-Allow-Origin", "*"]);
    const service = await startService({ ports: [target.port] });
    const body = `é${"x".repeat(65_534)}`;
    const diagnosis = await service.diagnose({ url: target.url, origin: PAGE, method: "POST", body });
    expect(diagnosis.request.bodyBytes).toBe(65_536);
    expect(target.requests[0]?.headers["content-length"]).toBe("65536");
    expect(service.rows().join("")).not.toContain("xxx");
  });
});

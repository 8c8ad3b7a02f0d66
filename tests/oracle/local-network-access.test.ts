import { once } from "node:events";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { evaluate } from "#lib/diagnosis/evaluate.ts";
import { FINDINGS, type FindingId } from "#lib/diagnosis/findings/index.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import { PRIVATE_HOSTS } from "#tests/corpus/private-hosts.ts";
import { answerWith, startTarget, type LoopbackTarget } from "#tests/e2e/server/loopback-target.ts";
import { selfSigned } from "#tests/self-signed.ts";
import type { PageFetch } from "./case.ts";
import { ChromiumPage, launchChromium } from "./chromium.ts";

const HTML = "<!doctype html><title>Page</title><body>";
/** All that CORS wants, and what Private Network Access wanted. */
const GENEROUS = [
  "Access-Control-Allow-Origin: *",
  "Access-Control-Allow-Methods: *",
  "Access-Control-Allow-Private-Network: true",
];

let browser: Browser;
let securePageServer: Server;
let insecurePageServer: LoopbackTarget;
let targets: Readonly<Record<"loopback" | "local" | "withoutCors", LoopbackTarget>>;
let securePage: string;
let insecurePage: string;

beforeAll(async () => {
  securePageServer = createServer(selfSigned("DNS:page.example"), (_request, response) => {
    response.setHeader("content-type", "text/html").end(HTML);
  }).listen(0, "127.0.0.1");
  await once(securePageServer, "listening");
  insecurePageServer = await startTarget(answerWith("200 OK", ["Content-Type: text/html"], HTML));
  targets = {
    loopback: await startTarget(answerWith("200 OK", GENEROUS)),
    local: await startTarget(answerWith("200 OK", GENEROUS)),
    withoutCors: await startTarget(answerWith("200 OK")),
  };
  const securePort = (securePageServer.address() as AddressInfo).port;
  const insecurePort = new URL(insecurePageServer.origin).port;
  const localPort = new URL(targets.local.origin).port;
  securePage = `https://page.example:${securePort}`;
  insecurePage = `http://page.example:${insecurePort}`;
  browser = await launchChromium({
    hostResolverRules: `MAP page.example 127.0.0.1, MAP *:80 127.0.0.1:${localPort}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
    ipAddressSpaceOverrides: [
      `127.0.0.1:${securePort}=public`,
      `127.0.0.1:${insecurePort}=public`,
      `127.0.0.1:${localPort}=local`,
    ].join(","),
  });
});

afterAll(async () => {
  await browser.close();
  securePageServer.close();
  securePageServer.closeAllConnections();
  await Promise.all([insecurePageServer, ...Object.values(targets)].map((server) => server.close()));
});

function request(url: string, method = "GET"): PageFetch {
  return { url, method, headers: [], credentials: "same-origin", mode: "cors", redirect: "follow", body: null };
}

/** What a finding says that Chromium prints, for a request to an address of that space. */
function quoted(id: FindingId, origin: string, space: "loopback" | "local"): string | undefined {
  const url = `https://${{ loopback: "127.0.0.1", local: "192.168.1.5" }[space]}/`;
  const read = readFields({ url, origin });
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  const finding = FINDINGS.flatMap((each) => each.find(evaluate(read.request, []))).find((each) => each.id === id);
  return /"… (has been blocked by CORS policy: [^"]+)"/.exec(finding?.explanation ?? "")?.[1];
}

describe.each(["loopback", "local"] as const)("a public page and an address of the space %s", (space) => {
  describe.each(["GET", "PUT"])("%s", (method) => {
    test.each([
      { page: "an http page", pageUrl: () => insecurePage, id: "lna-insecure-context" },
      { page: "an https page without the permission", pageUrl: () => securePage, id: "local-network-access" },
    ] as const)("from $page prints what the finding quotes and sends nothing", async ({ pageUrl, id }) => {
      const sent = targets[space].requestLines.length;
      const page = await ChromiumPage.open(browser, `${pageUrl()}/`);
      const url = `${targets[space].origin}/`;
      const observed = await page.fetch(request(url, method));
      await page.close();

      expect(observed).toMatchObject({
        response: null,
        console: [
          `Access to fetch at '${url}' from origin '${pageUrl()}' ${quoted(id, pageUrl(), space)}`,
          "Failed to load resource: net::ERR_FAILED",
        ],
      });
      expect(targets[space].requestLines).toHaveLength(sent);
    });
  });

  test("with the permission it is sent without a preflight, and CORS applies", async () => {
    const sent = targets[space].requestLines.length;
    const page = await ChromiumPage.open(browser, `${securePage}/`, { permissions: ["local-network-access"] });
    const allowed = await page.fetch(request(`${targets[space].origin}/`));
    const blocked = await page.fetch(request(`${targets.withoutCors.origin}/`));
    await page.close();

    expect(allowed.response).toMatchObject({ type: "cors", status: 200 });
    expect(targets[space].requestLines.slice(sent)).toEqual(["GET / HTTP/1.1"]);
    expect(blocked.console[0]).toContain("No 'Access-Control-Allow-Origin' header");
  });
});

test("a page of this machine reaches this machine and its network without a permission", async () => {
  const page = await ChromiumPage.open(browser, `${targets.withoutCors.origin}/`);
  const observed = [
    await page.fetch(request(`${targets.loopback.origin}/`)),
    await page.fetch(request(`${targets.local.origin}/`)),
  ];
  await page.close();
  expect(observed.map(({ response }) => response?.status)).toEqual([200, 200]);
});

test("an https page may request an http URL exactly where the host is private by itself", async () => {
  const page = await ChromiumPage.open(browser, `${securePage}/`, { permissions: ["local-network-access"] });
  const seen: [string, string][] = [];
  for (const [host] of PRIVATE_HOSTS) {
    const { response, console } = await page.fetch(request(`http://${host}/`));
    const isMixed = console.some((line) => line.startsWith("Mixed Content") && line.includes("has been blocked"));
    seen.push([host, response !== null ? "sent" : isMixed ? "mixed content" : console.join("\n")]);
  }
  await page.close();
  expect(seen).toEqual(PRIVATE_HOSTS.map(([host, space]) => [host, space === null ? "mixed content" : "sent"]));
});

test("Access-Control-Request-Private-Network of a script needs a preflight", async () => {
  const page = await ChromiumPage.open(browser, `${targets.withoutCors.origin}/`);
  const sent = targets.loopback.requestLines.length;
  await page.fetch({
    ...request(`${targets.loopback.origin}/`),
    headers: [["Access-Control-Request-Private-Network", "true"]],
  });
  await page.close();
  expect(targets.loopback.requestLines.slice(sent)).toEqual(["OPTIONS / HTTP/1.1"]);
});

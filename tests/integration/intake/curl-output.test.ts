import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readResponseBlocks } from "#lib/intake/response-block.ts";
import { curlCommand } from "#lib/render/curl.ts";

const run = promisify(execFile);
let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    response.sendDate = false;
    if (request.url === "/moved") {
      response.writeHead(302, [["Location", "/"]].flat()).end("moved");
      return;
    }
    response.writeHead(request.method === "OPTIONS" ? 204 : 200, [
      ...["Access-Control-Allow-Origin", request.headers.origin ?? "none"],
      ...["Set-Cookie", "a=1", "Set-Cookie", "b=2"],
      ...["X-Latin", "caf\xe9"],
      ...["X-Empty", ""],
    ]);
    response.end(request.method === "OPTIONS" ? undefined : "HTTP/1.1 is a protocol\n\nname: value\n");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
});

const LINES = [
  ["Access-Control-Allow-Origin", "https://shop.example"],
  ["Set-Cookie", "a=1"],
  ["Set-Cookie", "b=2"],
  ["X-Latin", "caf\xe9"],
  ["X-Empty", ""],
];

/** Runs a command as it stands on the page, in a shell, and gives what it prints as the bytes that it prints. */
async function print(command: string, ...options: string[]): Promise<string> {
  const { stdout } = await run("bash", ["-c", `${command} ${options.join(" ")}`], {
    encoding: "latin1",
    timeout: 20_000,
  });
  return stdout;
}

test.each([
  ["a preflight", "OPTIONS", 204],
  ["a request with a body in its answer", "GET", 200],
  ["a HEAD request", "HEAD", 200],
])("what curl prints for %s is read back line by line", async (_, method, status) => {
  const command = curlCommand({ method, url: `${origin}/`, headers: [["Origin", "https://shop.example"]] });
  const { blocks, unread } = readResponseBlocks(await print(command));
  expect(unread).toEqual([]);
  expect(blocks.map((block) => block.status)).toEqual([status]);
  expect(blocks[0]?.headers.slice(0, LINES.length)).toEqual(LINES);
});

test("redirects that curl followed are answers of their own", async () => {
  const command = curlCommand({ method: "GET", url: `${origin}/moved`, headers: [] });
  const { blocks, unread } = readResponseBlocks(await print(command, "-L"));
  expect([blocks.map(({ status }) => status), unread]).toEqual([[302, 200], []]);
});

test("a body is sent as it is written, after the lines of the request", async () => {
  const command = curlCommand({
    method: "POST",
    url: `${origin}/`,
    headers: [["Content-Type", "text/plain"]],
    body: "it's @not a file",
  });
  expect(readResponseBlocks(await print(command)).blocks[0]?.status).toBe(200);
  expect(command).toContain(`--data-raw 'it'\\''s @not a file'`);
});

test("a server that is not there is a failure", async () => {
  const command = curlCommand({ method: "GET", url: "http://127.0.0.1:1/", headers: [] });
  const { stderr } = await run("bash", ["-c", `${command}; true`], { timeout: 20_000 });
  expect(readResponseBlocks(stderr).failure).toEqual({ phase: "connect", code: "connection-refused" });
});

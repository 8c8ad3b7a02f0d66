import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { drawPicture } from "#components/picture/draw-picture.tsx";
import { pictureAlt, pictureText } from "#components/picture/picture-text.ts";
import { OUTCOMES } from "#lib/contract/terms.ts";
import { hostileText, infected } from "#tests/unit/render/infected.ts";
import { aDiagnosis } from "#tests/unit/store/diagnosis.ts";

/** Every socket that this process opens and every request that its `fetch` begins, until the test ends. */
function watchNetwork(): unknown[] {
  const seen: unknown[] = [];
  const onMessage = (_message: unknown, name: string | symbol) => seen.push(name);
  for (const channel of ["net.client.socket", "undici:request:create"]) {
    subscribe(channel, onMessage);
    onTestFinished(() => {
      unsubscribe(channel, onMessage);
    });
  }
  return seen;
}

/** Width and height from a PNG's first chunk: https://www.w3.org/TR/png-3/#11IHDR */
function sizeOf(png: ArrayBuffer): { readonly signature: string; readonly width: number; readonly height: number } {
  const bytes = Buffer.from(png);
  return {
    signature: bytes.toString("latin1", 0, 8),
    width: bytes.readUInt32BE(16),
    height: bytes.readUInt32BE(20),
  };
}

const PNG = { signature: "\x89PNG\r\n\x1a\n", width: 1200, height: 630 };

const HOSTILE = "🦊‍🔥 1️⃣ ©️ العربية 中文 \u202egpj.exe é ﷽ \u{e0041} 👩‍👩‍👧 ไทย \ud800";

test("the watch sees a fetch, or the tests below could not fail", async () => {
  const server = createServer((socket) => socket.end("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")).listen(0);
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const seen = watchNetwork();
  await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  expect(new Set(seen)).toEqual(new Set(["net.client.socket", "undici:request:create"]));
});

test.each(OUTCOMES)(
  "a picture of %s is drawn without asking the network for anything",
  async (outcome) => {
    const base = infected(HOSTILE);
    const seen = watchNetwork();
    const png = await drawPicture({
      ...base,
      outcome,
      request: { ...base.request, url: `https://${"a".repeat(50)}.пример.example/` },
    });
    expect([sizeOf(png), seen]).toEqual([PNG, []]);
  },
  60_000,
);

test("whatever a stranger wrote, the picture's words are printable ASCII, and short", () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const { title, summary, method, host, origin } = pictureText(infected(text));
      const words = [title, summary, method, host, origin];
      expect(words.filter((each) => !/^[\x20-\x7e]{0,240}$/.test(each))).toEqual([]);
    }),
  );
});

test("a picture says what happened, to whom and why", () => {
  const { request, ...rest } = aDiagnosis({ summary: "The answer has no `Access-Control-Allow-Origin`. Größe: 10 €." });
  const diagnosis = { ...rest, request: { ...request, method: "PUT", url: "https://bücher.example:8443/a?b" } };
  expect(pictureText(diagnosis)).toEqual({
    title: "Blocked before anything is sent",
    summary: "The answer has no Access-Control-Allow-Origin. Gr\\u00F6\\u00DFe: 10 \\u20AC.",
    method: "PUT",
    host: "xn--bcher-kva.example:8443",
    origin: "https://shop.example",
  });
  expect(pictureAlt(diagnosis)).toBe(
    "Blocked before anything is sent: PUT xn--bcher-kva.example:8443 from https://shop.example. The answer has no Access-Control-Allow-Origin. Gr\\u00F6\\u00DFe: 10 \\u20AC.",
  );
});

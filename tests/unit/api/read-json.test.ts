import { describe, expect, test } from "vitest";
import { readJson } from "#lib/api/read-json.ts";

function body(text: BodyInit, headers: Record<string, string> = { "content-type": "application/json" }): Request {
  return new Request("https://preflight.example/", {
    method: "POST",
    body: text,
    headers,
    duplex: "half",
  } as RequestInit);
}

async function codeOf(request: Request, maxBytes = 100): Promise<string> {
  const result = await readJson(request, maxBytes);
  return result.ok ? "ok" : result.problem.code;
}

async function detailOf(text: string): Promise<string | undefined> {
  const result = await readJson(body(text), 1_000);
  return result.ok ? "ok" : result.problem.detail;
}

describe("readJson", () => {
  test("reads any JSON value in UTF-8, with or without a byte order mark", async () => {
    expect(await readJson(body('\uFEFF{"a":["ä","💥"]}'), 100)).toEqual({ ok: true, value: { a: ["ä", "💥"] } });
  });

  test.each([
    { type: "application/json", code: "ok" },
    { type: "Application/JSON; charset=utf-8", code: "ok" },
    { type: "text/plain", code: "unsupported-media-type" },
    { type: "text/plain, application/json", code: "unsupported-media-type" },
    { type: "application/jsonp", code: "unsupported-media-type" },
    { type: "application/x-www-form-urlencoded", code: "unsupported-media-type" },
    { type: "", code: "unsupported-media-type" },
  ])("a body declared as '$type' is $code", async ({ type, code }) => {
    expect(await codeOf(body("1", { "content-type": type }))).toBe(code);
  });

  test("a compressed body is refused", async () => {
    const headers = { "content-type": "application/json", "content-encoding": "gzip" };
    expect(await codeOf(body("1", headers))).toBe("unsupported-media-type");
  });

  test("a body of exactly the limit is read, one byte more is not", async () => {
    const text = JSON.stringify("x".repeat(98));
    expect([await codeOf(body(text), 100), await codeOf(body(text), 99)]).toEqual(["ok", "payload-too-large"]);
  });

  test("the limit counts bytes, not characters", async () => {
    expect(await codeOf(body('"ää"'), 5)).toBe("payload-too-large");
  });

  test("an endless body is not read on when it is over the limit", async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pulled += 1;
          controller.enqueue(new Uint8Array(10).fill(0x20));
        },
      },
      { highWaterMark: 0 },
    );
    expect(await codeOf(body(endless), 100)).toBe("payload-too-large");
    expect(pulled).toBe(11);
  });

  test("a body that promises to be too large is not read at all", async () => {
    const headers = { "content-type": "application/json", "content-length": "101" };
    expect(await codeOf(body("1", headers), 100)).toBe("payload-too-large");
  });

  test("bytes that are not UTF-8 are refused", async () => {
    expect(await codeOf(body(new Uint8Array([0x22, 0xff, 0x22])))).toBe("invalid-json");
  });

  test.each([
    { text: "", detail: "The body is empty." },
    { text: " \n", detail: "The body is empty." },
    {
      text: '{\n  "a": 1,\n}',
      detail: "The body has a trailing comma at line 2, column 9 (character 10), which JSON does not allow.",
    },
    {
      text: '["a,]", 2,]',
      detail: "The body has a trailing comma at line 1, column 10 (character 9), which JSON does not allow.",
    },
    { text: '{"a": "}, ]" b', detail: "The body stops being JSON at line 1, column 14 (character 13)." },
    { text: "{'a': 1}", detail: "The body stops being JSON at line 1, column 2 (character 1)." },
    { text: '{"a": 1} {', detail: "The body stops being JSON at line 1, column 10 (character 9)." },
    { text: "{", detail: "The body stops being JSON at line 1, column 2 (character 1)." },
    { text: '{"a":', detail: "The body ends in the middle of a value." },
    { text: "<!doctype html>", detail: "The body is not JSON." },
  ])("says where $text stops being JSON", async ({ text, detail }) => {
    expect(await detailOf(text)).toBe(detail);
  });
});

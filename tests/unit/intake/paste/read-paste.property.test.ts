import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPaste } from "#lib/intake/paste/read-paste.ts";
import { curlCommand } from "#lib/render/curl.ts";

describe("what Preflight writes is read back", () => {
  const token = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,11}$/);
  const header = fc.tuple(
    token.map((name) => `X-${name}`),
    fc
      .string({
        unit: fc
          .integer({ min: 0x20, max: 0xff })
          .filter((code) => code !== 0x7f)
          .map((code) => String.fromCharCode(code)),
        maxLength: 40,
      })
      .map((value) => value.trim()),
  );
  const url = fc
    .tuple(
      fc.constantFrom("https://api.example.com", "http://127.0.0.1:3000"),
      fc.constantFrom("/", "/v1/orders", "/a;b/~c"),
      fc.webQueryParameters({ size: "small" }),
    )
    .map(([origin, path, query]) => new URL(`${origin}${path}?${query}`).href);

  test("a curl command", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("GET", "HEAD", "PUT", "patch", "X-it's"),
        url,
        fc.uniqueArray(header, { selector: ([name]) => name.toLowerCase(), maxLength: 4 }),
        async (method, target, headers) => {
          const read = await readPaste(curlCommand({ method, url: target, headers }));
          expect(read).toMatchObject({
            ok: true,
            paste: { kind: "curl", request: { fields: { url: target, method } } },
          });
          const { headers: found = [] } = (read as { paste: { request: { fields: { headers?: unknown } } } }).paste
            .request.fields;
          expect(found).toEqual(headers);
        },
      ),
      { numRuns: 100 },
    );
  });
});

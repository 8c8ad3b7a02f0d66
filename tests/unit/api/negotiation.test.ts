import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { negotiateFormat, type Format } from "#lib/api/negotiation.ts";

const offered: readonly Format[] = ["json", "text", "markdown", "ndjson", "har"];

function negotiated(accept: string | null, query = ""): Format | null {
  const headers = accept === null ? {} : { accept };
  return negotiateFormat(new Request(`https://preflight.example/${query}`, { headers }), offered);
}

describe("negotiateFormat", () => {
  test.each<{ accept: string | null; format: Format | null }>([
    { accept: null, format: "json" },
    { accept: "", format: "json" },
    { accept: "*/*", format: "json" },
    { accept: "application/json", format: "json" },
    { accept: "text/plain", format: "text" },
    { accept: "TEXT/Plain; charset=utf-8", format: "text" },
    { accept: "text/markdown", format: "markdown" },
    { accept: "application/x-ndjson", format: "ndjson" },
    { accept: "text/*", format: "text" },
    { accept: "application/*", format: "json" },
    { accept: "text/html,application/xhtml+xml,*/*;q=0.8", format: "json" },
    { accept: "application/json;q=0.5, text/plain;q=0.6", format: "text" },
    { accept: "text/plain;q=0.5, application/json;q=0.5", format: "json" },
    { accept: "*/*, application/json;q=0", format: "text" },
    { accept: "*/*;q=0.9, application/json;q=0.1, text/*;q=0.2", format: "ndjson" },
    { accept: "application/json;q=0", format: null },
    { accept: "application/json;q=2", format: null },
    { accept: "application/json;q=x", format: null },
    { accept: "text/html", format: null },
    { accept: "nonsense", format: null },
    { accept: "nonsense, text/plain", format: "text" },
  ])("Accept: $accept is answered with $format", ({ accept, format }) => {
    expect(negotiated(accept)).toBe(format);
  });

  test.each<{ query: string; format: Format | null }>([
    { query: "?format=text", format: "text" },
    { query: "?format=json", format: "json" },
    { query: "?format=har", format: "har" },
    { query: "?format=xml", format: null },
    { query: "?format=toString", format: null },
    { query: "?format=", format: null },
  ])("$query goes before the Accept header", ({ query, format }) => {
    expect(negotiated("text/markdown", query)).toBe(format);
  });

  test("no Accept header asks for an archive, which is JSON like the default", () => {
    const range = fc.constantFrom("application/json", "application/*", "*/*", "application/har+json", "text/plain");
    const accepts = fc.array(fc.tuple(range, fc.constantFrom("", ";q=0", ";q=0.3", ";q=1")), { minLength: 1 });
    fc.assert(fc.property(accepts, (ranges) => negotiated(ranges.map((each) => each.join("")).join(", ")) !== "har"));
  });

  test("any Accept header is answered with an offered format or none", () => {
    const anything = fc.stringMatching(/^[\x20-\x7e]*$/);
    fc.assert(fc.property(anything, (accept) => [...offered, null].includes(negotiated(accept))));
  });
});

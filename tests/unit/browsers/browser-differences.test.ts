import { readFileSync } from "node:fs";
import { format } from "prettier";
import { expect, test } from "vitest";
import { renderBrowserDifferences } from "../../../scripts/browser-differences.ts";

test("docs/browser-differences.md is what `node scripts/write-browser-differences.ts` writes", async () => {
  const written = readFileSync(new URL("../../../docs/browser-differences.md", import.meta.url), "utf8");
  expect(await format(renderBrowserDifferences(), { parser: "markdown", printWidth: 120 })).toBe(written);
});

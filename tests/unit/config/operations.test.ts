import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { renderOperations } from "../../../scripts/operations.ts";

test("docs/operations.md is what `node scripts/write-operations.ts` writes", () => {
  const url = new URL("../../../docs/operations.md", import.meta.url);
  expect(readFileSync(url, "utf8")).toBe(renderOperations());
});

import { writeFileSync } from "node:fs";
import { format } from "prettier";
import { renderBrowserDifferences } from "./browser-differences.ts";

const text = await format(renderBrowserDifferences(), { parser: "markdown", printWidth: 120 });
writeFileSync(new URL("../docs/browser-differences.md", import.meta.url), text);

import { writeFileSync } from "node:fs";
import { renderOperations } from "./operations.ts";

writeFileSync(new URL("../docs/operations.md", import.meta.url), renderOperations());

import "./node-version.mjs";
import { runChecks } from "./gates.mjs";

const { failed } = await runChecks();
process.exitCode = failed === 0 ? 0 : 1;

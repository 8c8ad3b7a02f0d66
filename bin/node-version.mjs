import { readFileSync } from "node:fs";

// Static imports run before any code: the commands import this module first, so that an old Node prints one sentence
// instead of the stack trace of whatever it cannot parse.
const { engines } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const [major, minor] = engines.node.match(/\d+/g).map(Number);
const [runningMajor, runningMinor] = process.versions.node.split(".").map(Number);

if (runningMajor < major || (runningMajor === major && runningMinor < minor)) {
  console.error(
    `Preflight needs Node.js ${major}.${minor} or newer; this is ${process.versions.node}. ` +
      "Run the command through npm (npm test, npm run check): it uses the Node.js that npm ci installed.",
  );
  process.exit(1);
}

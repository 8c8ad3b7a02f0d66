import "./node-version.mjs";
import { findChromium } from "./chromium.mjs";
import { installSystemPackages } from "./system-packages.mjs";

if (process.env.CHROMIUM_PATH && !findChromium()) {
  fail(`CHROMIUM_PATH is ${process.env.CHROMIUM_PATH}, which cannot be run.`);
}

const problem = findChromium() ? null : installSystemPackages(["chromium", "fonts-liberation"]);
const path = findChromium();

if (path) console.log(path);
else fail(`No Chromium was found, and ${problem ?? "the installed one cannot be run"}.`);

function fail(sentence) {
  console.error(`${sentence} Install Chromium, or set CHROMIUM_PATH to the path of one, and run this again.`);
  process.exit(1);
}

import { findProgram } from "./bin/programs.mjs";
import { createPlace, startServer } from "./tests/e2e/started-server.ts";
import { launchChromium } from "./tests/oracle/chromium.ts";
import { measureScripts } from "./tests/size/scripts.ts";

const place = await createPlace();
const [server, browser] = await Promise.all([
  startServer(place, { LOG_LEVEL: "error" }),
  launchChromium({ executablePath: findProgram("chromium") ?? "chromium" }),
]);
const { frame, arrival, filledIn } = await measureScripts(browser, place.origin);
await browser.close();
await server.stop();
place.remove();

/** What a browser really loads, compressed as the server sends it. */
export default [
  { name: "the frame around an empty page, above the framework", path: frame, limit: "12 kB", gzip: true },
  { name: "/ on arrival, above an empty page", path: arrival, limit: "24 kB", gzip: true },
  { name: "/ filled in, above an empty page", path: [...arrival, ...filledIn], limit: "60 kB", gzip: true },
];

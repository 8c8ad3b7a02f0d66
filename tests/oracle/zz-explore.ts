// usage: node explore.ts browser count seed
import { BROWSERS_BUILT } from "#lib/browsers/browsers.ts";
import { generateCases } from "#tests/oracle/generated.ts";
import { predict, differences } from "#tests/oracle/prediction.ts";
import { startChromiumOracle } from "#tests/oracle/chromium-oracle.ts";
import { startFirefoxOracle } from "#tests/oracle/firefox-oracle.ts";
import { startWebkitOracle } from "#tests/oracle/webkit-oracle.ts";
import { writeFileSync } from "node:fs";
process.env.CHROMIUM_PATH = "/usr/bin/chromium";
const [, , name, count, seed] = process.argv;
const browser = BROWSERS_BUILT[name];
const cases = generateCases(name, { count: +count, seed: +seed });
const reasons = {};
for (const { oracleCase } of cases) {
  const p = predict(oracleCase, browser).run.outcome;
  const k = p.error?.reason ?? p.outcome;
  reasons[k] = (reasons[k] ?? 0) + 1;
}
console.log(
  Object.entries(reasons)
    .sort((a, b) => b[1] - a[1])
    .map(([k, v]) => k + " " + v)
    .join("\n"),
);
if (process.env.ONLYGEN) process.exit();
const oracle = await (name === "chromium"
  ? startChromiumOracle("/usr/bin/chromium")
  : name === "firefox"
    ? startFirefoxOracle("/usr/bin/firefox-esr")
    : startWebkitOracle({ miniBrowser: "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser", xvfb: "Xvfb" }));
const t = Date.now();
const seen = await oracle.observe(cases.map((c) => c.oracleCase));
console.log(oracle.version, cases.length, "cases", Date.now() - t, "ms");
const tally = {};
const out = [];
for (const g of cases) {
  const o = seen.get(g.oracleCase.id);
  if (!o) {
    tally.missing = (tally.missing ?? 0) + 1;
    continue;
  }
  const p = predict(g.oracleCase, browser);
  const d = differences(g.oracleCase, p.observation, o, oracle.leavesOut);
  if (d.length) {
    for (const x of d) tally[x] = (tally[x] ?? 0) + 1;
    out.push({
      id: g.oracleCase.id,
      d,
      reason: p.run.outcome.error?.reason ?? p.run.outcome.outcome,
      page: g.oracleCase.page,
      request: g.oracleCase.request,
      hops: g.oracleCase.hops,
      predicted: p.observation,
      observed: o,
    });
  }
}
console.log(tally, "different:", out.length);
writeFileSync(`/tmp/explore-${name}.json`, JSON.stringify(out));
await oracle.close();
process.exit();

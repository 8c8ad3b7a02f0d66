import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { BROWSERS_BUILT } from "#lib/browsers/browsers.ts";
import type { Browser } from "#lib/browsers/browser.ts";
import { findProgram, PROGRAMS } from "../../bin/programs.mjs";
import { agreementOf, type Agreement, type Disagreement } from "./agreement.ts";
import { renderAgreement, renderCase, renderDisagreement } from "./agreement-report.ts";
import { startChromiumOracle } from "./chromium-oracle.ts";
import { startFirefoxOracle } from "./firefox-oracle.ts";
import { generateCases, shrink } from "./generated.ts";
import type { Observation, Oracle } from "./oracle.ts";
import { differences, predict } from "./prediction.ts";
import { startWebkitOracle } from "./webkit-oracle.ts";

const AT_ONCE = 500;
/** How many wrong verdicts are made as small as they get. */
const SHRUNK_MAX = 3;
const SHRINK_ATTEMPTS = 80;
/** How many disagreements are shown with what differs. */
const SHOWN_MAX = 30;

/** The browsers would outlive a run that is broken off. */
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

const START: Readonly<Record<Oracle["name"], () => Promise<Oracle>>> = {
  chromium: () => startChromiumOracle(required("chromium")),
  firefox: () => startFirefoxOracle(required("firefox")),
  webkit: () => startWebkitOracle({ miniBrowser: required("miniBrowser"), xvfb: required("xvfb") }),
};

const { values } = parseArgs({
  options: {
    cases: { type: "string", default: "5000" },
    seed: { type: "string" },
    browsers: { type: "string", default: Object.keys(START).join(",") },
  },
});
const count = Number(values.cases);
const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
const names = values.browsers.split(",").filter((name) => name in START) as Oracle["name"][];

console.log(`seed ${String(seed)}`);
const summaries: string[] = [];
for (const name of names) {
  const oracle = await START[name]();
  const stop = () => {
    void oracle.close().finally(() => process.exit(1));
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  try {
    const agreement = await referee(oracle);
    if (agreement.shortcomings.length > 0) process.exitCode = 1;
    const { verdict, reason } = agreement.wrong;
    const verdicts = `${String(count - verdict)} of ${String(count)} verdicts and ${String(count - reason)} reasons equal`;
    summaries.push(`${agreement.shortcomings.length === 0 ? "ok    " : "FAILED"} ${name}: ${verdicts}`);
  } finally {
    for (const signal of SIGNALS) process.off(signal, stop);
    await oracle.close();
  }
}
console.log(`\nseed ${String(seed)}\n${summaries.join("\n")}`);

async function referee(oracle: Oracle): Promise<Agreement> {
  const browser = profileOf(oracle.name);
  const cases = generateCases(oracle.name, { count, seed });
  const seen = new Map<string, Observation>();
  for (let start = 0; start < cases.length; start += AT_ONCE) {
    const chunk = cases.slice(start, start + AT_ONCE).map(({ oracleCase }) => oracleCase);
    for (const [id, observation] of await oracle.observe(chunk)) seen.set(id, observation);
    console.error(`${oracle.name}: ${String(seen.size)} of ${String(cases.length)}`);
  }
  const agreement = agreementOf(oracle, browser, cases, seen);
  console.log(`\n${renderAgreement(agreement)}`);
  for (const disagreement of agreement.disagreements.slice(0, SHOWN_MAX)) console.log(renderDisagreement(disagreement));
  const hidden = agreement.disagreements.length - SHOWN_MAX;
  if (hidden > 0) console.log(`  and ${String(hidden)} more`);
  const wrongVerdicts = agreement.disagreements.filter((disagreement) => disagreement.differences.includes("verdict"));
  for (const disagreement of wrongVerdicts.slice(0, SHRUNK_MAX)) await showSmallest(oracle, browser, disagreement);
  return agreement;
}

async function showSmallest(oracle: Oracle, browser: Browser, { generated }: Disagreement): Promise<void> {
  const smallest = await shrink(generated, {
    name: oracle.name,
    attempts: SHRINK_ATTEMPTS,
    isWrong: async (smaller) => {
      const observed = (await oracle.observe([smaller])).get(smaller.id);
      if (observed === undefined) return false;
      const predicted = predict(smaller, browser).observation;
      return differences(smaller, predicted, observed, oracle.leavesOut).includes("verdict");
    },
  });
  const found = smallest === null ? "not found again" : renderCase(smallest);
  console.log(`  smallest case like ${generated.oracleCase.id}: ${found}`);
}

function profileOf(name: Oracle["name"]): Browser {
  const browser = BROWSERS_BUILT[name];
  if (browser === undefined) throw new Error(`there is no profile for ${name}`);
  return browser;
}

function required(program: keyof typeof PROGRAMS): string {
  const path = findProgram(program);
  if (path !== null) return path;
  const { title, variable, packages } = PROGRAMS[program];
  throw new Error(`No ${title} was found: install ${packages.join(" and ")}, or set ${variable}.`);
}

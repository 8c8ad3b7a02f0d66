import lighthouse from "lighthouse";
import { launch } from "puppeteer-core";
import { startPreflight } from "#tests/e2e/pages/preflight.ts";

const CATEGORIES = ["accessibility", "best-practices", "seo", "performance"] as const;
type Category = (typeof CATEGORIES)[number];

/** Of what does not depend on the machine; the speed does, so it is shown beside them and not judged. */
const JUDGED = ["accessibility", "best-practices", "seo"] as const;
const FULL_SCORE = 100;

interface PageUnderTest {
  readonly name: string;
  readonly address: string;
  /** Categories that do not apply, such as findability where a page asks not to be found. */
  readonly without?: readonly Category[];
}

interface Visit {
  readonly scores: Readonly<Partial<Record<Category, number>>>;
  /** Audits that cost something, in the words of Lighthouse. */
  readonly complaints: readonly string[];
}

const preflight = await startPreflight();
const chromium = await launch({
  executablePath: process.env.CHROMIUM_PATH || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
});
let passed = 0;
let failed = 0;
try {
  const port = Number(new URL(chromium.wsEndpoint()).port);
  for (const page of await pagesUnderTest()) await check(page, port);
} finally {
  await chromium.close();
  await preflight.close();
}
process.exitCode = failed === 0 ? 0 : 1;
console.log(`\n${passed} passed, ${failed} failed`);

async function pagesUnderTest(): Promise<PageUnderTest[]> {
  const [page, api] = preflight.labOrigins;
  const { permalink } = await preflight.post("/api/v1/diagnoses", {
    url: `${api}/preflight-needs-login`,
    origin: page,
    method: "PUT",
    headers: { authorization: "Bearer abc" },
  });
  return [
    { name: "the form", address: "/" },
    { name: "a diagnosis", address: new URL(permalink ?? "/").pathname, without: ["seo"] },
    { name: "the guide", address: "/learn" },
    { name: "a finding", address: "/findings/preflight-allow-origin-missing" },
  ];
}

async function check({ name, address, without = [] }: PageUnderTest, port: number): Promise<void> {
  const categories = CATEGORIES.filter((category) => !without.includes(category));
  const { scores, complaints } = await visit(new URL(address, preflight.origin).href, categories, port);
  const judged = JUDGED.filter((category) => categories.includes(category));
  const short = judged.filter((category) => (scores[category] ?? 0) < FULL_SCORE);
  passed += judged.length - short.length;
  failed += short.length;
  const shown = categories.map((category) => `${category} ${scores[category] ?? "none"}`).join(", ");
  console.log(`${short.length === 0 ? "ok    " : "FAILED"} ${name} (${address}): ${shown}`);
  for (const complaint of short.length === 0 ? [] : complaints) console.log(`         ${complaint}`);
}

/** A telephone's visit: Lighthouse's own emulation of the screen, the network and the processor. */
async function visit(url: string, categories: readonly Category[], port: number): Promise<Visit> {
  const result = await lighthouse(url, { port, output: "json", logLevel: "error", onlyCategories: [...categories] });
  if (!result) throw new Error(`Lighthouse gave nothing for ${url}`);
  const { lhr } = result;
  if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  const scores: Partial<Record<Category, number>> = {};
  for (const category of categories) scores[category] = Math.round((lhr.categories[category]?.score ?? 0) * 100);
  const complaints = Object.values(lhr.audits)
    .filter(({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== "informative")
    .map(({ title, displayValue = "" }) => `${title} ${displayValue}`.trim());
  return { scores, complaints };
}

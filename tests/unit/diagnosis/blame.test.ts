import { describe, expect, test } from "vitest";
import { FINDINGS, type FindingId } from "#lib/diagnosis/findings/index.ts";
import { ALL_FINDING_CASES } from "./all-finding-cases.ts";
import { diagnosisOf, observedDiagnosis } from "./finding-case.ts";
import { OBSERVED_CASES } from "./observed-cases.ts";
import { PROBED_CASES } from "./probed-cases.ts";

const BLAME =
  /\bCORS (?:errors?|problems?|issues?|failures?|misconfiguration)\b|(?:blocked|refused|caused|rejected) by CORS\b|\bbecause of CORS\b|\bCORS (?:blocks|forbids|prevents|refuses|rejects|stops)\b/i;

/** Reasons of browsers that have nothing to do with CORS either. */
const BESIDE_CORS: readonly FindingId[] = [
  "mixed-content",
  "corp-blocked",
  "bad-port",
  "network-error",
  "local-network-access",
  "lna-insecure-context",
  "limit-reached",
  "answer-not-conclusive",
];

/** What we say ourselves: not what we quote of a server or of a console. */
const ownWords = (text: string) => text.replace(/`[^`]*`|"[^"]*"/g, "…");

const about: readonly (typeof FINDINGS)[number][] = FINDINGS.filter(
  ({ id, isCause }) => isCause || BESIDE_CORS.includes(id),
);
const found = [
  ...ALL_FINDING_CASES.map(diagnosisOf),
  ...[...OBSERVED_CASES, ...PROBED_CASES].map(observedDiagnosis),
].flatMap(({ findings }) => findings);

describe.each(about)("$id does not blame CORS", (definition) => {
  test("in its title and on its page", () => {
    expect(ownWords(`${definition.title} ${definition.about}`)).not.toMatch(BLAME);
  });

  test("in what it says of a case", () => {
    const explanations = found.filter(({ id }) => id === definition.id).map(({ explanation }) => explanation);
    expect(explanations).not.toHaveLength(0);
    for (const explanation of explanations) expect(ownWords(explanation)).not.toMatch(BLAME);
  });
});

test.each([
  "The console shows a CORS error.",
  "This is a CORS problem.",
  "The request was blocked by CORS.",
  "It fails because of CORS.",
  "CORS blocks the page.",
])("blame is recognised: %s", (sentence) => {
  expect(ownWords(sentence)).toMatch(BLAME);
});

test("what is quoted is not blame", () => {
  expect(ownWords("Chromium's console says only `… has been blocked by CORS policy: …`.")).not.toMatch(BLAME);
});

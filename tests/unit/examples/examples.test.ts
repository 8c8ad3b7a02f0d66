import { describe, expect, test } from "vitest";
import { REASONS, SEVERITIES, type BrowserName, type Reason } from "#lib/contract/terms.ts";
import { FINDINGS } from "#lib/diagnosis/findings/index.ts";
import { findExamples } from "#lib/examples/examples.ts";
import { GIVEN_EXAMPLES } from "#lib/examples/given-examples.ts";
import type { LabOrigins } from "#lib/lab/scenario.ts";
import { failureSentence } from "#lib/replay/failure-sentence.ts";

const ORIGINS: LabOrigins = ["http://127.0.0.1:3101", "http://127.0.0.1:3102", "http://127.0.0.1:3103"];

const { byFinding, relatedTo } = findExamples(ORIGINS);
const ids: readonly string[] = FINDINGS.map(({ id }) => id);
const reasons = REASONS.map((id) => ({ id }));

/** Reasons for which there is nothing to change that would let the page through, and why. */
const WITHOUT_REMEDY: Partial<Record<Reason, string>> = {
  "preflight-authorization-wildcard": "no browser blocks for it",
  "scheme-not-cors-enabled": "the page has to ask for something else",
  "bad-port": "only the server's people know which other port it could listen on",
};

/** Where no shipping browser names its reason: the script's exception does, or nothing. */
const UNNAMED: Partial<Record<Reason, string>> = {
  "preflight-authorization-wildcard": "no browser blocks for it",
  "forbidden-method": "fetch() throws, and says why",
  "no-cors-method": "fetch() throws, and says why",
  "get-with-body": "fetch() throws, and says why",
  "url-with-credentials": "fetch() throws, and says why",
  "redirect-stream-body": "the network stack gives up without a word to the console",
  "network-error": "the network stack gives up without a word to the console",
};

const SHIPPING: readonly BrowserName[] = ["chromium", "firefox", "webkit"];

function exampleOf(id: string) {
  const example = byFinding.get(id);
  if (example === undefined) {
    throw new Error(
      `${id} has no example: no scenario of the lab shows it. Add a scenario (docs/recipes/adding-a-lab-scenario.md), or a row to lib/examples/given-examples.ts.`,
    );
  }
  return example;
}

describe.each(FINDINGS)("$id", ({ id, severity }) => {
  test("has an example in which it appears", () => {
    const { diagnosis } = exampleOf(id);
    expect(diagnosis.findings.map((finding) => finding.id)).toContain(id);
  });

  test("is in its example at least as grave as usual", () => {
    const { diagnosis } = exampleOf(id);
    const ranks = diagnosis.findings.flatMap((each) => (each.id === id ? [SEVERITIES.indexOf(each.severity)] : []));
    expect(Math.min(...ranks)).toBeLessThanOrEqual(SEVERITIES.indexOf(severity));
  });

  test("is related to others, and not to itself", () => {
    const related = relatedTo(id);
    expect(related.length).toBeGreaterThan(1);
    expect(new Set(related).size).toBe(related.length);
    expect(related).not.toContain(id);
    expect(ids).toEqual(expect.arrayContaining([...related]));
  });
});

describe.each(reasons)("the reason $id", ({ id }) => {
  test("is a browser's own in its example, unless none blocks for it", () => {
    const { browsers } = exampleOf(id).diagnosis;
    const blocking = SHIPPING.filter((name) => browsers[name]?.reason === id);
    if (id === "preflight-authorization-wildcard") expect(browsers.standard?.reason).toBe(id);
    else expect(blocking).not.toEqual([]);
  });

  test("has a console line, or is listed as one that no console names", () => {
    const { browsers } = exampleOf(id).diagnosis;
    const lines = SHIPPING.flatMap((name) =>
      browsers[name]?.reason === id ? (browsers[name].console.reason ?? []) : [],
    );
    expect(lines.length > 0, lines.join("\n")).toBe(!(id in UNNAMED));
    for (const line of lines) expect(line.trim()).not.toBe("");
  });

  test("leaves some trace wherever a browser blocks", () => {
    const { browsers } = exampleOf(id).diagnosis;
    for (const name of SHIPPING) {
      const verdict = browsers[name];
      if (verdict?.reason === id) expect(verdict.console.reason ?? verdict.exception, name).not.toBeNull();
    }
  });

  test("has a proved remedy, or is listed as one without", () => {
    const { remedies } = exampleOf(id).diagnosis;
    expect(remedies.length > 0).toBe(!(id in WITHOUT_REMEDY));
    for (const { edits, proof } of remedies) {
      expect(edits).not.toEqual([]);
      expect(proof).not.toBeNull();
    }
  });
});

test("a given example is one that the lab does not show", () => {
  const shown = Object.keys(GIVEN_EXAMPLES).filter((id) => exampleOf(id).scenario !== null);
  expect(shown, "the lab shows these: delete their rows in lib/examples/given-examples.ts").toEqual([]);
});

test("a failure is told in the words of a replay", () => {
  const failures = [...byFinding.values()].flatMap(({ diagnosis }) =>
    diagnosis.exchanges.flatMap(({ failure }) => failure ?? []),
  );
  expect(failures.length).toBeGreaterThan(2);
  for (const failure of failures) {
    expect(failure.message).toBe(failureSentence(failure as Parameters<typeof failureSentence>[0]));
  }
});

test("a correct scenario is an example only of remarks that are no mistake of its own", () => {
  const correct = [...byFinding].filter(([, { scenario }]) => scenario?.correct === true).map(([id]) => id);
  expect(correct.toSorted()).toEqual(["cookies-not-replayed"]);
});

test("the lab's own origins stand in its examples", () => {
  const origins: LabOrigins = ["https://page.test", "https://api.test:8443", "https://third.test"];
  const example = findExamples(origins).byFinding.get("allow-origin-missing");
  expect(example?.diagnosis.request).toMatchObject({
    url: "https://api.test:8443/origin-missing",
    origin: "https://page.test",
  });
  expect(example?.diagnosis.browsers.chromium?.console.reason).toContain("from origin 'https://page.test'");
});

import { describe, expect, test } from "vitest";
import { anchorsOf, textsOf } from "#components/learn/chapter.ts";
import { CHAPTER_OF_FINDING } from "#components/learn/chapter-of-finding.ts";
import { SYMPTOMS } from "#components/learn/chapters/errors.ts";
import { REFUSED_VALUES } from "#components/learn/chapters/headers.ts";
import { EXERCISES } from "#components/learn/exercises/exercises.ts";
import { GLOSSARY } from "#components/learn/glossary.ts";
import { CHAPTERS } from "#components/learn/guide.ts";
import { hrefOf, piecesOf } from "#components/learn/markup.ts";
import { buildDiagnosis } from "#lib/diagnosis/build-diagnosis.ts";
import { evaluate } from "#lib/diagnosis/evaluate.ts";
import { FINDINGS } from "#lib/diagnosis/findings/index.ts";
import { findExamples } from "#lib/examples/examples.ts";
import { readFields } from "#lib/intake/read-fields.ts";

const ANCHORS = CHAPTERS.flatMap(anchorsOf);
const TERMS = GLOSSARY.map(({ id }) => id);
const FINDING_IDS: readonly string[] = FINDINGS.map(({ id }) => id);
const PATHS = ["/", "/lab", "/findings", "/glossary"];

/** The targets of all links in a text. */
const targetsOf = (text: string) => piecesOf(text).flatMap(({ target }) => target ?? []);
const guideTexts = CHAPTERS.flatMap(textsOf);
const glossaryTexts = GLOSSARY.map(({ meaning }) => meaning);
const targets = [...guideTexts, ...glossaryTexts].flatMap(targetsOf);

describe("the guide", () => {
  test("has unique anchors", () => {
    expect(ANCHORS.filter((anchor, index) => ANCHORS.indexOf(anchor) !== index)).toEqual([]);
  });

  test("links to chapters, terms and findings that exist", () => {
    const known = [
      ...ANCHORS.map((anchor) => `learn:${anchor}`),
      ...TERMS.map((id) => `term:${id}`),
      ...FINDING_IDS.map((id) => `finding:${id}`),
      ...PATHS,
    ];
    const outside = /^(fetch:[a-z-]+\d?|html:[a-z]+\.html#[a-z-]+|https:\/\/\S+)$/;
    expect(targets.filter((target) => !known.includes(target) && !outside.test(target))).toEqual([]);
  });

  test("has no markup left where a link or an emphasis was meant", () => {
    const shown = [...guideTexts, ...glossaryTexts].flatMap(piecesOf).map(({ text }) => text);
    expect(
      shown.filter(
        (text) => text.includes("](") || text.includes("**") || /`[^`]*$/.test(text.replaceAll(/`[^`]*`/g, "")),
      ),
    ).toEqual([]);
  });

  test("shows every exercise once", () => {
    const shown = CHAPTERS.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (typeof block !== "string" && "exercise" in block ? [block.exercise] : [])),
    );
    expect(shown.toSorted()).toEqual(EXERCISES.map(({ id }) => id).toSorted());
  });

  test("is short enough to be read and long enough to be worth it", () => {
    const words = guideTexts.join(" ").split(/\s+/).length;
    expect(words).toBeGreaterThan(2_500);
    expect(words).toBeLessThan(4_500);
  });

  test("explains every finding at a place that exists", () => {
    expect(Object.keys(CHAPTER_OF_FINDING).toSorted()).toEqual(FINDING_IDS.toSorted());
    expect(Object.values(CHAPTER_OF_FINDING).filter((anchor) => !ANCHORS.includes(anchor))).toEqual([]);
  });
});

describe("the glossary", () => {
  test("is in alphabetical order, and its anchors are unique", () => {
    const words = GLOSSARY.map(({ term }) => term);
    expect(words).toEqual(words.toSorted((a, b) => a.localeCompare(b, "en", { sensitivity: "base" })));
    expect(new Set(TERMS).size).toBe(TERMS.length);
  });

  test("has one to three sentences for each term", () => {
    const sentences = (text: string) => text.replaceAll(/`[^`]*`/g, "x").match(/[.:]( |$)/g)?.length ?? 0;
    expect(GLOSSARY.filter(({ meaning }) => sentences(meaning) < 1 || sentences(meaning) > 4)).toEqual([]);
  });

  test("is linked from the first use of a term, and only from there", () => {
    const linked = guideTexts.flatMap(targetsOf).filter((target) => target.startsWith("term:"));
    expect(linked.filter((target, index) => linked.indexOf(target) !== index)).toEqual([]);
    const headings = CHAPTERS.flatMap(({ title, blocks }) => [
      title,
      ...blocks.flatMap((block) => (typeof block !== "string" && "heading" in block ? [block.heading] : [])),
    ]);
    const running = guideTexts.filter((text) => !headings.includes(text));
    const plain = running.map((text) =>
      piecesOf(text).map((piece) => ({ ...piece, text: piece.text.replaceAll(/`[^`]*`/g, "") })),
    );
    const pieces = plain.flat();
    const usedBefore = pieces.flatMap(({ text, target }, index) => {
      if (target?.startsWith("term:") !== true) return [];
      const word = new RegExp(`\\b${text}\\b`, "i");
      const first = pieces.findIndex((piece) => word.test(piece.text));
      return first === index ? [] : [`${text}: ${pieces[first]?.text ?? ""}`];
    });
    expect(usedBefore).toEqual([]);
  });
});

describe("what the guide says of browsers", () => {
  test.each(REFUSED_VALUES)("$shown lets no page in", ({ lines }) => {
    const read = readFields({ url: "https://api.example/orders", origin: "https://shop.example" });
    if (!read.ok) throw new Error("not a request");
    const headers = lines.map((value) => ["Access-Control-Allow-Origin", value] as const);
    const observation = evaluate(read.request, [{ status: 200, headers }]);
    const { outcome } = buildDiagnosis(observation, "supplied", { bodyBytes: 0, cookiesSent: false });
    expect(outcome).toBe("blocked");
  });

  const { byFinding } = findExamples(["http://127.0.0.1:3101", "http://127.0.0.1:3102", "http://127.0.0.1:3103"]);

  test.each(SYMPTOMS.filter(([says]) => !/^(…|No message)/.test(says)))(
    "“%s” is printed for what is named beside it",
    (says, behind) => {
      const parts = says.replace(/ \(Firefox\)$/, "").split("…");
      const lines = targetsOf(behind).flatMap((target) => {
        const example = byFinding.get(target.replace("finding:", ""));
        return Object.values(example?.diagnosis.browsers ?? {}).map(({ console }) =>
          [console.reason, ...console.also].join("\n"),
        );
      });
      expect(lines.some((line) => parts.every((part) => line.includes(part.trim())))).toBe(true);
    },
  );
});

test.each([
  ["term:origin", "/glossary#origin"],
  ["finding:allow-origin-missing", "/findings/allow-origin-missing"],
  ["learn:caches", "/learn#caches"],
  ["fetch:concept-cors-check", "https://fetch.spec.whatwg.org/#concept-cors-check"],
  ["https://example.com/a:b", "https://example.com/a:b"],
  ["/lab", "/lab"],
])("the target %s is the address %s", (target, href) => {
  expect(hrefOf(target)).toBe(href);
});

test("a text is split at its links and at what is emphasised", () => {
  expect(piecesOf("An [origin](term:origin) is **not** `a *b*`.")).toEqual([
    { text: "An ", target: null },
    { text: "origin", target: "term:origin" },
    { text: " is ", target: null },
    { text: "not", isStrong: true, target: null },
    { text: " `a *b*`.", target: null },
  ]);
});

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { PROJECT_ROOT, readSource, sourceFiles } from "./source-files.ts";

const DECISIONS = sourceFiles("docs/decisions/[0-9]*.md");
const DOCUMENTS = sourceFiles("*.md", "docs/**/*.md");

/** The targets of the links to other files in a Markdown text, less the fragments. */
function fileLinks(markdown: string): string[] {
  return [...markdown.matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map(([, target]) => target!);
}

describe("decisions", () => {
  it.each(DECISIONS)("%s is listed in the index", (path) => {
    const name = path.slice("docs/decisions/".length);
    expect(fileLinks(readSource("docs/decisions/README.md"))).toContain(name);
  });

  it.each(DECISIONS)("%s has a number of its own and the five sections", (path) => {
    const text = readSource(path);
    const number = /\d{4}/.exec(path)![0];
    expect(DECISIONS.filter((other) => other.includes(`/${number}-`))).toEqual([path]);
    expect(text).toMatch(new RegExp(`^# ${number}: `));
    expect(text).toMatch(/^Date: \d{4}-\d{2}-\d{2}\nStatus: (accepted|superseded by )/m);
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title)).toEqual([
      "Context",
      "Decision",
      "Consequences",
    ]);
  });

  it("every decision that the code cites exists", () => {
    const cited = sourceFiles("{app,bin,components,lib,tests}/**/*.{ts,tsx,mjs}", "*.{ts,mjs}", ".*.mjs").flatMap(
      (path) => [...readSource(path).matchAll(/docs\/decisions\/\d[\w-]+[.]md/g)].map(([file]) => file),
    );
    expect(cited).not.toEqual([]);
    expect(cited.filter((file) => !DECISIONS.includes(file))).toEqual([]);
  });
});

describe("documents", () => {
  it.each(DOCUMENTS)("the links of %s lead to files", (path) => {
    const broken = fileLinks(readSource(path)).filter(
      (target) => !existsSync(join(PROJECT_ROOT, dirname(path), decodeURI(target))),
    );
    expect(broken).toEqual([]);
  });
});

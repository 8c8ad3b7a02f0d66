import fc from "fast-check";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { diagnosisOf } from "#tests/unit/diagnosis/finding-case.ts";
import { FINDING_CASES } from "#tests/unit/diagnosis/finding-cases.ts";
import { anyText } from "#tests/unit/intake/any-text.ts";

/** What terminals obey, Markdown understands, trackers link and shells run, mixed with anything. */
export const hostileText = fc.string({
  unit: fc.oneof(
    fc.constantFrom("\x1b[31m", "\x1b]0;x\x07", "\x9b", "\u202e", "\u2066", "\u200b", "\ufeff", "\u2028", "\u2029"),
    fc.constantFrom("\n", "\r", "\t", "\0", "\x7f", "\x85", "\u00ad", "\u061c", "a", " ", "`", "\u{e0041}"),
    fc.constantFrom(
      "```",
      "~~~",
      "\n\n",
      "    ",
      "# ",
      "> ",
      "- ",
      "1. ",
      "|",
      "\\",
      "*",
      "_",
      "~",
      "$",
      "&lt;",
      "<!--",
    ),
    fc.constantFrom("[a](https://evil.example)", "![a](https://evil.example/x.png)", "<img src=x>", "<b>", "[a]: /x "),
    fc.constantFrom("https://evil.example", "www.evil.example", "a@evil.example", "<https://evil.example>", "[^1]"),
    fc.constantFrom("@someone", "#123", "GH-1", "ABC-12", "!7", ":smile:", "owner/repo#1", "deadbeefcafe", "%1", "&1"),
    anyText({ minLength: 1, maxLength: 2 }),
  ),
  minLength: 1,
});

/** A blocked diagnosis in which every text that a stranger can have a hand in is that one. */
export function infected(text: string): Diagnosis {
  const base = diagnosisOf(FINDING_CASES.find(({ name }) => name === "another site's origin")!);
  return {
    ...base,
    summary: text,
    request: { ...base.request, method: text, url: text, origin: text, headers: [[text, text]] },
    exchanges: base.exchanges
      .flatMap((exchange) => [exchange, { ...exchange, role: "probe" as const }])
      .map((exchange) => ({
        ...exchange,
        purpose: text,
        conclusion: text,
        request: { method: text, url: text, headers: [[text, text]] },
        response: { status: 200, httpVersion: null, headers: [[text, text]], bodyStart: text },
        failure: { phase: "response", code: "not-http", message: text },
        remoteAddress: text,
      })),
    findings: base.findings.map((finding) => ({
      ...finding,
      title: text,
      explanation: text,
      params: { text },
      evidence: [{ exchange: 0, missing: "Vary" }],
    })),
    remedies: base.remedies.map((remedy) => ({
      ...remedy,
      title: text,
      edits: [
        { role: "actual", hop: 0, op: "set", name: text, value: text, necessary: true },
        { request: "header", op: "set", name: text, value: text, necessary: false },
      ],
      snippets: remedy.snippets.map((snippet) => ({ ...snippet, code: text, notes: text })),
    })),
    browsers: {
      chromium: { ...base.browsers.chromium!, console: { reason: text, also: [text] }, exception: text },
    },
  };
}

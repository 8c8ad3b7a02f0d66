import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { ConsoleReading, PastedChoice } from "#lib/intake/paste/paste.ts";
import { PasteChoices } from "#components/debugger/paste-choices.tsx";
import { PasteReport } from "#components/debugger/paste-report.tsx";
import type { Reading } from "#components/debugger/pasted.ts";

const HOSTILE = "<img src=x onerror=alert(1)>\u202e`</li>";
const READ: Extract<Reading, { kind: "read" }> = {
  kind: "read",
  from: "curl",
  understood: ["the URL", "the method `PUT`"],
  ignored: [],
  consoleLines: [],
  question: null,
  choices: [],
};

const report = (reading: Reading | null) => renderToStaticMarkup(<PasteReport reading={reading} isTyping={false} />);
const textOf = (html: string) => html.replace(/<[^>]*>/g, "").replace(/\s+/g, " ");
const choice = (label: string, suspicious = false): PastedChoice => ({
  label,
  suspicious,
  fields: {},
  understood: [],
  ignored: [],
});
const choices = (count: number) => Array.from({ length: count }, (_, place) => choice(`GET /${place}`, place === 0));
const list = (given: readonly PastedChoice[]) =>
  renderToStaticMarkup(
    <PasteChoices choices={given} leftOut={[]} onChoose={() => undefined} onDismiss={() => undefined} />,
  );

describe("the report on a paste", () => {
  test("says what it was, and what was filled in", () => {
    expect(textOf(report(READ))).toBe("Read as a cURL command. Filled in: the URL and the method PUT.");
  });

  test("names what was left out, and folds a long list", () => {
    const few = report({ ...READ, ignored: ["`-k`: no"] });
    expect(textOf(few)).toContain("Left out:-k: no");
    expect(few).not.toContain("<details");
    const many = report({ ...READ, ignored: ["a", "b", "c", "d"] });
    expect(many).toContain("<details");
    expect(textOf(many)).toContain("Left out: 4 parts");
  });

  test("explains a line of the console and leads to its finding", () => {
    const line: ConsoleReading = {
      browser: "firefox",
      finding: "allow-origin-missing",
      explanation: "The header is missing.",
      question: null,
      url: null,
    };
    const html = report({ ...READ, from: "console", consoleLines: [line] });
    expect(textOf(html)).toContain("Firefox says: The header is missing.");
    expect(html).toContain('href="/findings/allow-origin-missing"');
    const unknown = report({ ...READ, from: "console", consoleLines: [{ ...line, browser: null, finding: null }] });
    expect(unknown).not.toContain("href");
  });

  test("asks here only what is asked beside no field", () => {
    const text = "Which method was it?";
    expect(report({ ...READ, question: { control: null, text } })).toContain(text);
    expect(report({ ...READ, question: { control: "method", text } })).not.toContain(text);
  });

  test("keeps hostile text inert and visible", () => {
    const line = { browser: null, finding: '"><script>', explanation: HOSTILE, question: HOSTILE, url: HOSTILE };
    const readings: Reading[] = [
      { kind: "refused", message: HOSTILE },
      { ...READ, understood: [HOSTILE], ignored: [HOSTILE], consoleLines: [line] },
    ];
    for (const html of [...readings.map(report), list([choice(HOSTILE), choice(HOSTILE)])]) {
      expect(html).not.toMatch(/<img|<script|\u202e/);
      expect(textOf(html)).toContain("\\u{202E}");
    }
  });
});

describe("the requests to choose from", () => {
  test("are buttons that post their place where there is no JavaScript", () => {
    const html = list([choice("PUT /a", true), choice("GET /b")]);
    expect([...html.matchAll(/ value="(choose:[^"]*)"/g)].map(([, value]) => value)).toEqual(["choose:0", "choose:1"]);
    expect(html.match(/probably blocked/g)).toHaveLength(2);
    expect(textOf(html)).toContain("1 of 2 probably blocked");
  });

  test("can be filtered when there are many", () => {
    expect(list(choices(7))).not.toContain('type="search"');
    expect(list(choices(8))).toContain('type="search"');
  });

  test("are not all drawn when there are very many", () => {
    const html = list(choices(250));
    expect(html.match(/<li/g)).toHaveLength(200);
    expect(textOf(html)).toContain("The first 200 of 250.");
  });
});

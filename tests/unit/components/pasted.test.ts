import { describe, expect, test } from "vitest";
import type { PastedChoice, PastedFields, PastedRequest, ReadPaste } from "#lib/intake/paste/paste.ts";
import { EMPTY_DRAFT, type Draft } from "#components/debugger/draft.ts";
import { isEnough, takeChoice, takePaste } from "#components/debugger/pasted.ts";

const DRAFT: Draft = {
  ...EMPTY_DRAFT,
  url: "https://old.example/",
  origin: "https://app.example",
  headers: [["X-Old", "1"]],
  cookies: "session=1",
};

const request = (fields: PastedFields): PastedRequest => ({ fields, understood: ["the URL"], ignored: ["`-k`: no"] });
const choice = (label: string, suspicious: boolean): PastedChoice => ({
  ...request({ url: `https://api.example/${label}` }),
  label,
  suspicious,
});
const consoleLine = (fields: PastedFields, question: string | null): ReadPaste => ({
  ok: true,
  paste: {
    kind: "console",
    request: request(fields),
    readings: [
      { browser: null, finding: null, explanation: "One of two.", question: null, url: null },
      { browser: "chromium", finding: "allow-origin-missing", explanation: "It is missing.", question, url: null },
    ],
  },
});

describe("a paste in the form", () => {
  test("changes the fields that it gives, and no other", () => {
    const { changes } = takePaste(
      { ok: true, paste: { kind: "curl", request: request({ url: "https://api.example/", method: "PUT" }) } },
      DRAFT,
    );
    expect(changes).toEqual({ url: "https://api.example/", method: "PUT" });
  });

  test("replaces all headers where it gives some, and keeps them where it says nothing of them", () => {
    const taken = (fields: PastedFields) =>
      takePaste({ ok: true, paste: { kind: "fetch", request: request(fields) } }, DRAFT).changes.headers;
    expect(taken({ headers: [["X-New", "2"]] })).toEqual([["X-New", "2"]]);
    expect(taken({ headers: [] })).toEqual([]);
    expect(taken({})).toBeUndefined();
  });

  test("that is started by something else brings what that takes when nothing is said", () => {
    const paste = { kind: "fetch", request: request({ initiator: "eventsource", credentials: "include" }) } as const;
    const { changes } = takePaste({ ok: true, paste }, DRAFT);
    expect(changes).toMatchObject({ initiator: "eventsource", method: "GET", mode: "cors", credentials: "include" });
  });

  test("that was not understood changes nothing", () => {
    const taken = takePaste({ ok: false, message: "Paste something else." }, DRAFT);
    expect(taken).toEqual({ reading: { kind: "refused", message: "Paste something else." }, changes: {} });
    expect(isEnough(taken)).toBe(false);
  });
});

describe("a HAR", () => {
  const har = (...choices: PastedChoice[]): ReadPaste => ({ ok: true, paste: { kind: "har", choices, leftOut: [] } });

  test("with many requests is to be chosen from, the suspicious ones first and else in their order", () => {
    const taken = takePaste(har(choice("a", false), choice("b", true), choice("c", false), choice("d", true)), DRAFT);
    if (taken.reading.kind !== "choosing") throw new Error(taken.reading.kind);
    expect(taken.reading.choices.map(({ label }) => label)).toEqual(["b", "d", "a", "c"]);
    expect(taken.changes).toEqual({});
    expect(isEnough(taken)).toBe(false);

    const chosen = takeChoice(taken.reading.choices, 1, DRAFT);
    expect(chosen.changes).toEqual({ url: "https://api.example/d" });
    expect(chosen.reading).toMatchObject({ kind: "read", from: "har", choices: taken.reading.choices });
    expect(isEnough(chosen)).toBe(true);
  });

  test("with one request needs no choice", () => {
    const taken = takePaste(har(choice("a", false)), DRAFT);
    expect(taken.changes).toEqual({ url: "https://api.example/a" });
    expect(taken.reading).toMatchObject({ kind: "read", choices: [] });
  });

  test("does not give what it does not have", () => {
    const choices = [choice("a", false)];
    expect(takeChoice(choices, 7, DRAFT)).toEqual({ reading: { kind: "choosing", choices, leftOut: [] }, changes: {} });
    expect(takeChoice(choices, Number.NaN, DRAFT).changes).toEqual({});
  });
});

describe("a line of the console", () => {
  test.each<[sentence: string, fields: PastedFields, control: string | null]>([
    ["asks beside the page's field where it names the URL alone", { url: "https://api.example/" }, "origin"],
    [
      "asks beside the method where it names both",
      { url: "https://api.example/", origin: "https://a.example" },
      "method",
    ],
    [
      "asks beside no field where all are given",
      { url: "https://api.example/", origin: "https://a.example", method: "GET", credentials: "omit" },
      null,
    ],
  ])("%s", (_, fields, control) => {
    const taken = takePaste(consoleLine(fields, "Which one?"), DRAFT);
    expect(taken.reading).toMatchObject({ kind: "read", question: { control, text: "Which one?" } });
    expect(taken.changes).toEqual(fields);
  });

  test("is looked at before it is run, even where it leaves nothing open", () => {
    const taken = takePaste(consoleLine({ url: "https://api.example/" }, null), DRAFT);
    expect(taken.reading).toMatchObject({ question: null });
    expect(isEnough(taken)).toBe(false);
  });
});

import { describe, expect, test } from "vitest";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { diagnoseSupplied } from "#lib/diagnosis/diagnose-supplied.ts";
import type { SuppliedResponse } from "#lib/diagnosis/evaluate.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import { applyRemedy } from "#components/what-if/apply-remedy.ts";
import { draftFromFragment, draftToFragment } from "#components/what-if/draft-fragment.ts";
import { changeHistory, historyOf } from "#components/what-if/draft-history.ts";
import { draftOf, withLine, type WhatIfDraft } from "#components/what-if/draft.ts";
import { evaluateDraft } from "#components/what-if/evaluation.ts";
import { differencesBetween } from "#components/diagnosis/differences.ts";

const PAGE = "https://shop.example";
const REFUSED: SuppliedResponse = { status: 401, headers: [["WWW-Authenticate", "Basic"]] };
const MOVED: SuppliedResponse = {
  status: 302,
  headers: [
    ["Access-Control-Allow-Origin", PAGE],
    ["Location", "https://other.example/"],
  ],
};

function diagnosed(fields: object, responses: readonly SuppliedResponse[]): Diagnosis {
  const read = readFields({ url: "https://api.example/orders", origin: PAGE, ...fields });
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return diagnoseSupplied(read.request, responses, "supplied", { bodyBytes: 0, cookiesSent: false });
}

function evaluated(draft: WhatIfDraft, diagnosis: Diagnosis): Diagnosis {
  const result = evaluateDraft(draft, diagnosis);
  if (result.kind === "invalid") throw new Error(JSON.stringify(result.errors));
  return result.diagnosis;
}

const PREFLIGHTED = diagnosed({ method: "PUT", headers: [["X-Trace", "s3cret"]] }, [REFUSED]);

describe("a draft", () => {
  test.each([
    ["a refused preflight", PREFLIGHTED],
    ["a redirect to nowhere", diagnosed({}, [MOVED, { failure: { phase: "dns", code: "name-not-found" } }])],
    ["a mode that browsers see differently", diagnosed({ initiator: "font" }, [{ status: 200, headers: [] }])],
  ])("without edits comes to what was diagnosed: %s", (_, diagnosis) => {
    const { source, ...same } = evaluated(draftOf(diagnosis), diagnosis);
    expect(source).toBe("edited");
    expect(same).toEqual({ ...diagnosis, source: undefined });
  });

  test("with every remedy applied is through in all browsers, what nobody has seen marked as assumed", () => {
    expect(PREFLIGHTED.remedies.length).toBeGreaterThan(0);
    for (const remedy of PREFLIGHTED.remedies) {
      const fixed = applyRemedy(draftOf(PREFLIGHTED), remedy, PREFLIGHTED);
      expect(evaluated(fixed, PREFLIGHTED).outcome).toBe(remedy.proof?.outcome);
      expect(fixed.answers.map(({ exchange }) => exchange)).toContain(null);
    }
  });

  test("leaves a line out while it cannot be, and gives no answer without a status", () => {
    const draft = draftOf(PREFLIGHTED);
    const [answer] = draft.answers;
    if (!answer) throw new Error("no answer");
    const wrong = { ...answer, lines: [...answer.lines, { was: null, is: ["Not a name", "x"] as const }] };
    expect(evaluated({ ...draft, answers: [wrong] }, PREFLIGHTED).reason).toBe(PREFLIGHTED.reason);
    const statusless = { ...answer, status: "2" };
    expect(evaluated({ ...draft, answers: [statusless] }, PREFLIGHTED).outcome).toBe("undetermined");
  });

  test("puts a header in once, where its first line stands", () => {
    const lines = (["A", "b", "B"] as const).map((name) => ({ was: [name, "1"] as const, is: [name, "1"] as const }));
    expect(withLine(lines, "B", "2").map(({ is }) => is)).toEqual([["A", "1"], ["B", "2"], null]);
  });
});

describe("the edits in an address", () => {
  const original = draftOf(PREFLIGHTED);
  const [remedy] = PREFLIGHTED.remedies;
  const fixed = remedy ? applyRemedy(original, remedy, PREFLIGHTED) : original;

  test("come back as they were, without a value of a request header", () => {
    const fragment = draftToFragment(fixed, original);
    expect(draftFromFragment(`#${fragment}`, original)).toEqual(fixed);
    const renamed = { ...fixed, request: { ...fixed.request, headers: [["X-Other", "s3cret"]] as const } };
    const told = draftToFragment(renamed, original);
    expect(decodeURIComponent(told)).not.toContain("s3cret");
    expect(draftFromFragment(`#${told}`, original)?.request.headers).toEqual([["X-Other", ""]]);
  });

  test("are none where nothing was edited", () => {
    expect(draftToFragment(original, original)).toBe("");
  });

  test.each([
    "",
    "#edits=",
    "#edits=null",
    "#edits=%7B",
    '#edits={"request":{},"answers":[{"exchange":7,"status":"200"}]}',
    '#edits={"request":{},"answers":[{"exchange":0,"status":"2"}]}',
    '#edits={"request":{},"answers":[{"exchange":0,"status":"200","added":[["a b","c"]]}]}',
    '#edits={"request":{},"answers":[{"place":["probe",0,"GET","https://a.example/"],"status":"200"}]}',
    '#edits={"request":{"mode":"navigate"},"answers":[]}',
    '#edits={"request":{"headers":[99]},"answers":[]}',
  ])("that cannot be are ignored: %s", (fragment) => {
    expect(draftFromFragment(fragment, original)).toBeNull();
  });
});

describe("undo", () => {
  const first = draftOf(PREFLIGHTED);
  const second = { ...first, answers: [] };
  const third = { ...first, request: { ...first.request, method: "GET" } };

  test("takes typing at one place back as one change", () => {
    let history = historyOf(first);
    history = changeHistory(history, { kind: "change", draft: second, subject: "status" });
    history = changeHistory(history, { kind: "change", draft: third, subject: "status" });
    expect(changeHistory(history, { kind: "undo" }).present).toBe(first);
  });

  test("takes changes at two places back one by one, and stops at the beginning", () => {
    let history = historyOf(first);
    history = changeHistory(history, { kind: "change", draft: second, subject: "status" });
    history = changeHistory(history, { kind: "change", draft: third, subject: "name" });
    history = changeHistory(history, { kind: "undo" });
    expect(history.present).toBe(second);
    for (let times = 0; times < 3; times++) history = changeHistory(history, { kind: "undo" });
    expect(history.present).toBe(first);
  });
});

test("the differences name each line that only one side has, and answers that nobody has seen", () => {
  const edited = diagnosed({ method: "PUT", headers: [["X-Trace", "s3cret"]] }, [
    {
      status: 204,
      headers: [
        ["Access-Control-Allow-Origin", PAGE],
        ["Access-Control-Allow-Methods", "PUT"],
        ["Access-Control-Allow-Headers", "x-trace"],
      ],
    },
    { status: 200, headers: [] },
  ]);
  const changes = differencesBetween(PREFLIGHTED, edited).map(({ place, lines }) => [
    place,
    lines.map((line) => (line.sign === "…" ? line.sign : `${line.sign}${line.text}`)),
  ]);
  expect(changes).toEqual([
    [
      "Answer to OPTIONS /orders",
      [
        "-status 401 Unauthorized",
        "-WWW-Authenticate: Basic",
        "+status 204 No Content",
        `+Access-Control-Allow-Origin: ${PAGE}`,
        "+Access-Control-Allow-Methods: PUT",
        "+Access-Control-Allow-Headers: x-trace",
      ],
    ],
    ["Answer to PUT /orders, which nobody has seen", ["+status 200 OK"]],
  ]);
  expect(differencesBetween(edited, edited)).toEqual([]);
});

import { describe, expect, test } from "vitest";
import type { Diagnosis, Edit } from "#lib/contract/diagnosis.ts";
import type { HeaderLine } from "#lib/fetch/header-list.ts";
import { changesOf } from "#lib/render/changed-lines.ts";
import { aDiagnosis } from "#tests/unit/store/diagnosis.ts";

function diagnosisWith(headers: readonly HeaderLine[]): Diagnosis {
  return aDiagnosis({
    exchanges: [
      {
        role: "actual",
        hop: 0,
        request: { method: "GET", url: "https://api.example/orders", headers: [] },
        response: {
          status: 401,
          httpVersion: "1.1",
          headers: headers.map(([name, value]) => [name, value]),
          bodyStart: null,
        },
        failure: null,
        remoteAddress: null,
        timingMs: null,
      },
    ],
  });
}

/** The diff as text. */
function diff(headers: readonly HeaderLine[], ...edits: readonly Edit[]): readonly string[] {
  return changesOf(diagnosisWith(headers), edits).flatMap(({ place, lines }) => [
    `@ ${place}`,
    ...lines.map((line) => (line.sign === "…" ? `… ${line.count}` : `${line.sign} ${line.text}`)),
  ]);
}

const ALLOW = "Access-Control-Allow-Origin";
const answer = { role: "actual", hop: 0, necessary: true } as const;
const set = (value: string): Edit => ({ ...answer, op: "set", name: ALLOW, value });

describe("what a remedy changes", () => {
  test("stands in the block of the answer, with the lines that stay", () => {
    const headers = [
      ["Date", "today"],
      ["Server", "x"],
      [ALLOW.toLowerCase(), "*"],
      ["Vary", "Accept"],
    ] as const;
    expect(diff(headers, set("https://shop.example"))).toEqual([
      "@ Answer to the request",
      "  401 Unauthorized",
      "… 2",
      "- access-control-allow-origin: *",
      `+ ${ALLOW}: https://shop.example`,
      "  Vary: Accept",
    ]);
  });

  test("keeps the one of two lines that is right as it is", () => {
    expect(
      diff(
        [
          [ALLOW, "*"],
          [ALLOW, "*"],
        ],
        set("*"),
      ),
    ).toEqual(["@ Answer to the request", "  401 Unauthorized", `  ${ALLOW}: *`, `- ${ALLOW}: *`]);
  });

  test("adds a line that was missing, and replaces the status", () => {
    expect(
      diff(
        [["Date", "today"]],
        set("*"),
        { ...answer, op: "append", name: "Vary", value: "Origin" },
        {
          ...answer,
          op: "status",
          value: "204",
        },
      ),
    ).toEqual([
      "@ Answer to the request",
      "- 401 Unauthorized",
      "+ 204 No Content",
      "  Date: today",
      `+ ${ALLOW}: *`,
      "+ Vary: Origin",
    ]);
  });

  test("removes every line of a name", () => {
    const headers = [
      [ALLOW, "*"],
      ["X-Other", "1"],
      [ALLOW, "null"],
    ] as const;
    expect(diff(headers, { ...answer, op: "remove", name: ALLOW })).toEqual([
      "@ Answer to the request",
      "  401 Unauthorized",
      `- ${ALLOW}: *`,
      "  X-Other: 1",
      `- ${ALLOW}: null`,
    ]);
  });

  test("says that nobody has seen the answer that it changes", () => {
    expect(diff([], { ...answer, hop: 2, op: "set", name: ALLOW, value: "*" })).toEqual([
      "@ Answer to the request after 2 redirects, which nobody has seen yet",
      `+ ${ALLOW}: *`,
    ]);
  });

  test("of the page's request shows what was asked and what to ask instead", () => {
    const edit: Edit = { request: "credentials", op: "set", value: "omit", necessary: true };
    expect(diff([], edit)).toEqual(["@ What the page asks for", "- credentials: same-origin", "+ credentials: omit"]);
  });
});

import { describe, expect, it } from "vitest";
import { addTallies, tallyLastLine, tallyVitest } from "../../bin/tally.mjs";

function file(status: string, ...assertions: string[]): unknown {
  return { status, assertionResults: assertions.map((assertion) => ({ status: assertion })) };
}

const CASES = [
  { name: "tests that pass", files: [file("passed", "passed", "passed")], exitCode: 0, want: [2, 0] },
  { name: "a test that fails", files: [file("failed", "passed", "failed")], exitCode: 1, want: [1, 1] },
  { name: "skipped tests count for nothing", files: [file("passed", "passed", "skipped")], exitCode: 0, want: [1, 0] },
  {
    name: "a file that cannot be loaded",
    files: [file("passed", "passed"), file("failed")],
    exitCode: 1,
    want: [1, 1],
  },
  { name: "an error between tests", files: [file("passed", "passed")], exitCode: 1, want: [1, 1] },
  { name: "no test files", files: [], exitCode: 1, want: [0, 1] },
  { name: "a run ended by a signal", files: [file("passed", "passed")], exitCode: null, want: [1, 1] },
];

describe("tallyVitest", () => {
  it.each(CASES)("counts $name", ({ files, exitCode, want: [passed, failed] }) => {
    expect(tallyVitest(JSON.stringify({ testResults: files }), exitCode)).toEqual({ passed, failed });
  });

  it.each([null, "", "{"])("counts a run whose report is %j as one failure", (report) => {
    expect(tallyVitest(report, 0)).toEqual({ passed: 0, failed: 1 });
  });
});

describe("tallyLastLine", () => {
  it.each([
    { name: "what the last line says", output: "a table\n7 passed, 2 failed\n", exitCode: 1, want: [7, 2] },
    { name: "nothing when nothing was there to be run", output: "0 passed, 0 failed\n", exitCode: 0, want: [0, 0] },
    { name: "a failure that was not counted", output: "7 passed, 0 failed\n", exitCode: 1, want: [7, 1] },
    { name: "one failure when it stopped before the last line", output: "a table\n", exitCode: 0, want: [0, 1] },
    {
      name: "one failure when more was written after it",
      output: "7 passed, 0 failed\nx\n",
      exitCode: 0,
      want: [0, 1],
    },
    { name: "one failure when a signal ended it", output: "", exitCode: null, want: [0, 1] },
  ])("counts $name", ({ output, exitCode, want: [passed, failed] }) => {
    expect(tallyLastLine(output, exitCode)).toEqual({ passed, failed });
  });
});

describe("addTallies", () => {
  it("adds what passed and what failed", () => {
    const tallies = [
      { passed: 1, failed: 2 },
      { passed: 30, failed: 40 },
    ];
    expect(addTallies(tallies)).toEqual({ passed: 31, failed: 42 });
  });
});

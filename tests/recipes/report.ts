import type { Verdict, Verification } from "./verification.ts";

/** A table of what came out, and below it what went wrong. */
export function renderVerifications(verifications: readonly Verification[]): string {
  const rows = verifications.map(({ server, situation, before, after, problems }) => [
    problems.length === 0 ? "ok" : "FAILED",
    server,
    situation,
    verdict(before),
    verdict(after),
  ]);
  const table = [["", "server", "situation", "misconfigured", "with the recipe"], ...rows];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)).join("  "));
  return [...lines, ...verifications.flatMap(problemsOf)].map((line) => line.trimEnd()).join("\n");
}

function problemsOf({ server, situation, problems }: Verification): string[] {
  return problems.length === 0 ? [] : [`\n${server}, ${situation}:`, ...problems.map((problem) => `  ${problem}`)];
}

/** The verdict once where both agree. */
function verdict(seen: Verdict | null): string {
  if (seen === null) return "-";
  return seen.preflight === seen.chromium ? seen.preflight : `${seen.preflight}, Chromium ${seen.chromium}`;
}

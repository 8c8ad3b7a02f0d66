/** The sum of `{ passed, failed }` counts. */
export function addTallies(tallies) {
  return tallies.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), {
    passed: 0,
    failed: 0,
  });
}

/**
 * What a run of Vitest counts for, from the text of its JSON report (null when it wrote none) and its exit code. A file
 * that cannot be loaded has no tests to count, and neither has an error between tests: each run that fails counts at
 * least one failure.
 */
export function tallyVitest(report, exitCode) {
  const { passed, failed } = countTests(report);
  return { passed, failed: exitCode === 0 ? failed : Math.max(failed, 1) };
}

/** What a command counts for that ends with the line "N passed, N failed"; without that line, for one failure. */
export function tallyLastLine(output, exitCode) {
  const [, passed, failed] = /(?:^|\n)(\d+) passed, (\d+) failed\n$/.exec(output) ?? [null, 0, 1];
  return { passed: Number(passed), failed: exitCode === 0 ? Number(failed) : Math.max(Number(failed), 1) };
}

function countTests(report) {
  let results;
  try {
    results = JSON.parse(report ?? "").testResults;
  } catch {
    return { passed: 0, failed: 1 };
  }
  return addTallies(
    results.map(({ status, assertionResults }) => {
      const count = (wanted) => assertionResults.filter((assertion) => assertion.status === wanted).length;
      const failed = count("failed");
      return { passed: count("passed"), failed: status === "failed" ? Math.max(failed, 1) : failed };
    }),
  );
}

import { percent, type Agreement, type Disagreement } from "./agreement.ts";
import type { OracleCase } from "./case.ts";
import { ORACLE_LIMITS } from "./limits.ts";
import type { Observation } from "./oracle.ts";
import { comparableWire, DIFFERENCES, type Difference } from "./prediction.ts";
import { UNREACHABLE_REASONS } from "./unreachable-reasons.ts";

/** What people read after a run. */
export function renderAgreement(agreement: Agreement): string {
  const { browser, version, cases, wrong, ends, steps } = agreement;
  const equal = DIFFERENCES.map((aspect) => `${aspect} ${percent(1 - wrong[aspect] / cases)}`).join(", ");
  const causes = new Map<string, number>();
  for (const { cause } of agreement.disagreements) causes.set(cause, (causes.get(cause) ?? 0) + 1);
  const byCount = [...ends].sort(([, a], [, b]) => b - a);
  return [
    `${browser} ${version}: ${String(cases)} cases`,
    `  equal: ${equal}`,
    "  cases by outcome or reason:",
    ...byCount.map(([end, count]) => `    ${String(count).padStart(5)}  ${end}`),
    "  cases by step of the standard, passed and failed:",
    ...[...steps]
      .sort()
      .map(([step, { pass, fail }]) => `    ${String(pass).padStart(5)} ${String(fail).padStart(5)}  ${step}`),
    ...Object.entries(UNREACHABLE_REASONS[browser]).map(([reason, why]) => `  out of reach: ${reason}, because ${why}`),
    ...ORACLE_LIMITS[browser].map(({ why }) => `  not asked: ${why}`),
    ...[...causes].map(([cause, count]) => `  different: ${String(count)}, because ${cause}`),
    ...agreement.shortcomings.map((shortcoming) => `  NOT ENOUGH: ${shortcoming}`),
  ].join("\n");
}

export function renderDisagreement({ generated, differences, predicted, observed, cause }: Disagreement): string {
  const { oracleCase, seed } = generated;
  const shown = (observation: Observation, aspect: Difference) => {
    if (aspect === "wire") return JSON.stringify(comparableWire(oracleCase, observation));
    return JSON.stringify(observation[aspect === "verdict" ? "type" : aspect === "reason" ? "console" : aspect]);
  };
  const aspects = differences.map(
    (aspect) => `    ${aspect}\n      engine:  ${shown(predicted, aspect)}\n      browser: ${shown(observed, aspect)}`,
  );
  return [`  ${oracleCase.id}, seed ${String(seed)}: ${cause}`, ...aspects].join("\n");
}

export function renderCase(oracleCase: OracleCase): string {
  return JSON.stringify(oracleCase);
}

import type { FindingCase } from "./finding-case.ts";
import { FINDING_CASES } from "./finding-cases.ts";
import { FINDING_CASES_BESIDE } from "./finding-cases-beside.ts";
import { FINDING_CASES_CAUSES } from "./finding-cases-causes.ts";
import { FINDING_CASES_INTERCEPTED } from "./finding-cases-intercepted.ts";
import { FINDING_CASES_LOCAL_NETWORK } from "./finding-cases-local-network.ts";
import { FINDING_CASES_MISSES } from "./finding-cases-misses.ts";
import { FINDING_CASES_NEEDLESS } from "./finding-cases-needless.ts";

/** The tables of all files, each about one family of findings. */
export const ALL_FINDING_CASES: readonly FindingCase[] = [
  ...FINDING_CASES,
  ...FINDING_CASES_BESIDE,
  ...FINDING_CASES_CAUSES,
  ...FINDING_CASES_INTERCEPTED,
  ...FINDING_CASES_LOCAL_NETWORK,
  ...FINDING_CASES_MISSES,
  ...FINDING_CASES_NEEDLESS,
];

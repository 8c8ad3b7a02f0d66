import fc from "fast-check";
import { named, type OracleCase } from "./case.ts";
import { caseArbitrary } from "./generator/case-arbitrary.ts";
import { isWithinLimits } from "./limits.ts";
import type { Oracle } from "./oracle.ts";

/** A generated case with what is needed to make it again, smaller. */
export interface GeneratedCase {
  readonly oracleCase: OracleCase;
  /** The seed of this case alone. */
  readonly seed: number;
}

/** The first cases of that seed which the oracle can judge. */
export function generateCases(name: Oracle["name"], { count, seed }: { count: number; seed: number }): GeneratedCase[] {
  const generated: GeneratedCase[] = [];
  for (let index = 0; generated.length < count; index++) {
    const ownSeed = (seed + Math.imul(index, 0x9e3779b1)) | 0;
    const [unnamed] = fc.sample(caseArbitrary, { seed: ownSeed, numRuns: 1 });
    if (unnamed === undefined) throw new Error("a sample of one has one element");
    const oracleCase = named(unnamed, `${String(seed >>> 0)}-${String(index)}`);
    if (isWithinLimits(name, oracleCase)) generated.push({ oracleCase, seed: ownSeed });
  }
  return generated;
}

/** The smallest case that is still found to be wrong; null when none is any more. */
export async function shrink(
  { oracleCase, seed }: GeneratedCase,
  {
    name,
    isWrong,
    attempts,
  }: { name: Oracle["name"]; isWrong: (smaller: OracleCase) => Promise<boolean>; attempts: number },
): Promise<OracleCase | null> {
  let tried = 0;
  let smallest: OracleCase | null = null;
  await fc.check(
    fc.asyncProperty(caseArbitrary, async (unnamed) => {
      tried += 1;
      if (tried > attempts) return true;
      const smaller = named(unnamed, `${oracleCase.id}-${String(tried)}`);
      if (!isWithinLimits(name, smaller) || !(await isWrong(smaller))) return true;
      smallest = smaller;
      return false;
    }),
    { seed, numRuns: 1 },
  );
  return smallest;
}

import type { SpecAlgorithm } from "./spec.ts";

/** One numbered step of the standard that a run took. */
export interface TraceEntry {
  readonly algorithm: SpecAlgorithm;
  /** The step's number in the standard, sub-steps joined by dots: `7.5`. */
  readonly step: string;
  /** Index of the exchange within the run; null before the first. */
  readonly exchange: number | null;
  readonly outcome: "pass" | "fail" | "info";
  readonly detail: string;
}

import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { FINDINGS, type FindingId } from "#lib/diagnosis/findings/index.ts";

const TOGETHER_MAX = 4;
const RELATED_MIN = 3;
const RELATED_MAX = 6;

/**
 * What to read beside a finding, six at most: what appears together with it in these diagnoses, most often first, and then
 * what has words of its name in common. Where that is little, its neighbours in the registry too.
 */
export function relatedFindings(id: FindingId, diagnoses: readonly Diagnosis[]): FindingId[] {
  const others = FINDINGS.map((definition): FindingId => definition.id).filter((other) => other !== id);
  const together = ranked(others, (other) => diagnoses.filter((each) => has(each, id) && has(each, other)).length);
  const alike = ranked(others, (other) => likeness(id, other));
  const related = [...together.slice(0, TOGETHER_MAX), ...alike];
  const position = FINDINGS.findIndex((definition) => definition.id === id);
  const first = Math.max(0, Math.min(position - 1, others.length - RELATED_MIN));
  const neighbours = others.slice(first, first + RELATED_MIN);
  const wanted = new Set(related.length < RELATED_MIN ? [...related, ...neighbours] : related);
  return [...wanted].slice(0, RELATED_MAX);
}

/** Those with a score above 0, the highest first. */
function ranked(ids: readonly FindingId[], scoreOf: (id: FindingId) => number): FindingId[] {
  return ids
    .map((id) => ({ id, score: scoreOf(id) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .map(({ id }) => id);
}

function has({ findings }: Diagnosis, id: FindingId): boolean {
  return findings.some((finding) => finding.id === id);
}

/** The share of words that two names have in common, from 0 to 1. */
function likeness(one: FindingId, other: FindingId): number {
  const words = wordsOf(one);
  const otherWords = wordsOf(other);
  const common = words.filter((word) => otherWords.includes(word)).length;
  return common / (words.length + otherWords.length - common);
}

/** Words that say nothing of what a finding is about. */
const SMALL_WORDS: ReadonlySet<string> = new Set(
  "a error header instead many missing no not of ok request requests response too with without".split(" "),
);

function wordsOf(id: FindingId): string[] {
  return [...new Set(id.split("-"))].filter((word) => !SMALL_WORDS.has(word));
}

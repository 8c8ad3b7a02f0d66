import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { SEVERITIES } from "#lib/contract/terms.ts";
import { buildDiagnosis, type RequestFacts } from "#lib/diagnosis/build-diagnosis.ts";
import { evaluate } from "#lib/diagnosis/evaluate.ts";
import { FINDINGS, type FindingId } from "#lib/diagnosis/findings/index.ts";
import { observe } from "#lib/diagnosis/observe.ts";
import { Redactor } from "#lib/diagnosis/redact.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { LAB_SCENARIOS } from "#lib/lab/catalog.ts";
import type { LabOrigins, LabScenario } from "#lib/lab/scenario.ts";
import { EXAMPLE_PAGE, EXAMPLE_URL, GIVEN_EXAMPLES, type GivenExample } from "./given-examples.ts";
import { labFetchRequest, labNetwork, requestOf } from "./lab-network.ts";
import { recordOver, type Network } from "./network.ts";
import { relatedFindings } from "./related-findings.ts";

/** A case in which a finding appears. */
export interface Example {
  /** The scenario of the lab that shows it; null where the lab cannot. */
  readonly scenario: LabScenario | null;
  /** What the engines make of it, without a network. */
  readonly diagnosis: Diagnosis;
}

export interface Examples {
  /** For each finding the case that shows it best. */
  readonly byFinding: ReadonlyMap<string, Example>;
  readonly relatedTo: (id: FindingId) => readonly FindingId[];
}

/**
 * An example of every finding: of all scenarios of the lab the one that shows it best, or a given one where none shows
 * it, or none as grave. Takes about a second.
 */
export function findExamples(origins: LabOrigins): Examples {
  const network = labNetwork(origins);
  const lab = LAB_SCENARIOS.map((scenario): Example => {
    const request = labFetchRequest(scenario, origins);
    return { scenario, diagnosis: diagnosisOver(request, network, scenario.request.body) };
  });
  const all = [...lab];
  const byFinding = new Map<FindingId, Example>();
  for (const { id } of FINDINGS) {
    const given = GIVEN_EXAMPLES[id];
    const best = bestOf(id, given === undefined ? lab : [...lab, exampleOf(given)]);
    if (best === null) continue;
    byFinding.set(id, best);
    if (best.scenario === null) all.push(best);
  }
  const diagnoses = all.map(({ diagnosis }) => diagnosis);
  return { byFinding, relatedTo: (id) => relatedFindings(id, diagnoses) };
}

/**
 * The example in which the finding is gravest, of those a scenario of the lab rather than a given one, and of those the one
 * in which it stands nearest to the top, that is broken, and that has as little beside it as possible.
 */
function bestOf(id: FindingId, examples: readonly Example[]): Example | null {
  const ranked = examples.flatMap((example) => {
    const { findings } = example.diagnosis;
    const position = findings.findIndex((finding) => finding.id === id);
    const finding = findings[position];
    if (finding === undefined) return [];
    const { scenario } = example;
    const isGiven = scenario === null ? 1 : 0;
    const isCorrect = scenario?.correct === true ? 1 : 0;
    const rank = [SEVERITIES.indexOf(finding.severity), isGiven, position, isCorrect, findings.length];
    return [{ example, rank }];
  });
  return ranked.sort((one, other) => compare(one.rank, other.rank))[0]?.example ?? null;
}

/** Lexicographically. */
function compare(one: readonly number[], other: readonly number[]): number {
  const differences = one.map((value, index) => value - (other[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}

function exampleOf(given: GivenExample): Example {
  const request = { ...requestOf({ url: EXAMPLE_URL, origin: EXAMPLE_PAGE, ...given.fields }), ...given.request };
  const body = given.fields?.body ?? null;
  const diagnosis =
    "network" in given
      ? diagnosisOver(request, given.network, body)
      : buildDiagnosis(evaluate(request, given.responses), "supplied", factsOf(body));
  return { scenario: null, diagnosis };
}

/** As a diagnosis over a real network comes about. */
function diagnosisOver(request: FetchRequest, network: Network, body: string | null): Diagnosis {
  const record = new Redactor().record(recordOver(request, network));
  return buildDiagnosis(observe(record), "network", factsOf(body));
}

function factsOf(body: string | null): RequestFacts {
  return { bodyBytes: new TextEncoder().encode(body ?? "").length, cookiesSent: false };
}

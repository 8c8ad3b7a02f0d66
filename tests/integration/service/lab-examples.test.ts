import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { findExamples, type Examples } from "#lib/examples/examples.ts";
import { LAB_SCENARIOS, labPageOrigin, labUrl } from "#lib/lab/catalog.ts";
import { startLab, type Lab } from "#lib/lab/server.ts";
import { startService } from "./service-fixture.ts";

let lab: Lab;
let examples: Examples;

beforeAll(async () => {
  lab = await startLab({ ports: [0, 0, 0], host: "127.0.0.1" });
  examples = findExamples(lab.origins);
});
afterAll(() => lab.close());

/** What the page of a finding shows of its example. */
function shown({ outcome, findings, browsers, remedies, exchanges }: Diagnosis) {
  return {
    outcome,
    findings: findings.map(({ id, severity, explanation }) => ({ id, severity, explanation })),
    printed: Object.entries(browsers).map(([name, { console, exception }]) => ({ name, console, exception })),
    remedies: remedies.map(({ title, edits, proof }) => ({ title, edits, proof })),
    bodies: exchanges.map(({ response }) => response?.bodyStart ?? null),
  };
}

const SCENARIOS_SHOWN = new Set(
  [...findExamples(["http://a.test", "http://b.test", "http://c.test"]).byFinding.values()].flatMap(
    ({ scenario }) => scenario?.id ?? [],
  ),
);

describe("an example of the lab is what the network says of it", () => {
  test.each(LAB_SCENARIOS.filter(({ id }) => SCENARIOS_SHOWN.has(id)))("$id", async (scenario) => {
    const service = await startService({ ports: lab.ports });
    const { body, ...request } = scenario.request;
    const diagnosis = await service.diagnose({
      ...request,
      ...(body === null ? {} : { body }),
      url: labUrl(scenario, lab.origins),
      origin: labPageOrigin(scenario, lab.origins),
      actualRequest: "always",
    });
    const example = [...examples.byFinding.values()].find((each) => each.scenario?.id === scenario.id);
    expect(example).toBeDefined();
    expect(shown(example!.diagnosis)).toEqual(shown(diagnosis));
  });
});

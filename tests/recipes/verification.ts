import { request } from "undici";
import type { Diagnosis, Exchange } from "#lib/contract/diagnosis.ts";
import { policyOf as remedyPolicy } from "#lib/diagnosis/remedies/policy.ts";
import { knownFrom } from "#lib/diagnosis/remedies/would-be.ts";
import type { CorsPolicy, Recipe } from "#lib/recipes/recipe.ts";
import type { Observation } from "#tests/oracle/chromium.ts";
import { policyOf } from "./policy-of.ts";
import { startServerUnderTest } from "./running-server.ts";
import type { ServerUnderTest, Setting } from "./server-under-test.ts";
import type { Situation } from "./situations.ts";
import type { Surroundings } from "./surroundings.ts";

/** An origin that is not let in, unless any is. */
const STRANGER = "http://stranger.localhost";

/** What Preflight said and what Chromium did, each `allowed` or `blocked` where all is well. */
export interface Verdict {
  readonly preflight: string;
  readonly chromium: string;
}

export interface Verification {
  readonly server: string;
  readonly situation: string;
  /** null where it did not come to it. */
  readonly before: Verdict | null;
  readonly after: Verdict | null;
  /** Sentences; none when the recipe is verified. */
  readonly problems: readonly string[];
}

/** Starts the server misconfigured, and with the recipe of each situation; says what came out of every situation. */
export async function verify(
  server: ServerUnderTest,
  recipe: Pick<Recipe, "write">,
  situations: readonly Situation[],
  surroundings: Surroundings,
): Promise<Verification[]> {
  const found = new Map(situations.map(({ id }) => [id, new Finding()]));
  const judgeAll = async (keyOf: (situation: Situation) => Pick<Setting, "cors" | "upstream">, judge: Judge) => {
    for (const [first, ...more] of grouped(situations, keyOf)) {
      const running = await noting(found.get(first.id)!, () => startServerUnderTest(server, keyOf(first)));
      if (running === null) {
        for (const { id } of more) found.get(id)!.problems.push(`${first.id} says why the server did not start`);
        continue;
      }
      for (const situation of [first, ...more]) {
        const finding = found.get(situation.id)!;
        await noting(finding, () => judge(situation, running.origin, finding));
      }
      await running.stop();
    }
  };
  const { upstream, origin } = surroundings;
  await judgeAll(
    ({ before }) => ({ cors: before, upstream: upstream[before] }),
    async (situation, target, finding) => {
      const { verdict, diagnosis } = await askBoth(situation, target, surroundings);
      finding.before = verdict;
      if (verdict.preflight === "blocked") checkRemedy(situation, diagnosis, surroundings.origin, finding);
      const { preflight, chromium } = finding.before;
      finding.expect(preflight === "blocked", `misconfigured, Preflight says ${preflight}`);
      finding.expect(chromium === "blocked", `misconfigured, Chromium says ${chromium}`);
    },
  );
  await judgeAll(
    (situation) => ({ cors: recipe.write(policyOf(situation, origin)), upstream: upstream[situation.before] }),
    async (situation, target, finding) => {
      const answers = await askBoth(situation, target, surroundings);
      finding.after = answers.verdict;
      checkAllowed(situation, answers, finding);
      for (const exchange of answers.diagnosis.exchanges) checkLines(policyOf(situation, origin), exchange, finding);
      await checkStranger(situation, target, surroundings, finding);
      await checkWithoutOrigin(situation, target, finding);
    },
  );
  return situations.map(({ id }) => {
    const { before, after, problems } = found.get(id)!;
    return { server: server.recipe, situation: id, before, after, problems };
  });
}

type Judge = (situation: Situation, target: string, finding: Finding) => Promise<void>;

class Finding {
  before: Verdict | null = null;
  after: Verdict | null = null;
  readonly problems: string[] = [];

  expect(holds: boolean, problem: string): void {
    if (!holds) this.problems.push(problem);
  }
}

/** Situations that one start of the server can serve stand together. */
function grouped(situations: readonly Situation[], keyOf: (situation: Situation) => unknown) {
  const groups = Map.groupBy(situations, (situation) => JSON.stringify(keyOf(situation)));
  return [...groups.values()] as [Situation, ...Situation[]][];
}

/** What comes of it; or null, and the error is a problem of this finding. */
async function noting<T>(finding: Finding, act: () => Promise<T>): Promise<T | null> {
  try {
    return await act();
  } catch (error) {
    finding.problems.push(String(error));
    return null;
  }
}

interface Answers {
  readonly verdict: Verdict;
  readonly diagnosis: Diagnosis;
  readonly observation: Observation;
}

async function askBoth(situation: Situation, target: string, { preflight, page, origin }: Surroundings) {
  const diagnosis = await preflight.diagnose(inputOf(situation, target, origin));
  const { path, ...init } = situation.request;
  const observation = await page.fetch({ ...init, url: `${target}${path}`, mode: "cors", redirect: "follow" });
  const chromium = observation.response === null ? "blocked" : "allowed";
  return { verdict: { preflight: diagnosis.outcome, chromium }, diagnosis, observation } satisfies Answers;
}

function inputOf({ request: { path, body, ...fields } }: Situation, target: string, origin: string): object {
  return {
    ...fields,
    url: `${target}${path}`,
    origin,
    ...(body === null ? {} : { body }),
    actualRequest: "always",
    probes: false,
  };
}

/** What is applied next is what the diagnosis tells to apply; only the page's own wishes are added. */
function checkRemedy(situation: Situation, diagnosis: Diagnosis, origin: string, finding: Finding) {
  const remedy = diagnosis.remedies.find(({ by }) => by === "server");
  const policy = remedy === undefined ? null : remedyPolicy(knownFrom(diagnosis), remedy.edits);
  const told = JSON.stringify({ ...policy, exposed: [] });
  const applied = JSON.stringify({ ...policyOf({ ...situation, anyOrigin: false }, origin), exposed: [] });
  finding.expect(told === applied, `the diagnosis tells ${told}, and not ${applied}`);
}

function checkAllowed({ status, exposed }: Situation, { verdict, diagnosis, observation }: Answers, finding: Finding) {
  const why = observation.console.join(" ");
  finding.expect(verdict.preflight === "allowed", `Preflight says ${verdict.preflight}: ${diagnosis.summary}`);
  finding.expect(verdict.chromium === "allowed", `Chromium says ${verdict.chromium}: ${why}`);
  if (observation.response === null) return;
  const { status: seen, headers } = observation.response;
  finding.expect(seen === status, `the page sees status ${seen} in place of ${status}`);
  const readable = diagnosis.readable.headers.toSorted().join(", ");
  const read = headers.toSorted().join(", ");
  finding.expect(readable === read, `Preflight calls ${readable} readable, Chromium ${read}`);
  for (const name of exposed) finding.expect(headers.includes(name), `the page cannot read ${name}`);
}

/** What every answer to the page has to say. */
function checkLines({ origin, credentials }: CorsPolicy, { role, response }: Exchange, finding: Finding) {
  if (response === null) return;
  const valuesOf = (wanted: string) =>
    response.headers.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value);
  const allowed = valuesOf("access-control-allow-origin");
  finding.expect(
    allowed.length === 1 && allowed[0] === origin,
    `the ${role} answer allows ${JSON.stringify(allowed)} in place of ${origin} alone`,
  );
  const varies = /\borigin\b/i.test(valuesOf("vary").join());
  // No cache keeps the answer to a preflight.
  finding.expect(varies || origin === "*" || role === "preflight", `the ${role} answer has no Vary: Origin`);
  const withCredentials = valuesOf("access-control-allow-credentials").join();
  finding.expect(
    withCredentials === (credentials ? "true" : ""),
    `the ${role} answer says "${withCredentials}" of credentials`,
  );
}

async function checkStranger(situation: Situation, target: string, around: Surroundings, finding: Finding) {
  const { outcome } = await around.preflight.diagnose(inputOf(situation, target, STRANGER));
  const expected = situation.anyOrigin ? "allowed" : "blocked";
  finding.expect(outcome === expected, `a page of another origin is ${outcome}`);
}

/** Those who do not ask across origins still get the application's answer. */
async function checkWithoutOrigin({ request: asked, status }: Situation, target: string, finding: Finding) {
  const { method, path, headers, body } = asked;
  const answer = await request(`${target}${path}`, { method, headers: headers.flat(), body, reset: true });
  await answer.body.dump();
  finding.expect(answer.statusCode === status, `without an Origin the status is ${answer.statusCode}, not ${status}`);
}

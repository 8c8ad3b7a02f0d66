import { parseArgs } from "node:util";
import { RECIPES } from "#lib/recipes/index.ts";
import type { Recipe } from "#lib/recipes/recipe.ts";
import { renderVerifications } from "./report.ts";
import { install, missingFor } from "./requirements.ts";
import type { ServerUnderTest } from "./server-under-test.ts";
import { SERVERS_UNDER_TEST } from "./servers-under-test.ts";
import { SITUATIONS, type Situation, type SituationId } from "./situations.ts";
import { startSurroundings, type Surroundings } from "./surroundings.ts";
import { verify, type Verification } from "./verification.ts";

/** The servers would outlive a run that is broken off. */
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(1));

const { values } = parseArgs({
  options: {
    /** `all` installs whatever is missing, `light` what is not heavy; without it nothing is installed. */
    install: { type: "string", default: "nothing" },
    /** Ids of recipes, with commas. */
    only: { type: "string" },
  },
});
const only = values.only?.split(",");
const chosen = SERVERS_UNDER_TEST.filter(({ recipe }) => only?.includes(recipe) ?? true);
const unknown = only?.filter((id) => chosen.every(({ recipe }) => recipe !== id)) ?? [];
if (unknown.length > 0) throw new Error(`There is no server under test for ${unknown.join(", ")}.`);
const toInstall = { all: chosen, light: chosen.filter(({ needs }) => needs.heavy !== true), nothing: [] };
if (!(values.install in toInstall)) throw new Error(`--install is one of ${Object.keys(toInstall).join(", ")}.`);
const required: readonly ServerUnderTest[] = toInstall[values.install as keyof typeof toInstall];
const lacking = [...install(required)];
const skipped: string[] = [];

const verifications = await verifyAll();
console.log(renderVerifications(verifications));
console.log(`\nSkipped: ${listed(skipped)}`);
if (lacking.length > 0) console.log(`\nNot installed: ${listed(lacking)}`);
const wrong = verifications.filter(({ problems }) => problems.length > 0).length;
const failed = wrong + lacking.length;
process.exitCode = failed === 0 ? 0 : 1;
console.log(`\n${verifications.length - wrong} passed, ${failed} failed`);

function listed(lines: readonly string[]): string {
  return lines.length === 0 ? "nothing" : lines.map((line) => `\n  ${line}`).join("");
}

async function verifyAll(): Promise<Verification[]> {
  const surroundings = await startSurroundings();
  try {
    const found: Verification[] = [];
    for (const server of chosen) found.push(...(await verifyOne(server, surroundings)));
    return found;
  } finally {
    await surroundings.close();
  }
}

async function verifyOne(server: ServerUnderTest, surroundings: Surroundings): Promise<Verification[]> {
  const missing = missingFor(server);
  if (missing.length > 0) {
    (required.includes(server) ? lacking : skipped).push(`${server.recipe}: ${missing.join(", ")} not found`);
    return [];
  }
  const situations = SITUATIONS.filter(({ id, needsProxy }: Situation) => {
    const reason = server.leavesOut?.[id as SituationId];
    if (reason !== undefined) skipped.push(`${server.recipe}, ${id}: ${reason}`);
    return reason === undefined && (server.isProxy === true || needsProxy !== true);
  });
  const started = performance.now();
  const verifications = await verify(server, recipeOf(server), situations, surroundings);
  console.error(`${server.recipe}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return verifications;
}

function recipeOf({ recipe: id }: ServerUnderTest): Recipe {
  const recipe = RECIPES.find((candidate) => candidate.id === id);
  if (recipe === undefined) throw new Error(`There is no recipe ${id}.`);
  return recipe;
}

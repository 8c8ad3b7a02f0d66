import type { Problem, Remedy } from "#lib/contract/diagnosis.ts";
import type { ServerName } from "#lib/contract/servers.ts";
import { recipesFor } from "#lib/recipes/index.ts";
import type { Recipe } from "#lib/recipes/recipe.ts";
import { snippetOf } from "#lib/recipes/snippet.ts";
import { findSolutions, type Solution } from "./find-solutions.ts";
import { problemsOf } from "./problems.ts";
import { policyOf } from "./policy.ts";
import { assumedStatus, isThrough, REMEDIED_BROWSERS, whatIf, type Known } from "./what-if.ts";
import { titleOf } from "./wording.ts";

export interface Remedied {
  readonly problems: Problem[];
  readonly remedies: Remedy[];
}

/**
 * Everything that is in the way of a blocked request, in the order in which browsers would show it, and what to do about
 * it; both are empty where nothing blocks, or where nothing can be done. The recipes of the servers that were recognised
 * come first.
 */
export function remedied(known: Known, servers: readonly ServerName[]): Remedied {
  const solutions = findSolutions(known);
  const [first] = solutions;
  return {
    problems: first === undefined ? [] : problemsOf(first.obstacles),
    remedies: solutions.map((solution) => remedyOf(known, solution, servers)),
  };
}

function remedyOf(known: Known, solution: Solution, servers: readonly ServerName[]): Remedy {
  const { by, edits, obstacles } = solution;
  const policy = policyOf(known, edits);
  return {
    fixes: [...new Set(obstacles.flatMap(({ outcome }) => (outcome.error === null ? [] : [outcome.error.reason])))],
    by,
    title: titleOf(solution),
    edits: [...edits],
    proof: proofOf(known, solution),
    snippets: policy === null ? [] : inOrder(recipesFor(policy), servers).map((recipe) => snippetOf(recipe, policy)),
  };
}

/** Those of the servers that were recognised come first. */
function inOrder(recipes: readonly Recipe[], servers: readonly ServerName[]): Recipe[] {
  const rank = (recipe: Recipe) => {
    const position = servers.findIndex((name) => recipe.servers.includes(name));
    return position === -1 ? servers.length : position;
  };
  return recipes.toSorted((a, b) => rank(a) - rank(b));
}

/** What the engines make of the edits, and which answers they had to take for granted. */
function proofOf(known: Known, { edits }: Solution): Remedy["proof"] {
  const runs = REMEDIED_BROWSERS.map((browser) => whatIf(known, edits, browser));
  if (!runs.every(isThrough)) return null;
  const assumed = runs.flatMap(({ steps, sources }) =>
    steps.flatMap(({ request: { role, hop } }, index) => {
      const source = sources[index];
      if (source === undefined || source.kind === "seen") return [];
      if (source.kind === "assumed") return [{ role, hop, status: assumedStatus(role) }];
      const status = known.exchanges[source.exchange]?.response?.status ?? 0;
      return [{ role, hop, status, exchange: source.exchange }];
    }),
  );
  const distinct = new Map(assumed.map((each) => [JSON.stringify(each), each]));
  const isOpaque = runs.some(({ outcome }) => outcome.outcome === "opaque");
  return { outcome: isOpaque ? "opaque" : "allowed", assumed: [...distinct.values()] };
}

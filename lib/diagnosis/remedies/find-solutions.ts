import { INITIATOR_TERMS } from "#lib/contract/initiators.ts";
import type { Edit } from "#lib/contract/diagnosis.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { normalizeMethod } from "#lib/fetch/method.ts";
import { ACCESS_REPAIRS } from "./allow-origin.ts";
import { editRequest, isResponseEdit, placeOf } from "./edits.ts";
import { PREFLIGHT_REPAIRS } from "./preflight.ts";
import { obstacleOf, type Repair, type RepairTable } from "./repair.ts";
import { OTHER_REPAIRS } from "./request.ts";
import { firstBlocked, REMEDIED_BROWSERS, whatIf, type Known, type WhatIfRun } from "./what-if.ts";

const REPAIRS: RepairTable = { ...ACCESS_REPAIRS, ...PREFLIGHT_REPAIRS, ...OTHER_REPAIRS };

/** Keeps a search without end from happening: chains of twenty redirects need a few edits at each of them. */
const STATES_MAX = 150;

/** A set of edits with which the page gets through in every browser. */
export interface Solution {
  readonly by: "server" | "client";
  readonly edits: readonly Edit[];
  /** What blocked on the way to it, each met with the repairs of those before it. */
  readonly obstacles: readonly WhatIfRun[];
}

/** In which order the ways past an obstacle are tried; `usual` keeps the order of their table. */
type Preference = "usual" | "server" | "client";

/**
 * The smallest sets of edits that get the page through in every browser, at most one for the server and one for the
 * page, the usual one first. Found by getting past whatever blocks, one obstacle after the other, and then leaving out
 * every edit that is not needed.
 */
export function findSolutions(known: Known): Solution[] {
  const usual = solve(known, "usual");
  if (usual === null) return [];
  const other = solve(known, usual.by === "server" ? "client" : "server");
  return other === null || other.by === usual.by || !standsAlone(known, other) ? [usual] : [usual, other];
}

function solve(known: Known, preference: Preference): Solution | null {
  const path = search(known, [], [], { preference, seen: new Set() });
  if (path === null) return null;
  const edits = withoutNeedless(known, path.edits);
  return { by: edits.every(isResponseEdit) ? "server" : "client", edits, obstacles: path.obstacles };
}

/** Whether the page needs nobody else for it: no answer that was seen has to change. */
function standsAlone(known: Known, { by, edits }: Solution): boolean {
  if (by === "server") return true;
  return REMEDIED_BROWSERS.every((browser) => {
    const { steps, sources } = whatIf(known, edits, browser);
    return steps.every(
      ({ request: { role, hop } }, index) =>
        sources[index]?.kind === "assumed" ||
        !edits.some((edit) => isResponseEdit(edit) && edit.role === role && edit.hop === hop),
    );
  });
}

interface Search {
  readonly preference: Preference;
  /** Sets of edits that were tried. */
  readonly seen: Set<string>;
}

type Path = Pick<Solution, "edits" | "obstacles">;

function search(known: Known, edits: readonly Edit[], obstacles: readonly WhatIfRun[], way: Search): Path | null {
  const blocked = firstBlocked(known, edits);
  if (blocked === null) return { edits, obstacles };
  const obstacle = obstacleOf(editRequest(known.request, edits), blocked);
  if (obstacle === null) return null;
  for (const repair of inOrder(REPAIRS[obstacle.error.reason](obstacle), way.preference)) {
    const next = withRepair(edits, repair);
    const key = JSON.stringify(next);
    if (way.seen.has(key) || way.seen.size >= STATES_MAX) continue;
    if (repair.by === "client" && !isPossible(editRequest(known.request, next))) continue;
    way.seen.add(key);
    const path = search(known, next, [...obstacles, blocked], way);
    if (path !== null) return path;
  }
  return null;
}

function inOrder(repairs: readonly Repair[], preference: Preference): readonly Repair[] {
  if (preference === "usual") return repairs;
  return [...repairs.filter(({ by }) => by === preference), ...repairs.filter(({ by }) => by !== preference)];
}

/** A later edit replaces an earlier one of the same place; at another URL no earlier answer counts. */
function withRepair(edits: readonly Edit[], repair: Repair): readonly Edit[] {
  const isElsewhere = repair.edits.some((edit) => !isResponseEdit(edit) && edit.request === "url");
  const places = new Set(repair.edits.map(placeOf));
  const kept = edits.filter((edit) => !places.has(placeOf(edit)) && !(isElsewhere && isResponseEdit(edit)));
  return [...kept, ...repair.edits];
}

/** Whether what starts the request in the page can make it so. */
function isPossible(request: FetchRequest): boolean {
  const terms = INITIATOR_TERMS[request.initiator];
  return (
    terms.modes[request.mode]?.some((credentials) => credentials === request.credentials) === true &&
    terms.redirects.includes(request.redirect) &&
    (terms.methods === "any" || normalizeMethod(request.method) === terms.method)
  );
}

/** Leaves out every edit without which the page still gets through; of two that serve alike, the earlier stays. */
function withoutNeedless(known: Known, edits: readonly Edit[]): readonly Edit[] {
  let kept: readonly Edit[] = edits.filter(({ necessary }) => necessary);
  for (let before = kept.length + 1; kept.length < before;) {
    before = kept.length;
    for (const edit of kept.toReversed()) {
      const rest = kept.filter((other) => other !== edit);
      if (firstBlocked(known, rest) === null) kept = rest;
    }
  }
  return edits.filter((edit) => kept.includes(edit) || (!edit.necessary && serves(edit, kept)));
}

/** Whether an edit that the verdict does not depend on still belongs to one that it does. */
function serves(edit: Edit, kept: readonly Edit[]): boolean {
  return kept.some(
    (other) =>
      isResponseEdit(edit) &&
      isResponseEdit(other) &&
      other.role === edit.role &&
      other.hop === edit.hop &&
      other.name === "Access-Control-Allow-Origin" &&
      other.value !== "*",
  );
}

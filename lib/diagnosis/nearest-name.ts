import { distance } from "fastest-levenshtein";

/** More edits than that make another name. */
const EDITS_MAX = 2;
/** In a shorter name one edit is a difference and not a slip. */
const CHARACTERS_PER_EDIT = 4;

/**
 * The listed name that is probably meant for one that is not listed: it differs in case, has the name among other
 * characters (`'PUT'`, `GET|PUT`), or is at most two edits away. Empty when there is none.
 */
export function nearestName(name: string, listed: readonly string[]): string {
  const wanted = name.toLowerCase();
  let nearest = "";
  let fewest = Math.min(EDITS_MAX, Math.floor(wanted.length / CHARACTERS_PER_EDIT)) + 1;
  for (const each of listed) {
    const count = editsTo(wanted, each);
    if (count < fewest) [nearest, fewest] = [each, count];
  }
  return nearest;
}

/** A clause about the listed name: in which way it misses the one that is not listed. */
export function howItMisses(name: string, near: string): string {
  const wanted = name.toLowerCase();
  if (near.toLowerCase() === wanted) return "which differs in upper and lower case";
  if (isAmong(wanted, near)) return "which is one single name to a browser";
  return editsTo(wanted, near) === 1 ? "which is one character off" : "which is two characters off";
}

/** How many characters have to change, case aside; 0 where the name is there among others, infinite for too many. */
function editsTo(wanted: string, listed: string): number {
  if (isAmong(wanted, listed)) return 0;
  return Math.abs(wanted.length - listed.length) > EDITS_MAX ? Infinity : distance(wanted, listed.toLowerCase());
}

/** Whether a person would read the name in it: a token may have quotes and bars in it. */
function isAmong(wanted: string, token: string): boolean {
  const lower = token.toLowerCase();
  return lower.includes(wanted) && lower.split(/[^a-z0-9_.-]+/).includes(wanted);
}

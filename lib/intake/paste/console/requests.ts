import { findSightings, type Sighting } from "./sightings.ts";

/** What a console says of one request. */
export interface ConsoleRequest {
  /** The URL that the page asked for; null where no line names it. */
  readonly url: string | null;
  /** The message that says most. */
  readonly chief: Sighting;
  readonly sightings: readonly Sighting[];
}

export interface ConsoleRequests {
  /** Those whose cause is named first. */
  readonly requests: readonly ConsoleRequest[];
  /** Messages that name neither a request nor a cause. */
  readonly echoes: readonly Sighting[];
}

interface Group {
  url: string | null;
  readonly sightings: Sighting[];
}

/** Sorts the messages of a console by the request that they speak of. */
export function findConsoleRequests(paste: string): ConsoleRequests {
  const groups: Group[] = [];
  const byUrl = new Map<string, Group>();
  const echoes: Sighting[] = [];
  let open: Group | null = null;
  for (const sighting of findSightings(paste)) {
    const { url, at } = sighting.holes;
    const group = groupOf(sighting, open, byUrl, groups);
    if (group === null) {
      if (sighting.isEcho) echoes.push(sighting);
      continue;
    }
    group.sightings.push(sighting);
    group.url ??= url ?? null;
    for (const each of [url, at]) if (each !== undefined) byUrl.set(each, group);
    // WebKit names the request in the line after the one that names the cause.
    if (!sighting.isAside) open = group.url === null ? group : null;
  }
  const requests = withoutRepeats(groups)
    .map(({ url, sightings }): ConsoleRequest => ({ url, sightings, chief: chiefOf(sightings) }))
    .sort((a, b) => weightOf(b.chief) - weightOf(a.chief));
  return { requests, echoes };
}

function groupOf(
  sighting: Sighting,
  open: Group | null,
  byUrl: ReadonlyMap<string, Group>,
  groups: Group[],
): Group | null {
  const { url, at } = sighting.holes;
  const known = [url, at].map((each) => byUrl.get(each ?? "")).find((group) => group !== undefined);
  if (known !== undefined) return known;
  if (open !== null && (url !== undefined || sighting.isEcho) && open.sightings[0]?.browser === sighting.browser) {
    return open;
  }
  if (url === undefined) {
    if (sighting.isEcho) return null;
    const isKnown = groups.some(({ sightings }) => sightings.some((each) => each.finding === sighting.finding));
    if (sighting.isRepeat && isKnown) return null;
  }
  const group: Group = { url: null, sightings: [] };
  groups.push(group);
  return group;
}

/** What is said of an unnamed request and of another one too is the same message, printed twice. */
function withoutRepeats(groups: readonly Group[]): Group[] {
  const seen = new Set<string>();
  const named = new Set(groups.filter(({ url }) => url !== null).flatMap(({ sightings }) => sightings.map(keyOf)));
  return groups.filter(({ url, sightings }) => {
    if (url !== null) return true;
    const key = sightings.map(keyOf).join(" ");
    const isRepeated = seen.has(key) || sightings.every((each) => named.has(keyOf(each)));
    seen.add(key);
    return !isRepeated;
  });
}

function keyOf({ finding, says, holes }: Sighting): string {
  return JSON.stringify([finding, says, holes["origin"], holes["header"], holes["method"], holes["value"]]);
}

function chiefOf(sightings: readonly Sighting[]): Sighting {
  return sightings.reduce((best, each) => (weightOf(each) > weightOf(best) ? each : best));
}

/** How much a message says of the cause. */
function weightOf({ isEcho, isAside, finding }: Sighting): number {
  if (isAside) return 0;
  return (isEcho ? 1 : 3) + (finding === null ? 0 : 1);
}

import type { SequenceStep } from "./sequence.ts";

/** So many servers have a lane of their own; those that come later share one more. */
const OWN_LANES = 3;

/** Longer stories are told by their beginning and their end. */
const STEPS_SHOWN = 16;
const FIRST_STEPS = 9;
const LAST_STEPS = 5;

/** A vertical line of the picture: the page is lane 0, the browser lane 1, the servers follow. */
export interface Lane {
  readonly title: string;
  /** Who it is: an origin or a host; null for the browser. */
  readonly name: string | null;
}

/** A step between two lanes, or that many steps left out. */
export type Row =
  | { readonly kind: "step"; readonly step: SequenceStep; readonly from: number; readonly to: number }
  | { readonly kind: "gap"; readonly leftOut: number };

export interface Picture {
  readonly lanes: readonly Lane[];
  readonly rows: readonly Row[];
}

/** The story as a picture of a size that can be taken in: a lane for each server, and the middle of long chains left out. */
export function pictureOf(steps: readonly SequenceStep[], pageOrigin: string): Picture {
  const hosts = [...new Set(steps.flatMap(({ host }) => host ?? []))];
  const shares = hosts.length > OWN_LANES + 1;
  const laneOfHost = (host: string) => 2 + Math.min(hosts.indexOf(host), shares ? OWN_LANES : hosts.length);
  const servers = (shares ? hosts.slice(0, OWN_LANES) : hosts).map((host, index) => ({
    title: hosts.length === 1 ? "Server" : `Server ${index + 1}`,
    name: host,
  }));
  const rowOf = (step: SequenceStep): Row => {
    const laneOf = (end: SequenceStep["from"]) =>
      end === "page" ? 0 : end === "browser" || step.host === null ? 1 : laneOfHost(step.host);
    const [from, to] = [laneOf(step.from), laneOf(step.to)];
    // The lane does not say which of the servers it is.
    const isShared = shares && step.host !== null && laneOfHost(step.host) === 2 + OWN_LANES;
    const told = isShared && step.half === "request" ? { ...step, title: withHost(step.title, step.host) } : step;
    return { kind: "step", step: told, from, to };
  };
  return {
    lanes: [
      { title: "Page", name: pageOrigin },
      { title: "Browser", name: null },
      ...servers,
      ...(shares ? [{ title: "Others", name: `${hosts.length - OWN_LANES} servers` }] : []),
    ],
    rows:
      steps.length <= STEPS_SHOWN
        ? steps.map(rowOf)
        : [
            ...steps.slice(0, FIRST_STEPS).map(rowOf),
            { kind: "gap", leftOut: steps.length - FIRST_STEPS - LAST_STEPS },
            ...steps.slice(-LAST_STEPS).map(rowOf),
          ],
  };
}

/** `GET /x` at a host as `GET host/x`. */
function withHost(title: string, host: string | null): string {
  return title.replace(" /", ` ${host ?? ""}/`);
}

import type { Diagnosis } from "#lib/contract/diagnosis.ts";

/** The verdict in a few words, readable from two metres: what happened and where. */
export function verdictTitle(diagnosis: Pick<Diagnosis, "outcome" | "reason" | "exchanges" | "preflight">): string {
  switch (diagnosis.outcome) {
    case "allowed":
      return "Allowed";
    case "blocked":
      return `Blocked ${blockedWhere(diagnosis)}`;
    case "opaque":
      return "Sent, but the page cannot read the answer";
    case "unreachable":
      return "No answer from the server";
    case "undetermined":
      return diagnosis.preflight.verdict === "passed" ? "The preflight passed; the rest is open" : "Not decided";
    case "varies":
      return "Browsers disagree";
  }
}

function blockedWhere({ reason, exchanges }: Pick<Diagnosis, "reason" | "exchanges">): string {
  if (exchanges.length === 0) return "before anything is sent";
  if (reason?.startsWith("preflight-") === true) return "at the preflight";
  if (reason?.startsWith("redirect-") === true) return "at a redirect";
  return exchanges.some(({ hop }) => hop > 0) ? "after a redirect" : "at the answer";
}

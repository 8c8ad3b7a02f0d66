import { byteLowercase, getHeader } from "#lib/fetch/header-list.ts";
import type { BlockedCase } from "./finding.ts";
import { rerun } from "./rerun.ts";

/** A browser that blocks with `preflight-header-not-allowed`. */
type Blocked = Omit<BlockedCase, "exchange">;

/**
 * All request headers that the answer to the preflight does not allow, in lower case: the one that the browser names,
 * and those that it would name if they were the only ones.
 */
export function refusedHeaders(blocked: Blocked): string[] {
  const { error } = blocked.run.outcome;
  const asked = error?.exchange == null ? [] : (blocked.run.steps[error.exchange]?.request.headers ?? []);
  const names = getHeader(asked, "access-control-request-headers")?.split(",") ?? [];
  const first = error?.headerName === undefined ? [] : [error.headerName];
  return [...new Set([...first, ...names.filter((name) => isRefused(blocked, name))])];
}

/** Whether the answer to the preflight does not allow a header, asked about it alone. */
export function isRefused({ observation, run }: Blocked, lowerName: string): boolean {
  const { request } = observation;
  const headers = request.headers.filter(([name]) => byteLowercase(name) === lowerName);
  return [run.outcome, rerun(run, { ...request, headers })].some(
    ({ error }) => error?.reason === "preflight-header-not-allowed" && error.headerName === lowerName,
  );
}

import type { Edit } from "#lib/contract/diagnosis.ts";
import type { CorsPolicy } from "#lib/recipes/recipe.ts";
import { extractTokens } from "#lib/fetch/extract-header-list-values.ts";
import { byteLowercase, getHeader, type HeaderList } from "#lib/fetch/header-list.ts";
import type { RunStep } from "#lib/fetch/outcome.ts";
import { isResponseEdit } from "./edits.ts";
import { REMEDIED_BROWSERS, whatIf, type Known } from "./what-if.ts";

/** Whether an edit is of the kind that a CORS configuration makes. */
function isOfPolicy(edit: Edit): boolean {
  if (!isResponseEdit(edit)) return false;
  return edit.op === "status" ? edit.role === "preflight" : (edit.name ?? "").startsWith("Access-Control-");
}

/**
 * What the first server that has to change must say once the edits are made: all that it said already and is not wrong,
 * and what they add. Null when no edit is one of a CORS configuration.
 */
export function policyOf(known: Known, edits: readonly Edit[]): CorsPolicy | null {
  const hop = Math.min(...edits.flatMap((edit) => (isResponseEdit(edit) && isOfPolicy(edit) ? [edit.hop] : [])));
  if (!Number.isFinite(hop)) return null;
  const steps = REMEDIED_BROWSERS.flatMap((browser) => whatIf(known, edits, browser).steps).filter(
    ({ request }) => request.hop === hop,
  );
  const [first] = steps;
  if (first === undefined) return null;
  const tokens = (name: string) => steps.flatMap((step) => tokensOf(headersOf(step), name));
  const asked = steps.flatMap(({ request: { role, method } }) => (role === "actual" ? [method] : []));
  const methods = [...asked, ...tokens("access-control-allow-methods")];
  return {
    origin: steps.map((step) => getHeader(headersOf(step), "access-control-allow-origin")).find(Boolean) ?? "*",
    credentials: steps.some((step) => getHeader(headersOf(step), "access-control-allow-credentials") === "true"),
    methods: distinct(methods.filter((method) => method !== "OPTIONS")),
    headers: distinct(tokens("access-control-allow-headers").map(byteLowercase)),
    exposed: distinct(tokens("access-control-expose-headers")),
    path: new URL(first.request.url).pathname,
  };
}

function headersOf({ answer }: RunStep): HeaderList {
  return answer.kind === "response" ? answer.headers : [];
}

/** The names that a header lists; a wildcard is not one. */
function tokensOf(headers: HeaderList, name: string): readonly string[] {
  const tokens = extractTokens(headers, name);
  return Array.isArray(tokens) ? tokens.filter((token) => token !== "*") : [];
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}

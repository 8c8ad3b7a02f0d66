import type { CredentialsMode, RedirectMode, RequestMode } from "#lib/contract/terms.ts";
import type { Answer, OutgoingRequest } from "#lib/fetch/exchange.ts";
import { getHeader, hasHeader, type HeaderLine, type HeaderList } from "#lib/fetch/header-list.ts";
import type { RequestFields } from "#lib/intake/request-fields.ts";

/**
 * What a server answers. Header values may name parts of the request, as servers echo them: `{origin}`, `{method}` and
 * `{headers}` (what a preflight asks for); an absent part is empty.
 */
export interface AnswerTemplate {
  readonly status: number;
  readonly headers: HeaderList;
}

/** The answers at one URL of a redirect chain. */
export interface Hop {
  readonly preflight: AnswerTemplate;
  readonly actual: AnswerTemplate;
}

/** The parameters of one `fetch()` in a page. */
export interface PageFetch {
  readonly url: string;
  readonly method: string;
  readonly headers: HeaderList;
  readonly credentials: CredentialsMode;
  readonly mode: RequestMode;
  readonly redirect: RedirectMode;
  readonly body: string | null;
}

/** One `fetch()` in a page, and the servers that it meets. */
export interface OracleCase {
  /** Part of every URL of the case, so that requests and console lines can be told apart. */
  readonly id: string;
  readonly page: { readonly origin: string; readonly isSandboxed: boolean };
  readonly request: PageFetch;
  /** The n-th answers the n-th actual request and the preflights before it; the last one all that follow. */
  readonly hops: readonly Hop[];
}

/** Where a generated case, which has no name yet, will carry its id. */
export const ID = "{id}";

export function named(unnamed: Omit<OracleCase, "id">, id: string): OracleCase {
  return { ...(JSON.parse(JSON.stringify(unnamed).replaceAll(ID, id)) as Omit<OracleCase, "id">), id };
}

/** The id of the case to which a URL, or a text that contains one, belongs. */
export function caseIdIn(text: string): string | null {
  return /[?&]id=([\w-]+)/.exec(text)?.[1] ?? null;
}

export function isPreflight(method: string, headers: HeaderList): boolean {
  return method === "OPTIONS" && hasHeader(headers, "access-control-request-method");
}

/** The answer to a request of which `headers` were sent, after `actualRequests` actual ones. */
export function answerTo(
  { hops }: OracleCase,
  { isPreflight, headers, actualRequests }: { isPreflight: boolean; headers: HeaderList; actualRequests: number },
): AnswerTemplate {
  const hop = hops[Math.min(actualRequests, hops.length - 1)];
  if (hop === undefined) throw new Error("a case has at least one hop");
  const { status, headers: templates } = isPreflight ? hop.preflight : hop.actual;
  const parts: Record<string, string> = {
    origin: getHeader(headers, "origin") ?? "",
    method: getHeader(headers, "access-control-request-method") ?? "",
    headers: getHeader(headers, "access-control-request-headers") ?? "",
  };
  const fill = (template: string) =>
    template.replace(/\{(origin|method|headers)\}/g, (_, part: string) => parts[part] ?? "");
  return { status, headers: templates.map(([name, template]): HeaderLine => [name, fill(template)]) };
}

/** Answers an engine as the case's servers would. */
export function enginesAnswers(oracleCase: OracleCase): (request: OutgoingRequest) => Answer {
  let actualRequests = 0;
  return ({ role, headers }) => {
    const answer = answerTo(oracleCase, { isPreflight: role === "preflight", headers, actualRequests });
    if (role === "actual") actualRequests += 1;
    return { kind: "response", ...answer };
  };
}

/** The case as the fields of a diagnosis. */
export function fieldsOf({ page, request }: OracleCase): RequestFields {
  const { body, ...fields } = request;
  return { ...fields, origin: page.isSandboxed ? "null" : page.origin, ...(body !== null && { body }) };
}

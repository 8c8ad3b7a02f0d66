import { hasHeader, type HeaderLine, type HeaderList } from "#lib/fetch/header-list.ts";
import { LAB_SCENARIOS, labOrigin, labPath } from "./catalog.ts";
import {
  allowCredentials,
  allowOrigin,
  LAB_SITES,
  text as textAnswer,
  VARY_ORIGIN,
  type LabAnswer,
  type LabEndpoint,
  type LabOrigins,
  type LabSite,
} from "./scenario.ts";

/** All that an answer depends on. */
export interface LabQuestion {
  readonly site: LabSite;
  readonly path: string;
  /** Whether there is a query. */
  readonly hasQuery: boolean;
  readonly method: string;
  /** The value of `Origin`, if there is one. */
  readonly origin: string | undefined;
  /** Whether there is an `Access-Control-Request-Method`. */
  readonly asksForMethod: boolean;
  /** Whether there is an `Access-Control-Request-Headers`. */
  readonly asksForHeaders: boolean;
}

export interface LabResponse {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: string;
}

const ENDPOINTS = new Map(
  LAB_SCENARIOS.flatMap(({ id, endpoints }) =>
    endpoints.map((endpoint) => [`${endpoint.site} ${labPath(id, endpoint.step)}`, { id, endpoint }] as const),
  ),
);

/** What the scenario at that address answers; where there is none, an error that a page of the lab can read. */
export function labResponse(question: LabQuestion, origins: LabOrigins): LabResponse {
  const found = ENDPOINTS.get(`${question.site} ${question.path}`);
  const answer = found === undefined ? noSuchScenario(question, origins) : answerTo(question, found.endpoint);
  const headers = withNoStore(filledIn(answer, question.origin, origins));
  if (answer.status === 204) return { status: 204, headers, body: "" };
  const { type, text } = answer.body ?? { type: "application/json", text: JSON.stringify({ lab: found?.id }) };
  return { status: answer.status, headers: [...headers, ["Content-Type", type], ...INERT], body: text };
}

function noSuchScenario({ origin }: LabQuestion, origins: LabOrigins): LabAnswer {
  const isOwn = origins.some((each) => each === origin);
  const lines = isOwn ? [allowOrigin("{allowed-origin}"), allowCredentials("true")] : [allowOrigin("*")];
  return textAnswer(404, "The lab has no such scenario.\n", ...lines, VARY_ORIGIN);
}

/** Whoever opens an answer as a page gets nothing that runs or loads. */
const INERT: HeaderList = [
  ["X-Content-Type-Options", "nosniff"],
  ["Content-Security-Policy", "default-src 'none'"],
];

function answerTo(question: LabQuestion, endpoint: LabEndpoint): LabAnswer {
  const { hasQuery, method, asksForMethod, asksForHeaders } = question;
  const { preflight, preflightWithoutHeaders, actual, pastCaches } = endpoint;
  if (method !== "OPTIONS" || !asksForMethod) return (hasQuery && pastCaches) || actual;
  return (asksForHeaders ? preflight : (preflightWithoutHeaders ?? preflight)) ?? actual;
}

/** Heuristic caching would let one visit change the next one's verdict. */
function withNoStore(headers: HeaderList): HeaderList {
  return hasHeader(headers, "cache-control") ? headers : [...headers, ["Cache-Control", "no-store"]];
}

function filledIn({ headers }: LabAnswer, origin: string | undefined, origins: LabOrigins): HeaderList {
  const replacements = new Map<string, string>(LAB_SITES.map((site) => [`{${site}}`, labOrigin(origins, site)]));
  replacements.set("{third-with-userinfo}", labOrigin(origins, "third").replace("://", "://user@"));
  const page = labOrigin(origins, "page");
  replacements.set("{page-in-capitals}", page.toUpperCase());
  replacements.set(
    "{page-of-another-scheme}",
    page.replace(/^https?/, (scheme) => (scheme === "http" ? "https" : "http")),
  );
  const allowed = origins.find((candidate) => candidate === origin);
  if (allowed !== undefined) replacements.set("{allowed-origin}", allowed);
  return headers
    .map(([name, value]): HeaderLine => [name, value.replace(/\{[a-z-]+\}/g, (word) => replacements.get(word) ?? word)])
    .filter(([, value]) => value !== "{allowed-origin}");
}

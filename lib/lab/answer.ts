import { hasHeader, type HeaderLine, type HeaderList } from "#lib/fetch/header-list.ts";
import { LAB_SCENARIOS, labOrigin, labPath } from "./catalog.ts";
import { LAB_SITES, type LabAnswer, type LabEndpoint, type LabOrigins, type LabSite } from "./scenario.ts";

/** All that an answer depends on. */
export interface LabQuestion {
  readonly site: LabSite;
  readonly path: string;
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

/** What the scenario at that address answers; null when there is none. */
export function labResponse(question: LabQuestion, origins: LabOrigins): LabResponse | null {
  const found = ENDPOINTS.get(`${question.site} ${question.path}`);
  if (!found) return null;
  const { id, endpoint } = found;
  const answer = answerTo(question, endpoint);
  const headers = withNoStore(filledIn(answer, question.origin, origins));
  if (answer.status === 204) return { status: 204, headers, body: "" };
  const { type, text } = answer.body ?? { type: "application/json", text: JSON.stringify({ lab: id }) };
  return { status: answer.status, headers: [...headers, ["Content-Type", type], ...INERT], body: text };
}

/** Whoever opens an answer as a page gets nothing that runs or loads. */
const INERT: HeaderList = [
  ["X-Content-Type-Options", "nosniff"],
  ["Content-Security-Policy", "default-src 'none'"],
];

function answerTo({ method, asksForMethod, asksForHeaders }: LabQuestion, endpoint: LabEndpoint): LabAnswer {
  const { preflight, preflightWithoutHeaders, actual } = endpoint;
  if (method !== "OPTIONS" || !asksForMethod) return actual;
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

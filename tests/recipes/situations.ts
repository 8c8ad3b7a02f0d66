/**
 * How the server answers cross-origin requests before the recipe is applied: with no CORS at all, or with
 * `Access-Control-Allow-Origin: *` on every answer and nothing else of CORS.
 */
export type Misconfiguration = "none" | "wildcard";

/** A `fetch()` of a page that is blocked as the server stands, and has to be allowed once the recipe is applied. */
export interface Situation {
  readonly id: string;
  readonly before: Misconfiguration;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: readonly (readonly [name: string, value: string])[];
    readonly credentials: "same-origin" | "include";
    readonly body: string | null;
  };
  /** Response headers that the page wants to read. */
  readonly exposed: readonly string[];
  /** Whether any page may read the answer. */
  readonly anyOrigin: boolean;
  /** Status of the answer, which the page has to see. */
  readonly status: number;
  /** Whether it takes a proxy to come into it. */
  readonly needsProxy?: true;
}

const GET_ITEMS = { method: "GET", path: "/items", headers: [], credentials: "same-origin", body: null } as const;
const PLAIN = { before: "none", request: GET_ITEMS, exposed: [], anyOrigin: false, status: 200 } as const;

export const SITUATIONS = [
  { ...PLAIN, id: "simple-get" },
  {
    ...PLAIN,
    id: "put-json",
    request: {
      method: "PUT",
      path: "/items/7",
      headers: [
        ["Content-Type", "application/json"],
        ["X-Request-Id", "7"],
      ],
      credentials: "same-origin",
      body: '{"name":"seven"}',
    },
  },
  { ...PLAIN, id: "credentials", before: "wildcard", request: { ...GET_ITEMS, credentials: "include" } },
  { ...PLAIN, id: "server-error", request: { ...GET_ITEMS, path: "/fails" }, status: 500 },
  { ...PLAIN, id: "bad-gateway", request: { ...GET_ITEMS, path: "/breaks" }, status: 502, needsProxy: true },
  {
    ...PLAIN,
    id: "bearer-token",
    request: { ...GET_ITEMS, headers: [["Authorization", "Bearer of-nothing"]] },
    exposed: ["x-total-count"],
  },
  { ...PLAIN, id: "any-origin", anyOrigin: true },
  {
    ...PLAIN,
    // Every character that may stand in a name and means something in some configuration.
    id: "odd-header",
    request: { ...GET_ITEMS, headers: [["X-It's-$1-%-`#`-!&*+.^_|~", "odd"]] },
  },
] as const satisfies readonly Situation[];
export type SituationId = (typeof SITUATIONS)[number]["id"];

import { PAGE } from "./finding-case.ts";
import { bare, lets, put, type ProbedCaseDraft } from "./probed-case.ts";
import type { SimulatedServer } from "./simulated-server.ts";

/** Refuses a preflight, as many do, by leaving everything out. */
const refusing =
  (isRefused: (asksFor: string, names: readonly string[]) => boolean, status = 200): SimulatedServer =>
  ({ asksFor, asksForHeaders }) =>
    isRefused(asksFor, asksForHeaders) ? bare(status) : lets(PAGE);

const refuses =
  (...refused: readonly string[]) =>
  (_asksFor: string, names: readonly string[]) =>
    names.some((name) => refused.includes(name));

const HEADER = ["preflight-header-refused", "preflight-allow-origin-missing"] as const;
/** WebKit looks at the status first. */
const HEADER_AND_STATUS = [...HEADER, "preflight-status-not-ok"] as const;

/** Preflights that are refused for one of their inputs, or for none. */
export const PROBED_CASES_PREFLIGHT: readonly ProbedCaseDraft[] = [
  {
    name: "one header is refused, and takes all CORS headers with it",
    fields: { headers: { "X-A": "1" } },
    server: refusing(refuses("x-a"), 403),
    asks: ["preflight GET"],
    want: {
      outcome: "blocked",
      findings: HEADER_AND_STATUS,
      evidence: [
        { exchange: 0, requestHeader: 2 },
        { exchange: 1, header: 0 },
      ],
    },
  },
  {
    name: "one of two headers is refused",
    fields: put("X-A", "X-B"),
    server: refusing(refuses("x-b")),
    asks: ["preflight GET", "preflight PUT", "preflight PUT x-a"],
    want: { outcome: "blocked", findings: HEADER },
  },
  {
    name: "both headers are refused",
    fields: { headers: { "X-A": "1", "X-B": "1" } },
    server: refusing(refuses("x-a", "x-b")),
    asks: ["preflight GET", "preflight GET x-a", "preflight GET x-b"],
    want: { outcome: "blocked", findings: HEADER },
  },
  {
    name: "one of five headers is refused: found by halves, and checked",
    fields: put("X-A", "X-B", "X-C", "X-D", "X-E"),
    server: refusing(refuses("x-d")),
    asks: [
      "preflight GET",
      "preflight PUT",
      "preflight PUT x-a x-b x-c",
      "preflight PUT x-d",
      "preflight PUT x-e",
      "preflight PUT x-a x-b x-c x-e",
    ],
    want: { outcome: "blocked", findings: HEADER },
  },
  {
    name: "headers that are refused only together are told as such",
    fields: put("X-A", "X-B", "X-C"),
    server: refusing((_asksFor, names) => names.length > 1),
    asks: [
      "preflight GET",
      "preflight PUT",
      "preflight PUT x-a x-b",
      "preflight PUT x-a",
      "preflight PUT x-c",
      "preflight PUT x-a x-c",
    ],
    want: { outcome: "blocked", findings: HEADER },
  },
  {
    name: "the method is refused",
    fields: put(),
    server: refusing((asksFor) => asksFor === "PUT", 405),
    asks: ["preflight GET"],
    want: {
      outcome: "blocked",
      findings: ["preflight-method-refused", "preflight-allow-origin-missing", "preflight-status-not-ok"],
      evidence: [
        { exchange: 0, requestHeader: 1 },
        { exchange: 1, header: 0 },
      ],
    },
  },
  {
    name: "the method is refused, and the headers are not",
    fields: put("X-A"),
    server: refusing((asksFor) => asksFor === "PUT"),
    asks: ["preflight GET", "preflight PUT", "preflight GET x-a"],
    want: { outcome: "blocked", findings: ["preflight-method-refused", "preflight-allow-origin-missing"] },
  },
  {
    name: "the method and a header are refused",
    fields: put("X-A"),
    server: refusing((asksFor, names) => asksFor === "PUT" || names.includes("x-a")),
    asks: ["preflight GET", "preflight PUT", "preflight GET x-a"],
    want: {
      outcome: "blocked",
      findings: ["preflight-method-refused", "preflight-header-refused", "preflight-allow-origin-missing"],
    },
  },
  {
    name: "a status that refuses, with the CORS headers in place",
    fields: put("X-A"),
    server: ({ asksForHeaders }) => ({ ...lets(PAGE), status: asksForHeaders.includes("x-a") ? 400 : 200 }),
    asks: ["preflight GET", "preflight PUT"],
    want: { outcome: "blocked", findings: ["preflight-header-refused", "preflight-status-not-ok"] },
  },
  {
    name: "only the server's own origin is let in",
    fields: put("X-A"),
    server: ({ origin }) => (origin === "https://api.example" ? lets(origin) : bare(200)),
    asks: ["preflight GET", "preflight-own-origin"],
    want: {
      outcome: "blocked",
      findings: ["origin-not-allowed", "preflight-allow-origin-missing"],
      evidence: [
        { exchange: 0, requestHeader: 3 },
        { exchange: 2, header: 0 },
      ],
    },
  },
  {
    name: "nobody answers OPTIONS: every input is ruled out",
    fields: put("X-A"),
    server: () => bare(404),
    asks: ["preflight GET", "preflight-own-origin"],
    want: {
      outcome: "blocked",
      findings: ["preflight-not-routed", "preflight-allow-origin-missing", "preflight-status-not-ok"],
    },
  },
  {
    name: "the questions are not answered, and nothing is concluded",
    fields: put("X-A"),
    server: ({ asksFor }) => (asksFor === "PUT" ? bare(200) : null),
    asks: ["preflight GET"],
    want: { outcome: "blocked", findings: ["preflight-allow-origin-missing"] },
  },
  {
    name: "the number of probes is used up, and the guilty header is one of several",
    fields: put("X-A", "X-B"),
    server: refusing(refuses("x-b")),
    maxProbes: 2,
    asks: ["preflight GET", "preflight PUT"],
    want: { outcome: "blocked", findings: [...HEADER, "probes-left-out"] },
  },
  {
    name: "a preflight that names what it allows leaves nothing to ask",
    fields: put("X-Z"),
    server: () => lets(PAGE),
    asks: [],
    want: { outcome: "blocked", findings: ["preflight-header-not-allowed"] },
  },
  {
    name: "no probe is sent at all when none is allowed",
    fields: put("X-A"),
    server: () => bare(404),
    maxProbes: 0,
    asks: [],
    want: {
      outcome: "blocked",
      findings: [
        "preflight-not-routed",
        "preflight-allow-origin-missing",
        "preflight-status-not-ok",
        "probes-left-out",
      ],
    },
  },
];

import { answer } from "#tests/unit/diagnosis/finding-case.ts";
import { API, fine, given, lab, PAGE, row, type FieldSituation } from "./situation.ts";

/** What the answer itself says: which origin, which error, which credentials. */
export const ANSWERS: readonly FieldSituation[] = [
  {
    number: 1,
    situation: "no CORS header at all",
    shown: [lab("origin-missing", "allow-origin-missing"), fine.lab("origin-exact"), fine.row("a02")],
  },
  {
    number: 2,
    situation: "a slash at the end of the origin",
    shown: [lab("origin-trailing-slash", "allow-origin-mismatch"), row("a04", "allow-origin-mismatch")],
  },
  {
    number: 3,
    situation: "a path behind the origin",
    shown: [lab("origin-with-path", "allow-origin-mismatch"), row("a20", "allow-origin-mismatch")],
  },
  {
    number: 4,
    situation: "an origin without its scheme",
    shown: [
      lab("origin-host-and-port", "allow-origin-mismatch"),
      lab("origin-without-scheme", "allow-origin-invalid-value"),
    ],
  },
  {
    number: 5,
    situation: "the wrong port, or none",
    shown: [
      lab("origin-of-another-port", "allow-origin-mismatch"),
      given(
        "the port is left out",
        { fields: { origin: "http://shop.example:3000", url: API }, responses: [answer(200, PAGE)] },
        "allow-origin-mismatch",
      ),
    ],
  },
  {
    number: 6,
    situation: "http for https, or the other way round",
    shown: [lab("origin-of-another-scheme", "allow-origin-mismatch"), row("a08", "allow-origin-mismatch")],
  },
  {
    number: 7,
    situation: "an origin in capitals",
    shown: [lab("origin-in-capitals", "allow-origin-mismatch"), row("a05", "allow-origin-mismatch")],
  },
  {
    number: 8,
    situation: "a wildcard for subdomains",
    shown: [
      lab("origin-pattern", "allow-origin-mismatch"),
      row("a09", "allow-origin-mismatch"),
      fine.lab("origin-allow-list"),
    ],
  },
  {
    number: 9,
    situation: "several origins, separated by commas",
    shown: [lab("origin-list", "allow-origin-multiple-values")],
  },
  {
    number: 10,
    situation: "several origins, separated by spaces",
    shown: [lab("origin-list-with-spaces", "allow-origin-multiple-values"), row("a11", "allow-origin-multiple-values")],
  },
  {
    number: 11,
    situation: "the same header twice",
    shown: [
      lab("origin-two-lines", "allow-origin-multiple-values"),
      row("a12", "allow-origin-multiple-values"),
      row("a14", "allow-origin-multiple-values"),
    ],
  },
  {
    number: 12,
    situation: "a proxy that adds a wildcard to the application's origin",
    shown: [lab("origin-echo-and-wildcard", "allow-origin-multiple-values")],
  },
  {
    number: 13,
    situation: "the word null for an ordinary page",
    shown: [lab("origin-null", "allow-origin-mismatch"), row("a15", "allow-origin-mismatch")],
  },
  {
    number: 14,
    situation: "an empty value, or one in quotation marks",
    shown: [
      lab("origin-empty", "allow-origin-invalid-value"),
      lab("origin-quoted", "allow-origin-invalid-value"),
      row("a17", "allow-origin-invalid-value"),
      row("d55", "preflight-allow-origin-invalid-value"),
      fine.row("a18"),
    ],
  },
  {
    number: 15,
    situation: "a cache that answers with another visitor's origin",
    shown: [lab("cached-for-a-stranger", "cached-without-vary")],
  },
  {
    number: 16,
    situation: "a cache that was filled by a request without an origin",
    shown: [lab("cached-without-cors", "cached-without-vary"), fine.lab("vary-missing", "vary-origin-missing")],
  },

  {
    number: 17,
    situation: "a 401 without CORS headers",
    shown: [
      lab("hidden-401", "actual-status-not-ok"),
      row("b01", "actual-status-not-ok"),
      fine.lab("hidden-401-readable", "actual-status-not-ok"),
    ],
  },
  {
    number: 18,
    situation: "a 500 that bypasses the CORS layer",
    shown: [
      lab("hidden-500", "actual-status-not-ok"),
      fine.lab("hidden-500-readable", "actual-status-not-ok"),
      fine.row("b02", "actual-status-not-ok"),
    ],
  },
  {
    number: 19,
    situation: "a proxy's error page after a preflight that passed",
    shown: [lab("hidden-502", "actual-status-not-ok"), row("b03", "actual-status-not-ok")],
  },
  {
    number: 20,
    situation: "an upload that is too large for the proxy",
    shown: [
      lab("hidden-413", "payload-too-large"),
      row("b04", "payload-too-large"),
      fine.lab("hidden-413-readable", "payload-too-large"),
    ],
  },
  {
    number: 21,
    situation: "an API gateway that answers by itself",
    shown: [lab("hidden-403-gateway", "actual-status-not-ok")],
  },
  {
    number: 22,
    situation: "a 404 of a CDN",
    shown: [lab("hidden-404", "actual-status-not-ok"), fine.lab("hidden-404-readable", "actual-status-not-ok")],
  },

  {
    number: 23,
    situation: "a wildcard for a request with credentials",
    shown: [
      lab("credentials-wildcard", "allow-origin-wildcard-with-credentials"),
      row("c01", "allow-origin-wildcard-with-credentials"),
      row("h03", "allow-origin-wildcard-with-credentials"),
      fine.lab("credentials-exact"),
      fine.row("c05"),
    ],
  },
  {
    number: 24,
    situation: "credentials that are not allowed",
    shown: [lab("credentials-not-allowed", "allow-credentials-not-true"), row("c02", "allow-credentials-not-true")],
  },
  {
    number: 25,
    situation: "credentials that are allowed in other words than true",
    shown: [
      lab("credentials-capitalised", "allow-credentials-not-true"),
      lab("credentials-allowed-twice", "allow-credentials-not-true"),
      lab("credentials-denied", "allow-credentials-not-true"),
      row("c04", "allow-credentials-not-true"),
      row("c11", "allow-credentials-not-true"),
    ],
  },
  {
    number: 26,
    situation: "credentials that only the answer allows, and not its preflight",
    shown: [
      lab("credentials-preflight-not-allowed", "preflight-allow-credentials-not-true"),
      row("c06", "preflight-allow-credentials-not-true"),
      fine.lab("credentials-preflight"),
    ],
  },
  {
    number: 27,
    situation: "a preflight with a wildcard before an answer with the origin",
    shown: [lab("credentials-preflight-wildcard-origin", "preflight-allow-origin-wildcard-with-credentials")],
  },
  {
    number: 28,
    situation: "a wildcard for headers, taken for the name of one",
    shown: [
      lab("credentials-preflight-wildcard-headers", "preflight-header-not-allowed"),
      row("c07", "preflight-header-not-allowed"),
    ],
  },
  {
    number: 29,
    situation: "a wildcard for methods, taken for the name of one",
    shown: [lab("credentials-preflight-wildcard-methods", "preflight-method-not-allowed")],
  },
  {
    number: 30,
    situation: "a cookie that stays at home because of SameSite, while the CORS check passes",
    shown: [fine.row("i04"), fine.row("i08")],
    notByServer: "whether a cookie goes along is the browser's to decide, before anybody answers",
  },
  {
    number: 31,
    situation: "a cookie that stays at home although SameSite is None",
    shown: [fine.row("i07")],
    notByServer: "cookies of third parties are blocked or kept apart by the user's browser",
  },
  {
    number: 32,
    situation: "a script that forgot to ask for credentials",
    shown: [fine.lab("credentials-forgotten"), fine.row("i09")],
  },
  {
    number: 33,
    situation: "a bearer token, which is a header and no credential",
    shown: [
      fine.lab("preflight-authorization"),
      lab("preflight-needs-login", "preflight-needs-login"),
      given(
        "the token is not listed, and asking for credentials does not help",
        {
          fields: { url: API, origin: PAGE, headers: { Authorization: "Bearer a" }, credentials: "include" },
          responses: [answer(204, PAGE, ["Access-Control-Allow-Credentials", "true"])],
        },
        "preflight-header-not-allowed",
      ),
    ],
  },
  {
    number: 34,
    situation: "a beacon with JSON, which always has credentials",
    shown: [row("h14", "preflight-allow-origin-wildcard-with-credentials")],
  },
];

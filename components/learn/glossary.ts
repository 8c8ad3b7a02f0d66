/** A word of the Fetch standard or of ours. */
export interface GlossaryEntry {
  /** The anchor on the page of the glossary; permanent. */
  readonly id: string;
  readonly term: string;
  /** One to three sentences, with markup. */
  readonly meaning: string;
  /** Where the standard defines it, in the short form of `markup.ts`; null for our own words. */
  readonly standard: string | null;
}

const ours = null;

/** In alphabetical order. */
export const GLOSSARY: readonly GlossaryEntry[] = [
  {
    id: "actual-request",
    term: "actual request",
    meaning:
      "The request that the page asked for, as opposed to its [preflight](term:preflight). The standard calls it a CORS request.",
    standard: "fetch:cors-request",
  },
  {
    id: "cors",
    term: "CORS",
    meaning:
      "Cross-origin resource sharing: the headers with which a server lets pages of other origins read its answers, and the checks with which browsers see to it.",
    standard: "fetch:http-cors-protocol",
  },
  {
    id: "cors-check",
    term: "CORS check",
    meaning:
      "The comparison of `Access-Control-Allow-Origin` with the origin that was sent; with credentials, `Access-Control-Allow-Credentials` has to be `true` as well. It is made for the preflight, for every redirect and for the last answer.",
    standard: "fetch:concept-cors-check",
  },
  {
    id: "safelisted-method",
    term: "CORS-safelisted method",
    meaning:
      "`GET`, `HEAD` or `POST`: what a link or a form could send anyway. They never need a preflight by themselves.",
    standard: "fetch:cors-safelisted-method",
  },
  {
    id: "safelisted-request-header",
    term: "CORS-safelisted request-header",
    meaning:
      "A request header that needs no preflight: `Accept`, `Accept-Language`, `Content-Language`, `Content-Type` and `Range`, each with harmless values only.",
    standard: "fetch:cors-safelisted-request-header",
  },
  {
    id: "safelisted-response-header",
    term: "CORS-safelisted response-header name",
    meaning:
      "A response header that scripts may read without `Access-Control-Expose-Headers`, such as `Content-Type` and `Cache-Control`.",
    standard: "fetch:cors-safelisted-response-header-name",
  },
  {
    id: "credentials",
    term: "credentials",
    meaning:
      "What the browser adds to a request by itself: cookies, a remembered HTTP login, a TLS client certificate. A token that a script writes into a header is none.",
    standard: "fetch:credentials",
  },
  {
    id: "credentials-mode",
    term: "credentials mode",
    meaning:
      "`omit`, `same-origin` or `include`: when credentials go along and when `Set-Cookie` counts. `include` also makes the [CORS check](term:cors-check) stricter.",
    standard: "fetch:concept-request-credentials-mode",
  },
  {
    id: "diagnosis",
    term: "diagnosis",
    meaning:
      "What Preflight says about one request: the verdict of each browser, the evidence, the findings and the remedies.",
    standard: ours,
  },
  {
    id: "exchange",
    term: "exchange",
    meaning: "One request with its response, or with the failure that came instead.",
    standard: ours,
  },
  {
    id: "finding",
    term: "finding",
    meaning:
      "One thing worth knowing about a diagnosis, with the line that proves it. [All of them](/findings) have a page.",
    standard: ours,
  },
  {
    id: "forbidden-request-header",
    term: "forbidden request-header",
    meaning: "A header that scripts cannot set, such as `Cookie`, `Host` or `Origin`. Attempts are dropped silently.",
    standard: "fetch:forbidden-request-header",
  },
  {
    id: "hop",
    term: "hop",
    meaning: "One URL on the way of a redirected request. Hop 0 is the URL that the page asked for.",
    standard: ours,
  },
  {
    id: "initiator",
    term: "initiator",
    meaning:
      "What in the page starts the request: `fetch()`, an image, a font. It decides which [mode](term:mode) and which credentials are possible.",
    standard: "fetch:request-initiator-type",
  },
  {
    id: "mode",
    term: "mode",
    meaning:
      "`cors`, `no-cors` or `same-origin`: what a request may do across origins, and what the page gets of the answer.",
    standard: "fetch:concept-request-mode",
  },
  {
    id: "opaque-origin",
    term: "opaque origin",
    meaning:
      "The origin of sandboxed frames, files and `data:` URLs. It is the same as no other origin and is written `null`.",
    standard: "html:browsers.html#concept-origin-opaque",
  },
  {
    id: "opaque-response",
    term: "opaque response",
    meaning:
      "What a script gets in the mode `no-cors`: an object with status 0, without headers and without a body. The answer itself is there for the browser only.",
    standard: "fetch:concept-filtered-response-opaque",
  },
  {
    id: "origin",
    term: "origin",
    meaning: "Scheme, host and port, such as `https://shop.example`. The unit in which the web grants trust.",
    standard: "html:browsers.html#concept-origin",
  },
  {
    id: "outcome",
    term: "outcome",
    meaning:
      "How a request ends for the page: allowed, blocked, opaque, unreachable or undetermined; varies where browsers disagree.",
    standard: ours,
  },
  {
    id: "preflight",
    term: "preflight",
    meaning:
      "The `OPTIONS` request with which the browser asks for permission before it sends a request that a form could not have sent.",
    standard: "fetch:cors-preflight-request",
  },
  {
    id: "preflight-cache",
    term: "preflight cache",
    meaning:
      "Where the browser remembers, for a limited time, what a preflight allowed. It has nothing to do with the HTTP cache.",
    standard: "fetch:concept-cache",
  },
  {
    id: "probe",
    term: "probe",
    meaning:
      "One more question that Preflight asks the server, to find out what is behind an answer. No browser sends it, and no verdict depends on it.",
    standard: ours,
  },
  {
    id: "remedy",
    term: "remedy",
    meaning:
      "The smallest set of changes with which every browser lets the page through, proved by running the engines again.",
    standard: ours,
  },
  {
    id: "response-tainting",
    term: "response tainting",
    meaning:
      "`basic`, `cors` or `opaque`: how the browser treats an answer, by where it came from. It never becomes milder on the way.",
    standard: "fetch:concept-request-response-tainting",
  },
  {
    id: "same-origin-policy",
    term: "same-origin policy",
    meaning:
      "The rule that a script may read what comes from its own origin and as little as possible of everything else.",
    standard: "html:browsers.html#same-origin",
  },
  {
    id: "simple-request",
    term: "simple request",
    meaning:
      "A request across origins that needs no preflight. The word is older than the Fetch standard, which has no name for it and lists the conditions instead.",
    standard: "fetch:cors-safelisted-request-header",
  },
  {
    id: "site",
    term: "site",
    meaning:
      "The scheme and the registrable domain: `https://api.shop.example` belongs to the site `https://shop.example`. Cookies look at it; CORS does not.",
    standard: "html:browsers.html#site",
  },
  {
    id: "tainted",
    term: "tainted",
    meaning:
      "Said of a request that was redirected from one foreign origin to a different one. From then on its `Origin` is `null`. Also of a canvas that was drawn on without permission and cannot be read any more.",
    standard: "fetch:concept-request-tainted-origin",
  },
  {
    id: "trace",
    term: "trace",
    meaning: "The steps of the standard that led to a verdict, each with its anchor.",
    standard: ours,
  },
  {
    id: "wildcard",
    term: "wildcard",
    meaning:
      "`*` in a CORS header. It stands for everything as long as no credentials are included, and for itself otherwise.",
    standard: "fetch:http-new-header-syntax",
  },
];

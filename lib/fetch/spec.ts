const FETCH = "https://fetch.spec.whatwg.org/";

/** The algorithms of the standards that the engine transcribes, each with its anchor. */
export const SPEC = {
  "request-constructor": `${FETCH}#dom-request`,
  "xhr-open": "https://xhr.spec.whatwg.org/#the-open()-method",
  "headers-fill": `${FETCH}#concept-headers-append`,
  "main-fetch": `${FETCH}#concept-main-fetch`,
  "scheme-fetch": `${FETCH}#concept-scheme-fetch`,
  "http-fetch": `${FETCH}#concept-http-fetch`,
  "cors-preflight-fetch": `${FETCH}#cors-preflight-fetch-0`,
  "http-network-or-cache-fetch": `${FETCH}#concept-http-network-or-cache-fetch`,
  "cors-check": `${FETCH}#concept-cors-check`,
  "cross-origin-resource-policy-check": `${FETCH}#concept-cross-origin-resource-policy-check`,
  "http-redirect-fetch": `${FETCH}#concept-http-redirect-fetch`,
} as const;

export type SpecAlgorithm = keyof typeof SPEC;

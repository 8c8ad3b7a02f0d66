const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const NORMALIZED = ["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"];
const FORBIDDEN = ["CONNECT", "TRACE", "TRACK"];
const CORS_SAFELISTED = ["GET", "HEAD", "POST"];

/** Whether the value is an HTTP token: one or more tchar. https://www.rfc-editor.org/rfc/rfc9110#name-tokens */
export function isToken(value: string): boolean {
  return TOKEN.test(value);
}

/** https://fetch.spec.whatwg.org/#concept-method */
export function isMethod(value: string): boolean {
  return isToken(value);
}

/**
 * Upper-cases the six methods that the standard names, and no other: `patch` stays `patch`.
 * https://fetch.spec.whatwg.org/#concept-method-normalize
 */
export function normalizeMethod(method: string): string {
  const upper = method.toUpperCase();
  return NORMALIZED.includes(upper) ? upper : method;
}

/** https://fetch.spec.whatwg.org/#forbidden-method */
export function isForbiddenMethod(method: string): boolean {
  return FORBIDDEN.includes(method.toUpperCase());
}

/** https://fetch.spec.whatwg.org/#cors-safelisted-method */
export function isCorsSafelistedMethod(method: string): boolean {
  return CORS_SAFELISTED.includes(method);
}

import { byteLowercase } from "#lib/fetch/header-list.ts";

/** Stands for a secret: a legal header value and query value, so that what is stored can still be evaluated. */
export const REDACTED = "REDACTED";

const SECRET_HEADER_NAME =
  /^(cookie2?|set-cookie2?|dpop)$|authorization|authentication|token|secret|passw|api-?key|credential|session|subscription-key|csrf|xsrf|signature|(^|[-_])(auth|key|jwt|otp|pin|pwd)([-_]|$)/;
const NOT_SECRET_HEADER_NAME = /^(access-control-|sec-fetch-|content-security-policy)/;
const SECRET_PARAMETER_NAME =
  /(^|[-_.])(token|id[-_]token[-_]hint|secret|passw(or)?d|pwd|pass|passphrase|signature|sig|api-?key|access-?key(-?id)?|key|auth|authorization|bearer|jwt|[a-z]*sess(ion)?[-_]?(id)?|sid|cookie|credentials?|code|code[-_]verifier|ticket|assertion|saml-?(request|response|art)|otp|pin|nonce|hmac)\d*$/i;

/** Shorter ones are common words and numbers too often to be looked for everywhere. */
const SECRET_MIN_LENGTH = 8;

/** Whether the values of headers of that name are secret. */
export function isSecretHeaderName(name: string): boolean {
  const lowerName = byteLowercase(name);
  return SECRET_HEADER_NAME.test(lowerName) && !NOT_SECRET_HEADER_NAME.test(lowerName);
}

/** Whether a query or fragment parameter of that name is taken to be secret: `token`, `accessToken`, `user[password]`. */
export function isSecretParameterName(encodedName: string): boolean {
  const name = percentDecode(encodedName)
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/[[\]]+/g, "-")
    .replace(/^[-\s]+|[-\s]+$/g, "");
  return SECRET_PARAMETER_NAME.test(name);
}

/** The parts of a secret header's value that may turn up elsewhere: a cookie's value, a token without its scheme. */
export function secretsIn(name: string, value: string): string[] {
  const lowerName = byteLowercase(name);
  if (lowerName === "set-cookie") return longEnough([cookieValue(value.split(";")[0] ?? "")]);
  if (lowerName === "cookie") return longEnough(value.split(";").map(cookieValue));
  const [, scheme = "", rest = ""] = /^(\S+)[ \t]+(.+)$/.exec(value) ?? [];
  const assigned = [...value.matchAll(/=[ \t]*"?([^",;\s]+)/g)].map(([, text = ""]) => text);
  return longEnough([value, rest, ...assigned, ...(byteLowercase(scheme) === "basic" ? basicParts(rest) : [])]);
}

function cookieValue(pair: string): string {
  return pair.slice(pair.indexOf("=") + 1).replace(/^[\s"]+|[\s"]+$/g, "");
}

/** https://www.rfc-editor.org/rfc/rfc7617#section-2 */
function basicParts(credentials: string): string[] {
  try {
    const userPass = atob(credentials);
    return [userPass, userPass.slice(userPass.indexOf(":") + 1)];
  } catch {
    return [];
  }
}

/** The spellings in which a secret is repeated: as it is, in a URL, percent-encoded, and inside a JSON string. */
export function spellingsOf(secret: string): string[] {
  const spellings = [secret, percentDecode(secret)].flatMap((text) => {
    const encoded = encodeURIComponent(text.toWellFormed());
    const inJson = JSON.stringify(text).slice(1, -1);
    return [text, encoded, encoded.replaceAll("%20", "+"), asQuery(text), asPath(text), inJson];
  });
  return longEnough(spellings).filter((text) => !text.includes("\n"));
}

/** How the URL parser writes the text in a query. */
export function asQuery(text: string): string {
  return new URL(`https://a/?${text}`).href.slice("https://a/?".length);
}

function asPath(text: string): string {
  return new URL(`https://a/./${text}`).href.slice("https://a/".length);
}

/** Leaves what is not validly encoded as it is. */
export function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function longEnough(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text.length >= SECRET_MIN_LENGTH);
}

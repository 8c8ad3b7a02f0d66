import { INITIATOR_TERMS, type InitiatorTerms } from "#lib/contract/initiators.ts";
import type { CredentialsMode, RequestMode } from "#lib/contract/terms.ts";
import { equalsByteCaseInsensitive, type HeaderLine } from "#lib/fetch/header-list.ts";
import { normalizeMethod } from "#lib/fetch/method.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { isCorsSafelistedRequestHeader, type SafelistRules } from "#lib/fetch/safelisted-request-header.ts";
import type { FieldError, RequestFields } from "./request-fields.ts";

/** The part of a request on which its initiator has a say. */
export type InitiatedRequest = Pick<
  FetchRequest,
  "initiator" | "method" | "headers" | "credentials" | "mode" | "redirect" | "body" | "useCorsPreflight"
>;

interface GivenHeaders {
  readonly lines: readonly HeaderLine[];
  /** JSON pointer to the header of that index. */
  readonly pointerTo: (index: number) => string;
}

/**
 * Completes what the fields say with what their initiator does when they say nothing. What that initiator cannot do is
 * added to the errors.
 */
export function readInitiator(fields: RequestFields, given: GivenHeaders, errors: FieldError[]): InitiatedRequest {
  const initiator = fields.initiator ?? "fetch";
  const terms = INITIATOR_TERMS[initiator];
  const headers = initiator === "beacon" ? given.lines.map(asBlobType) : given.lines;
  const method = fields.method ?? terms.method;
  const mode = fields.mode ?? (initiator === "beacon" ? beaconMode(headers) : firstMode(terms));
  const possible: readonly CredentialsMode[] = terms.modes[mode] ?? [];
  const credentials = fields.credentials ?? possible[0] ?? "same-origin";
  const redirect = fields.redirect ?? terms.redirects[0];
  const refuse = (pointer: string, message: string, fix?: string) => {
    errors.push({ pointer, message: `${message}.`, ...(fix === undefined ? {} : { fix }) });
  };

  if (terms.methods === "only that" && normalizeMethod(method) !== terms.method) {
    refuse("/method", `\`${terms.shownAs}\` always uses ${terms.method}`, terms.method);
  }
  if (possible.length === 0 || (initiator === "beacon" && mode !== beaconMode(headers))) {
    const fix = initiator === "beacon" ? beaconMode(headers) : firstMode(terms);
    refuse("/mode", `\`${terms.shownAs}\` cannot use \`${mode}\` here: ${terms.chosenBy}`, fix);
  } else if (!possible.includes(credentials)) {
    const message = `\`${terms.shownAs}\` cannot use \`${credentials}\` in the mode \`${mode}\`: ${terms.chosenBy}`;
    refuse("/credentials", message, possible[0]);
  }
  if (!terms.redirects.includes(redirect)) {
    refuse("/redirect", `\`${terms.shownAs}\` follows every redirect; no other mode can be chosen`, terms.redirects[0]);
  }
  refuseHeaders(terms, fields, given, refuse);
  if (fields.body !== undefined && !mayHaveBody(terms, method)) {
    const message =
      terms.body === "none"
        ? `\`${terms.shownAs}\` sends no body; leave it out`
        : `\`${terms.shownAs}\` sends no body with ${normalizeMethod(method)}; leave it out or use another method`;
    refuse("/body", message);
  }
  return {
    initiator,
    method,
    headers,
    mode,
    credentials,
    redirect,
    body: fields.body === undefined ? "none" : "text",
    useCorsPreflight: initiator === "xhr-upload",
  };
}

function firstMode({ modes }: InitiatorTerms): RequestMode {
  return (Object.keys(modes) as RequestMode[])[0] ?? "cors";
}

function refuseHeaders(
  terms: InitiatorTerms,
  { body }: RequestFields,
  { lines, pointerTo }: GivenHeaders,
  refuse: (pointer: string, message: string) => void,
): void {
  if (terms.headers === "any") return;
  const isContentType = ([name]: HeaderLine) => equalsByteCaseInsensitive(name, "content-type");
  for (const [index, line] of lines.entries()) {
    if (terms.headers === "none") {
      refuse(pointerTo(index), `A page cannot set headers for \`${terms.shownAs}\`; leave them out`);
    } else if (!isContentType(line) || body === undefined || lines.findIndex(isContentType) !== index) {
      refuse(
        pointerTo(index),
        `The only header that a page can set for \`${terms.shownAs}\` is one \`Content-Type\`, as the type of the Blob that is its body`,
      );
    }
  }
}

function mayHaveBody({ body }: InitiatorTerms, method: string): boolean {
  if (body === "not with GET or HEAD") return !["GET", "HEAD"].includes(normalizeMethod(method));
  return body === "any";
}

/** A Blob writes its type in lower case. https://w3c.github.io/FileAPI/#constructorBlob */
function asBlobType([name, value]: HeaderLine): HeaderLine {
  return [name, value.toLowerCase()];
}

const BLOB_TYPE_RULES: SafelistRules = {
  extraSafelistedRequestHeaders: new Map(),
  rangeNumberMax: null,
  rangeUnitIsCaseInsensitive: false,
  rangeMayHavePlus: false,
  nonAsciiIsUnsafe: true,
  safelistedValuesTotalMaxBytes: null,
  repeatsNamesOfRepeatedHeaders: false,
};

/** https://w3c.github.io/beacon/#sendbeacon-method, step 6.2 */
function beaconMode(headers: readonly HeaderLine[]): RequestMode {
  return headers.every((line) => isCorsSafelistedRequestHeader(line, BLOB_TYPE_RULES)) ? "no-cors" : "cors";
}

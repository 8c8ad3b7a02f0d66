import { parse, parseExpressionAt, type AnyNode, type Options } from "acorn";
import { INITIATOR_TERMS } from "#lib/contract/initiators.ts";
import { CREDENTIALS_MODES, REDIRECT_MODES, REQUEST_MODES } from "#lib/contract/terms.ts";
import { hasHeader, type HeaderLine } from "#lib/fetch/header-list.ts";
import { isToken } from "#lib/fetch/method.ts";
import { serializeOrigin } from "#lib/fetch/origin.ts";
import { readPageOrigin, readTargetUrl } from "../read-url.ts";
import { codeSpan, codeSpans } from "./code-span.ts";
import { multipartBody } from "./multipart.ts";
import { addNotes, noNotes, type Notes } from "./notes.ts";
import type { PastedFields, ReadPaste } from "./paste.ts";
import { fieldsFromRequestHeaders, isCopiedFromBrowser } from "./request-headers.ts";
import { findRequests } from "./script/find-requests.ts";
import type { ScriptRequest } from "./script/script-request.ts";
import { asJson, asText, FormBag, isList, Unknown, type Value } from "./script/values.ts";
import { sentenceInside } from "./wire-request.ts";

const ASKS = /\b(?:fetch|axios|ajax|getJSON|XMLHttpRequest|sendBeacon|EventSource|Request)\b|\$\.(?:get|post)\b/;
const CALL =
  /(?:\bfetch|\baxios(?:\.\w+)?|(?:\$|\bjQuery)\.(?:ajax|get|post|getJSON)|\bnavigator\.sendBeacon|\bnew\s{1,9}EventSource)\s{0,9}\(/g;
/** TypeScript's `<User>` between a name and its call. */
const TYPE_ARGUMENTS = /(\b(?:axios|fetch|ajax|get|post|put|patch|delete|request))<[^()]{0,200}>(?=\()/g;
/** So many calls are tried where the text as a whole is not JavaScript. */
const MAX_TRIALS = 5;
const OPTIONS: Options = {
  ecmaVersion: "latest",
  sourceType: "module",
  allowAwaitOutsideFunction: true,
  allowReturnOutsideFunction: true,
  allowHashBang: true,
};
/** Options of `fetch()` that have no part in CORS. */
const NEEDLESS = ["cache", "integrity", "keepalive", "priority", "referrerPolicy", "signal", "duplex", "window"];

/** Reads a call that asks in a script, such as `fetch(…)`, without running anything; null where there is none. */
export function readScript(text: string): ReadPaste | null {
  if (!ASKS.test(text)) return null;
  try {
    const [request, ...others] = requestsIn(text);
    if (request === undefined) return null;
    const notes = noNotes();
    if (others.length > 0) notes.ignored.push("the other calls: only the first request is read");
    return pasteOf(request, notes);
  } catch (error) {
    // A RangeError is nesting deeper than the stack, or a value without end.
    if (!(error instanceof RangeError) && !(error instanceof SyntaxError)) throw error;
    return hasCall(text) ? { ok: false, message: whyUnreadable(error, text) } : null;
  }
}

function hasCall(text: string): boolean {
  return text.search(CALL) !== -1;
}

/** Of the whole text where it is JavaScript, else of the calls in it, so that types and prose around them do not matter. */
function requestsIn(text: string): ScriptRequest[] {
  let failure: unknown;
  try {
    return findRequests(parse(text, OPTIONS), text);
  } catch (error) {
    failure = error;
  }
  const plain = text.replace(TYPE_ARGUMENTS, (written, name: string) => name.padEnd(written.length));
  for (const { index } of [...plain.matchAll(CALL)].slice(0, MAX_TRIALS)) {
    let call: AnyNode;
    try {
      call = parseExpressionAt(plain, index, OPTIONS);
    } catch (error) {
      failure = error;
      continue;
    }
    const found = findRequests(call, plain);
    if (found.length > 0) return found;
  }
  throw failure;
}

function whyUnreadable(error: Error, text: string): string {
  if (error instanceof RangeError)
    return "The code is too long or too deeply nested. Paste the call alone, with its values written out.";
  const { pos } = error as { pos?: number };
  if (pos !== undefined && pos >= text.trimEnd().length) {
    return "The code ends before the call does. Copy it once more, up to the last bracket of the call.";
  }
  const line = pos === undefined ? null : text.slice(0, pos).split("\n").length;
  const where = line === null ? "It" : `Line ${String(line)}`;
  return `${where} is not plain JavaScript. Paste the call alone, from \`fetch(\` to its last bracket, without TypeScript's annotations.`;
}

function pasteOf(request: ScriptRequest, notes: Notes): ReadPaste {
  const written = asText(request.url);
  if (request.url === undefined)
    return { ok: false, message: `The call of \`${request.shownAs}\` names no URL. Paste it with its first argument.` };
  const holes = holesIn(request);
  const inHost = /^[^?#]*?\$\{/.test(written) && !/^[a-z][a-z0-9+.-]*:\/\/[^/?#$]+[/?#]/i.test(written);
  if (inHost) {
    return {
      ok: false,
      message: `The URL depends on ${codeSpan(holesIn({ url: request.url })[0] ?? written)}, whose value is not in what was pasted. Write the value in its place.`,
    };
  }
  const { referrer } = Object.fromEntries(request.options);
  const base = typeof referrer === "string" && URL.canParse(referrer) ? referrer : undefined;
  const isRelative = !URL.canParse(written);
  if (isRelative && base === undefined) {
    return {
      ok: false,
      message: `The call requests ${codeSpan(written)}, a path on the page's own server. Write the whole URL, with \`https://\` and the server before it.`,
    };
  }
  const url = readTargetUrl(isRelative ? (URL.parse(written, base)?.href ?? written) : written);
  if (!url.ok)
    return { ok: false, message: `The URL ${codeSpan(written)} cannot be read: ${sentenceInside(url.message)}` };

  const own: Notes = noNotes();
  const fields = fieldsOf(request, own);
  if (holes.length > 0) {
    own.ignored.push(
      `${codeSpans(holes)}: ${holes.length === 1 ? "its value is not known here and stands" : "their values are not known here and stand"} as written`,
    );
  }
  const understood = [`the URL ${codeSpan(url.value)}`, `that \`${request.shownAs}\` asks`, ...own.understood];
  const ignored = [...own.ignored, ...notes.ignored];
  return {
    ok: true,
    paste: { kind: "fetch", request: { fields: { url: url.value, ...fields }, understood, ignored } },
  };
}

function fieldsOf(request: ScriptRequest, notes: Notes): PastedFields {
  const body = bodyOf(request.body);
  const method = methodOf(request, notes);
  const headers: readonly HeaderLine[] =
    body !== null && request.impliedType !== null && !hasHeader(request.headers, "Content-Type")
      ? [...request.headers, ["Content-Type", request.impliedType]]
      : request.headers;
  const isCopied =
    isCopiedFromBrowser(headers) || (hasHeader(headers, "accept-language") && request.options.has("referrer"));
  const origin = originOf(request, notes);
  const options = optionsOf(request, isCopied, notes);
  const rest = { ...(origin === null ? {} : { origin }), ...(body === null ? {} : { body }) };
  if (body !== null) notes.understood.push("the body");
  if (isCopied) {
    const said = fieldsFromRequestHeaders(headers, method);
    addNotes(notes, said);
    // A copy says `cors` and `omit` or `include` of everything; the lines tell an element's own.
    if (said.fields.initiator !== undefined) return { ...said.fields, ...rest };
    const given = request.options.has("credentials") ? options : {};
    return { initiator: request.initiator, ...options, ...said.fields, ...credentialsIn(given), ...rest };
  }
  if (headers.length > 0) {
    notes.understood.push(
      `the ${headers.length === 1 ? "header" : "headers"} ${codeSpans(headers.map(([name]) => name))}`,
    );
  }
  return {
    initiator: request.initiator,
    ...(method === undefined ? {} : { method }),
    ...options,
    ...(headers.length === 0 ? {} : { headers }),
    ...rest,
  };
}

function credentialsIn({ credentials }: PastedFields): PastedFields {
  return credentials === undefined ? {} : { credentials };
}

function methodOf({ method, initiator }: ScriptRequest, { understood, ignored }: Notes): string | undefined {
  const written = asText(method);
  if (isToken(written)) {
    if (INITIATOR_TERMS[initiator].methods === "any") understood.push(`the method ${codeSpan(written)}`);
    return written;
  }
  ignored.push(
    `${codeSpan(method instanceof Unknown ? method.written : written)}: it is not known which method that is`,
  );
  return undefined;
}

function bodyOf(body: Value): string | null {
  if (body === undefined || body === null) return null;
  if (body instanceof FormBag) return multipartBody(body.fields);
  return body instanceof Map || isList(body) ? asJson(body) : asText(body);
}

function originOf({ options }: ScriptRequest, { understood }: Notes): string | null {
  const referrer = options.get("referrer");
  if (typeof referrer !== "string" || referrer === "") return null;
  const read = readPageOrigin(referrer);
  if (!read.ok) return null;
  const origin = serializeOrigin(read.value);
  understood.push(`the page's origin ${codeSpan(origin)}, from \`referrer\``);
  return origin;
}

function optionsOf(
  { options, initiator }: ScriptRequest,
  isCopied: boolean,
  { understood, ignored }: Notes,
): PastedFields {
  const { modes } = INITIATOR_TERMS[initiator];
  const needless = [...options.keys()].filter((name) => NEEDLESS.includes(name));
  if (needless.length > 0)
    ignored.push(`${codeSpans(needless)}: ${needless.length === 1 ? "it has" : "they have"} no part in CORS`);
  const chosen = <T extends string>(name: string, known: readonly T[]): T | undefined => {
    const value = options.get(name);
    const found = known.find((each) => each === value);
    if (found === undefined && value !== undefined)
      ignored.push(`${codeSpan(`${name}: ${asText(value)}`)}: it is none of ${codeSpans(known)}`);
    return found;
  };
  const mode = chosen("mode", REQUEST_MODES);
  const redirect = chosen("redirect", REDIRECT_MODES);
  const given = chosen("credentials", CREDENTIALS_MODES);
  const [implied] = (mode === undefined ? Object.values(modes)[0] : modes[mode]) ?? [];
  const credentials = initiator === "beacon" ? undefined : (given ?? implied);
  if (given !== undefined) {
    const because =
      isCopied && given === "include" ? ", which a copy states where there are cookies or `Authorization`" : "";
    understood.push(`the credentials mode \`${given}\`${because}`);
  }
  if (mode !== undefined) understood.push(`the mode \`${mode}\``);
  if (redirect !== undefined) understood.push(`the redirect mode \`${redirect}\``);
  return {
    ...(mode === undefined ? {} : { mode }),
    ...(redirect === undefined ? {} : { redirect }),
    ...(credentials === undefined ? {} : { credentials }),
  };
}

/** What the text of the request does not tell, as it is written in the script. */
function holesIn({ url, headers = [], body }: Partial<ScriptRequest>): string[] {
  const texts = [asText(url), ...headers.map(([, value]) => value), body === undefined ? "" : (bodyOf(body) ?? "")];
  const holes = texts.flatMap((text) => [...text.matchAll(/\$\{([^${}]{0,200})\}/g)].map(([, hole = ""]) => hole));
  return [...new Set(holes)];
}

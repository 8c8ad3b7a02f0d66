import { hasHeader, type HeaderLine } from "#lib/fetch/header-list.ts";
import { basicAuthorization } from "./basic-authorization.ts";
import { codeSpan, codeSpans } from "./code-span.ts";
import { CurlBody } from "./curl-body.ts";
import { noNotes, type Notes } from "./notes.ts";
import type { ReadPaste } from "./paste.ts";
import { decodedText, type Command, type Word } from "./shell/command.ts";
import { CURL_SYNTAX } from "./shell/curl-syntax.ts";
import { readOptions, type Option } from "./shell/options.ts";
import { pasteOfWireRequest, withScheme } from "./wire-request.ts";

const REASONS: Readonly<Record<string, string>> = {
  compressed: "how the answer is packed is the browser's affair",
  "connect-to": "the host is looked up as everywhere",
  digest: "a page has no such login to offer",
  insecure: "a browser does not skip the check of a certificate",
  negotiate: "a page has no such login to offer",
  ntlm: "a page has no such login to offer",
  proxy: "the server is asked directly",
  resolve: "the host is looked up as everywhere",
  "unix-socket": "the host is looked up as everywhere",
};

/** Reads a `curl` command, its first word left away. */
export function readCurl({ words, input }: Pick<Command, "words" | "input">): ReadPaste {
  const { options: all, operands } = readOptions(words, CURL_SYNTAX);
  const notes = noNotes();
  const next = all.findIndex(({ name }) => name === "next");
  const options = next === -1 ? all : all.slice(0, next);
  if (next !== -1) notes.ignored.push("`--next`: only the first request of several is read");
  const urls = [...valuesOf(options, "url"), ...operands];
  const [given, ...others] = urls;
  if (given === undefined) {
    return {
      ok: false,
      message: "This `curl` command has no URL. Paste the whole command, with the URL that it asks.",
    };
  }
  if (others.length > 0) notes.ignored.push(`${codeSpans(others.map(({ text }) => text))}: only the first URL is read`);

  const body = new CurlBody(options, input);
  const headers = headersOf(options, body, notes);
  const isHead = has(options, "head");
  const implied: readonly [string, string?] = isHead
    ? ["HEAD", "because of `-I`"]
    : has(options, "upload-file")
      ? ["PUT", "because of `-T`"]
      : body.isSent
        ? ["POST", "because there is data to send"]
        : ["GET"];
  const request = options.findLast(({ name }) => name === "request")?.value?.text;
  const [method, methodReason] = request === undefined ? implied : [request];

  notes.ignored.push(...body.ignored);
  if (has(options, "location")) notes.understood.push("that redirects are followed");
  ignoreOthers(options, notes);
  const url = urlOf(given, options, body, notes);
  const wire = { url, method, ...(methodReason === undefined ? {} : { methodReason }), headers, body: body.text };
  const paste = pasteOfWireRequest("curl", wire, notes);
  return has(options, "location") ? withRedirect(paste) : paste;
}

function withRedirect(read: ReadPaste): ReadPaste {
  if (!read.ok || read.paste.kind === "har" || read.paste.kind === "console") return read;
  const { request } = read.paste;
  return {
    ok: true,
    paste: { ...read.paste, request: { ...request, fields: { ...request.fields, redirect: "follow" } } },
  };
}

function has(options: readonly Option[], ...names: string[]): boolean {
  return options.some(({ name }) => names.includes(name));
}

function valuesOf(options: readonly Option[], ...names: string[]): Word[] {
  return options.flatMap(({ name, value }) => (names.includes(name) && value !== null ? [value] : []));
}

/** Backslashes keep `curl` from expanding brackets. */
function urlOf(given: Word, options: readonly Option[], body: CurlBody, notes: Notes): string {
  const written = decodedText(given).trim();
  const plain = has(options, "globoff") ? written : written.replace(/\\([[\]{}])/g, "$1");
  const url = withScheme(plain, "http");
  if (url !== plain) notes.understood.push("`http` as its scheme, which `curl` takes where there is none");
  const query = [...valuesOf(options, "url-query").map(({ text }) => text), ...(body.query === "" ? [] : [body.query])];
  if (query.length === 0) return url;
  const [, address = "", fragment = ""] = /^([^#]*)(#[^]*)?$/.exec(url) ?? [];
  return `${address}${address.includes("?") ? "&" : "?"}${query.join("&")}${fragment}`;
}

function headersOf(options: readonly Option[], body: CurlBody, { understood, ignored }: Notes): HeaderLine[] {
  const lines: HeaderLine[] = [];
  const removed: string[] = [];
  for (const { text } of valuesOf(options, "header")) {
    const [, name = "", separator, value = ""] = /^([^:;]*)([:;])?([^]*)$/.exec(text) ?? [];
    if (text.startsWith("@")) ignored.push(`${codeSpan(text)}: what is in that file is not known here`);
    else if (separator === ":" && value.trim() !== "") lines.push([name.trim(), value.trim()]);
    else if (separator === ":") removed.push(name.trim());
    else if (separator === ";" && value.trim() === "") lines.push([name.trim(), ""]);
    else ignored.push(`${codeSpan(text)}: it is not a header, which has a colon`);
  }
  const removedLines: HeaderLine[] = removed.map((name) => [name, ""]);
  const add = (name: string, value: string) => {
    if (!hasHeader([...lines, ...removedLines], name)) lines.push([name, value]);
  };
  for (const [name, value] of body.headers) add(name, value);
  const cookies = valuesOf(options, "cookie").map(({ text }) => text);
  const isJar = (text: string) => !text.includes("=");
  const given = cookies.filter((text) => !isJar(text));
  if (given.length > 0) add("Cookie", given.join("; "));
  for (const jar of cookies.filter(isJar))
    ignored.push(`${codeSpan(`-b ${jar}`)}: the cookies in that file are not known here`);
  const referer = valuesOf(options, "referer")
    .at(-1)
    ?.text.replace(/;auto$/, "");
  if (referer !== undefined && referer !== "") add("Referer", referer);
  const range = valuesOf(options, "range").at(-1)?.text;
  if (range !== undefined) add("Range", `bytes=${range}`);
  const user = valuesOf(options, "user").at(-1);
  if (user !== undefined && !has(options, "digest", "ntlm", "negotiate")) {
    if (!user.text.includes(":")) ignored.push("`-u`: the password is not in it, and is taken as empty");
    add("Authorization", basicAuthorization(user.text));
    understood.push("the login of `-u`, as `Authorization: Basic`");
  }
  const bearer = valuesOf(options, "oauth2-bearer").at(-1);
  if (bearer !== undefined) add("Authorization", `Bearer ${bearer.text}`);
  return lines;
}

const READ = ["header", "request", "url", "url-query", "head", "get", "cookie", "referer", "range", "user", "location"]
  .concat("oauth2-bearer", "upload-file", "globoff")
  .concat("data", "data-ascii", "data-binary", "data-raw", "data-urlencode", "json", "form", "form-string");

function ignoreOthers(options: readonly Option[], { ignored }: Notes): void {
  const needless: string[] = [];
  for (const { name, written } of options) {
    if (READ.includes(name)) continue;
    const reason = REASONS[name];
    if (reason === undefined) needless.push(written);
    else ignored.push(`${codeSpan(written)}: ${reason}`);
  }
  if (needless.length > 0) {
    const count = new Set(needless).size;
    ignored.push(
      `${codeSpans(needless)}: ${count === 1 ? "it concerns" : "they concern"} \`curl\`, not the request of a page`,
    );
  }
}

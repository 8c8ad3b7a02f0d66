import { hasHeader, type HeaderLine } from "#lib/fetch/header-list.ts";
import { basicAuthorization } from "./basic-authorization.ts";
import { codeSpan, codeSpans } from "./code-span.ts";
import { MULTIPART_TYPE, multipartBody } from "./multipart.ts";
import { noNotes, type Notes } from "./notes.ts";
import type { ReadPaste } from "./paste.ts";
import { decodedText, type Command } from "./shell/command.ts";
import { readOptions, type Option, type OptionSyntax } from "./shell/options.ts";
import { pasteOfWireRequest, withScheme } from "./wire-request.ts";

/** https://httpie.io/docs/cli */
const HTTPIE_SYNTAX: OptionSyntax = {
  withValue: new Set(
    `auth auth-type bearer boundary cert cert-key format-options max-headers max-redirects output pretty print proxy raw
    response-charset session session-read-only style timeout verify default-scheme`.split(/\s+/),
  ),
  short: { a: "auth", A: "auth-type", f: "form", F: "follow", j: "json" },
  shortWithValue: "psoP",
};
const READ = ["auth", "auth-type", "bearer", "default-scheme", "follow", "form", "json", "multipart", "raw"];
/** `==` is a part of the query, `:=` raw JSON, `=` a string, `:` a header, `;` an empty header, `@` a file. */
const ITEM = /^((?:[^\\:=@;]|\\[^])*)(==|:=@|=@|:=|:@|=|:|@|;)([^]*)$/;

interface Items {
  readonly headers: HeaderLine[];
  readonly query: string[];
  readonly data: [name: string, value: unknown][];
}

/** Reads a command of HTTPie (`http PUT url name=value Header:value`), its first word left away. */
export function readHttpie({ words, input }: Pick<Command, "words" | "input">, defaultScheme = "http"): ReadPaste {
  const { options, operands } = readOptions(words, HTTPIE_SYNTAX);
  const notes = noNotes();
  const texts = operands.map(decodedText);
  const hasMethod = texts.length > 1 && /^[A-Za-z]+$/.test(texts[0] ?? "") && texts[0] !== "localhost";
  const [url, ...rest] = hasMethod ? texts.slice(1) : texts;
  if (url === undefined) {
    return {
      ok: false,
      message: "This command of HTTPie has no URL. Paste the whole command, with the URL that it asks.",
    };
  }
  const items = readItems(rest, notes);
  const { headers } = items;
  addAuthorization(options, headers, notes);
  const body = bodyOf(options, items, input);
  const type = contentType(options, items, body);
  if (type !== null && !hasHeader(headers, "Content-Type")) headers.push(["Content-Type", type]);
  const others = options.filter(({ name }) => !READ.includes(name)).map(({ written }) => written);
  if (others.length > 0) notes.ignored.push(`${codeSpans(others)}: only HTTPie needs to know`);

  const scheme = options.find(({ name }) => name === "default-scheme")?.value?.text ?? defaultScheme;
  const address = absolute(url, scheme);
  const joint = address.includes("?") ? "&" : "?";
  return pasteOfWireRequest(
    "curl",
    {
      url: items.query.length === 0 ? address : `${address}${joint}${items.query.join("&")}`,
      method: hasMethod ? (texts[0] ?? "").toUpperCase() : body === null ? "GET" : "POST",
      ...(hasMethod || body === null ? {} : { methodReason: "because there is data to send" }),
      headers,
      body,
    },
    notes,
  );
}

/** `:3000/x` is a port of this machine. */
function absolute(url: string, scheme: string): string {
  if (url.startsWith("://")) return scheme + url;
  return withScheme(/^:(\d|\/|$)/.test(url) ? `localhost${url.replace(/^:(?=\/|$)/, "")}` : url, scheme);
}

function readItems(texts: readonly string[], { ignored }: Notes): Items {
  const items: Items = { headers: [], query: [], data: [] };
  for (const text of texts) {
    const [, escapedName = "", separator = "", value = ""] = ITEM.exec(text) ?? [];
    const name = escapedName.replace(/\\([^])/g, "$1");
    if (separator === "==")
      items.query.push(`${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(value.toWellFormed())}`);
    else if (separator === "=") items.data.push([name, value]);
    else if (separator === ":=") items.data.push([name, rawJson(value)]);
    else if (separator === ":" && value !== "") items.headers.push([name, value]);
    else if (separator === ";") items.headers.push([name, ""]);
    else if (separator !== ":") ignored.push(`${codeSpan(text)}: what it stands for is not known here`);
  }
  return items;
}

function rawJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function addAuthorization(options: readonly Option[], headers: HeaderLine[], { understood }: Notes): void {
  const { value } = options.findLast(({ name }) => name === "auth") ?? { value: null };
  if (value === null || hasHeader(headers, "Authorization")) return;
  const isBearer = options.some(({ name, value: type }) => name === "auth-type" && type?.text === "bearer");
  headers.push(["Authorization", isBearer ? `Bearer ${value.text}` : basicAuthorization(value.text)]);
  understood.push(`the login, as \`Authorization: ${isBearer ? "Bearer" : "Basic"}\``);
}

function isOn(options: readonly Option[], ...names: string[]): boolean {
  return options.some(({ name }) => names.includes(name));
}

function bodyOf(options: readonly Option[], { data }: Items, input: string | null): string | null {
  const raw = options.findLast(({ name }) => name === "raw")?.value ?? null;
  if (raw !== null) return decodedText(raw);
  if (data.length === 0) return input;
  const fields = data.map(
    ([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)] as const,
  );
  if (isOn(options, "multipart")) return multipartBody(fields.map(([name, value]) => ({ name, value })));
  if (isOn(options, "form")) return new URLSearchParams(fields.map(([name, value]) => [name, value])).toString();
  return JSON.stringify(Object.fromEntries(data));
}

function contentType(options: readonly Option[], { data }: Items, body: string | null): string | null {
  if (body === null) return null;
  if (data.length > 0 && isOn(options, "multipart")) return MULTIPART_TYPE;
  if (data.length > 0 && isOn(options, "form")) return "application/x-www-form-urlencoded; charset=utf-8";
  return "application/json";
}

import type { HeaderLine } from "#lib/fetch/header-list.ts";
import { codeSpan } from "./code-span.ts";
import { MULTIPART_TYPE, multipartBody, type FormField } from "./multipart.ts";
import { decodedText, type Word } from "./shell/command.ts";
import type { Option } from "./shell/options.ts";

const DATA = ["data", "data-ascii", "data-binary", "data-raw", "data-urlencode", "json"];
const FORM = ["form", "form-string"];

/** What the options of a `curl` command send as its body, or with `-G` as its query. */
export class CurlBody {
  /** The body; null where there is none or its content is not known. */
  readonly text: string | null;
  readonly query: string;
  readonly isSent: boolean;
  /** Those that `curl` adds for it. */
  readonly headers: readonly HeaderLine[];
  readonly ignored: readonly string[];

  constructor(options: readonly Option[], input: string | null) {
    const ignored: string[] = [];
    const isData = options.some(({ name }) => DATA.includes(name));
    const isForm = options.some(({ name }) => FORM.includes(name));
    const isQuery = options.some(({ name }) => name === "get");
    const isJson = options.some(({ name }) => name === "json");
    const upload = options.find(({ name }) => name === "upload-file")?.value ?? null;
    const data = isData ? joinedData(options, input, ignored) : null;
    if (upload !== null) ignored.push(`${codeSpan(`-T ${upload.text}`)}: what is in that file is not known here`);
    this.query = isQuery ? (data ?? "") : "";
    this.isSent = (isData && !isQuery) || isForm;
    this.text = !this.isSent ? null : isForm ? multipartBody(formFields(options, ignored)) : data;
    this.headers = !this.isSent
      ? []
      : isForm
        ? [["Content-Type", MULTIPART_TYPE]]
        : isJson
          ? [
              ["Content-Type", "application/json"],
              ["Accept", "application/json"],
            ]
          : [["Content-Type", "application/x-www-form-urlencoded"]];
    this.ignored = ignored;
  }
}

/** `-d` joins with `&`, `--json` without anything. */
function joinedData(options: readonly Option[], input: string | null, ignored: string[]): string | null {
  let joined: string | null = null;
  for (const { name, value } of options) {
    if (!DATA.includes(name) || value === null) continue;
    const piece = name === "data-urlencode" ? urlEncoded(value, ignored) : dataPiece(name, value, input, ignored);
    if (piece === null) continue;
    joined = joined === null ? piece : `${joined}${name === "json" ? "" : "&"}${piece}`;
  }
  return joined;
}

function dataPiece(name: string, value: Word, input: string | null, ignored: string[]): string | null {
  const text = decodedText(value);
  if (name === "data-raw" || !text.startsWith("@")) return text;
  if (text === "@-" && input !== null) return name === "data-binary" ? input : input.replace(/[\r\n\0]/g, "");
  ignored.push(`${codeSpan(text)}: what is in that file is not known here; put it into the body`);
  return null;
}

/** `content`, `=content`, `name=content`; `@file` and `name@file` are not known. */
function urlEncoded(value: Word, ignored: string[]): string | null {
  const text = decodedText(value);
  const [, name = "", sign, content = ""] = /^([^=@]*)([=@])([^]*)$/.exec(text) ?? [undefined, "", "=", text];
  if (sign === "@") {
    ignored.push(`${codeSpan(text)}: what is in that file is not known here; put it into the body`);
    return null;
  }
  const encoded = encodeURIComponent(content.toWellFormed())
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
  return name === "" ? encoded : `${name}=${encoded}`;
}

function formFields(options: readonly Option[], ignored: string[]): FormField[] {
  return options.flatMap(({ name, value }): FormField[] => {
    if (!FORM.includes(name) || value === null) return [];
    const [, field = "", content = ""] = /^([^=]*)=?([^]*)$/.exec(decodedText(value)) ?? [];
    if (name === "form-string") return [{ name: field, value: content }];
    const [plain = "", ...parameters] = content.split(";");
    const type = parameters.find((parameter) => /^\s*type=/.test(parameter))?.replace(/^\s*type=/, "");
    const typed = type === undefined ? {} : { type };
    if (!/^[@<]/.test(content)) return [{ name: field, value: type === undefined ? content : plain, ...typed }];
    ignored.push(`${codeSpan(plain)}: what is in that file is not known here`);
    if (plain.startsWith("<")) return [{ name: field, value: "", ...typed }];
    const fileName = plain
      .slice(1)
      .replace(/^.*[\\/]/, "")
      .replaceAll('"', "");
    return [{ name: field, value: "", fileName, type: type ?? "application/octet-stream" }];
  });
}

import { codeSpan, codeSpans } from "./code-span.ts";
import type { ReadPaste } from "./paste.ts";
import { readCurl } from "./read-curl.ts";
import { readHttpie } from "./read-httpie.ts";
import { readWget } from "./read-wget.ts";
import { readBash } from "./shell/bash.ts";
import { readCmd } from "./shell/cmd.ts";
import type { Command, Script } from "./shell/command.ts";
import { readPowerShell } from "./shell/powershell.ts";

type Reader = (command: Pick<Command, "words" | "input">) => ReadPaste;

const PROGRAMS: Readonly<Record<string, Reader>> = {
  curl: readCurl,
  http: readHttpie,
  https: (command) => readHttpie(command, "https"),
  wget: readWget,
  xh: readHttpie,
  xhs: (command) => readHttpie(command, "https"),
};
const MENTIONED = /(?:^|[^\w.])(?:curl|wget|https?|xhs?)(?:\.exe)?[ \t\\^`\r\n]/i;
/** What stands before a program's name without being one. */
const PREFIXES = ["sudo", "time", "env", "exec", "command", "!"];
const PROMPT =
  /^[ \t]*(?:[\w.-]{1,64}@[\w.-]{1,64}[^\n$#%>]{0,99}[$#%]|PS [A-Z]:[^\n>]*>|[A-Za-z]:\\[^\n>]*>|[$%❯➜>])[ \t]*(?=(?:curl|wget|https?|xhs?)(?:\.exe)?[ \t])/gim;

/** Reads a line of a shell that sends a request with `curl`, `wget` or HTTPie; null where there is none. */
export function readCommand(text: string): ReadPaste | null {
  if (isPowerShellRequest(text)) {
    return {
      ok: false,
      message:
        "This is a request in PowerShell's own words. In the browser's network panel choose “Copy as cURL” or “Copy as fetch” for the same request, and paste that.",
    };
  }
  if (!MENTIONED.test(text)) return null;
  const script = dialectOf(text)(text.replace(PROMPT, ""));
  const found = script.commands.flatMap((command, index) => {
    const called = programOf(command);
    return called === null ? [] : [{ ...called, index }];
  });
  const [first, ...others] = found;
  if (first === undefined) return null;
  const previous = script.commands[first.index - 1];
  const piped = previous?.end === "|" ? printedBy(previous) : null;
  const read = first.reader({ words: first.words, input: first.input ?? piped });
  return withScriptNotes(read, script, others.length > 0);
}

function isPowerShellRequest(text: string): boolean {
  return /^[ \t]*(?:\$\w+[ \t]*=[ \t]*)?(?:Invoke-(?:WebRequest|RestMethod)|iwr|irm)\s/im.test(text);
}

function dialectOf(text: string): (text: string) => Script {
  if (/\^"|\^[ \t]*\r?\n|^[ \t]*[A-Za-z]:\\[^\n>]*>/.test(text)) return readCmd;
  if (/`[ \t]*\r?\n|^[ \t]*PS [A-Z]:/.test(text)) return readPowerShell;
  return readBash;
}

function programOf({ words, input }: Command): (Pick<Command, "words" | "input"> & { reader: Reader }) | null {
  const start = words.findIndex(({ text }) => !PREFIXES.includes(text) && !/^[A-Za-z_]\w*=/.test(text));
  const name =
    words[start]?.text
      .replace(/^.*[\\/]/, "")
      .replace(/\.exe$/i, "")
      .toLowerCase() ?? "";
  const reader = Object.hasOwn(PROGRAMS, name) ? PROGRAMS[name] : undefined;
  // A word of prose, such as "http is", is no command without something that it could ask.
  const rest = words.slice(start + 1);
  const isAsked = rest.some(({ text }) => /[.:/]|^-\w|^localhost/.test(text)) || (rest.length === 0 && name === "curl");
  return reader === undefined || !isAsked ? null : { words: rest, input, reader };
}

/** What `echo` and `printf` hand on through a pipe. */
function printedBy({ words }: Command): string | null {
  const [program, ...rest] = words.map(({ text }) => text);
  if (program !== "echo" && program !== "printf") return null;
  const said = rest.filter((text) => !/^-[neE]+$/.test(text));
  return said.join(" ");
}

function withScriptNotes(read: ReadPaste, script: Script, areSeveral: boolean): ReadPaste {
  if (!read.ok || read.paste.kind === "har" || read.paste.kind === "console") return read;
  const { request } = read.paste;
  const { url = "" } = request.fields;
  const [authority = ""] = /^[a-z]*:?\/?\/?[^/?#]{0,300}/i.exec(url) ?? [];
  const inHost = script.unknown.find((written) => authority.includes(written));
  if (inHost !== undefined) {
    return {
      ok: false,
      message: `The URL depends on ${codeSpan(inHost)}, whose value is not in what was pasted. Write the value in its place.`,
    };
  }
  const ignored = [...request.ignored];
  if (script.unknown.length > 0) {
    const what = script.unknown.length === 1 ? "its value is" : "their values are";
    ignored.push(
      `${codeSpans(script.unknown)}: ${what} not known here and stand${script.unknown.length === 1 ? "s" : ""} as written`,
    );
  }
  if (script.unclosed !== null) {
    ignored.push(`the end of the command: ${codeSpan(script.unclosed)} is never closed, so something may be missing`);
  }
  if (areSeveral) ignored.push("the other commands: only the first request is read");
  return { ok: true, paste: { ...read.paste, request: { ...request, ignored } } };
}

import type { ReadPaste } from "./paste.ts";
import { readAddress } from "./read-address.ts";

/** Longer texts are no single request. */
const MAX_LENGTH = 500_000;
const FENCE = /^[ \t]*(?:```|~~~)/;
const LONE_ADDRESS = /^\s*https?:\/\/[^\s<>"'`\\]+\s*$/i;

/**
 * Recognises whatever somebody pastes and turns it into fields of the form; a paste that is of no use is refused with a
 * sentence that says what to paste instead. Each reader is loaded when those before it have passed.
 */
export async function readPaste(text: string): Promise<ReadPaste> {
  if (LONE_ADDRESS.test(text)) {
    const read = readAddress(text);
    if (read !== null) return read;
  }
  const { readHar } = await import("./read-har.ts");
  const { readConsole } = await import("./read-console.ts");
  const { refusalOf, TOO_LONG, UNRECOGNISED } = await import("./refusals.ts");
  const archive = readHar(text);
  if (archive !== null) return archive;
  if (text.length > MAX_LENGTH) return { ok: false, message: TOO_LONG };
  const plain = withoutWrapping(text);
  const printed = readConsole(plain);
  if (printed !== null) return printed;
  const refusal = refusalOf(plain);
  if (refusal !== null) return { ok: false, message: refusal };
  const { readCommand } = await import("./read-command.ts");
  const command = readCommand(plain);
  if (command !== null) return command;
  const { readScript } = await import("./read-script.ts");
  const { readHttp } = await import("./read-http.ts");
  return readScript(plain) ?? readHttp(plain) ?? readAddress(plain) ?? { ok: false, message: UNRECOGNISED };
}

/** Without the fence of a Markdown code block, a byte order mark, and indentation as pages write it. */
function withoutWrapping(text: string): string {
  const visible = text
    .replace(/^[\ufeff\u200b]+|\u200b$/g, "")
    .replace(/^[ \t\u00a0]+/gm, (blank) => blank.replaceAll("\u00a0", " "));
  const lines = visible.split("\n");
  const opening = lines.findIndex((line) => FENCE.test(line));
  const closing = lines.findIndex((line, index) => index > opening && FENCE.test(line));
  return opening === -1 || closing === -1 ? visible : lines.slice(opening + 1, closing).join("\n");
}

import type { ReadPaste } from "./paste.ts";
import { readAddress } from "./read-address.ts";
import { readCommand } from "./read-command.ts";
import { readHttp } from "./read-http.ts";
import { readScript } from "./read-script.ts";
import { refusalOf, UNRECOGNISED } from "./refusals.ts";

/** Longer texts are no single request. */
const MAX_LENGTH = 500_000;
const FENCE = /^[ \t]*(?:```|~~~)/;

/** Recognises whatever somebody pastes and turns it into fields of the form. Never throws. */
export function readPaste(text: string): ReadPaste {
  if (text.length > MAX_LENGTH) {
    return {
      ok: false,
      message: "This is too long for one request. Copy the one request that is blocked, and paste that.",
    };
  }
  const plain = withoutWrapping(text);
  const refusal = refusalOf(plain);
  if (refusal !== null) return { ok: false, message: refusal };
  return (
    readCommand(plain) ??
    readScript(plain) ??
    readHttp(plain) ??
    readAddress(plain) ?? { ok: false, message: UNRECOGNISED }
  );
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

import { MAX_URL_LENGTH, readTargetUrl } from "../read-url.ts";
import { codeSpan } from "./code-span.ts";
import { noNotes } from "./notes.ts";
import type { ReadPaste } from "./paste.ts";

const ABSOLUTE = /^(?:[a-z][a-z0-9+.-]*:\/\/|blob:|data:|file:)/i;
const HOST =
  /^(?:\/\/)?(?:localhost|\[[0-9a-f:.]+\]|(?:[\p{L}\p{N}_-]+\.)+(?:\p{L}{2,63}|xn--[\w-]+|\d{1,3}))(?::\d{1,5})?(?:[/?#]|$)/iu;
const IN_TEXT = /https?:\/\/[^\s<>"'`]+/gi;
const MAX_PROSE_LENGTH = 4000;

/**
 * Reads a URL: alone, in brackets or quotes, as a Markdown link, without its scheme, or the first one in a text; null
 * where there is none.
 */
export function readAddress(text: string): ReadPaste | null {
  const notes = noNotes();
  const alone = unwrapped(text.trim());
  if (!/\s/.test(alone) && (ABSOLUTE.test(alone) || HOST.test(alone))) {
    const read = readTargetUrl(alone);
    if (!read.ok && read.fix === undefined) return { ok: false, message: read.message };
    const url = read.ok ? read.value : (read.fix ?? alone);
    if (!read.ok)
      notes.understood.push(`${codeSpan(`${url.slice(0, url.indexOf(":"))}://`)} before it, because it had no scheme`);
    return address(url, notes.understood, notes.ignored);
  }
  if (text.length > MAX_PROSE_LENGTH + MAX_URL_LENGTH) return null;
  const [first, ...others] = new Set([...text.matchAll(IN_TEXT)].map(([found]) => withoutTrail(found)));
  if (first === undefined || !URL.canParse(first)) return null;
  if (others.length > 0) notes.ignored.push(`${codeSpan(others[0] ?? "")}: only the first URL is read`);
  else notes.ignored.push("the text around the URL");
  return address(first, notes.understood, notes.ignored);
}

function address(url: string, understood: readonly string[], ignored: readonly string[]): ReadPaste {
  const request = { fields: { url }, understood: [`the URL ${codeSpan(url)}`, ...understood], ignored };
  return { ok: true, paste: { kind: "url", request } };
}

/** Without what chats, mails and Markdown put around it. */
function unwrapped(text: string): string {
  const link = /^!?\[[^\]]{0,500}\]\(<?([^\s)<>]+(?:\([^\s)]*\)[^\s)]*)?)>?(?:\s+"[^"]*")?\)$/.exec(text);
  const target = link?.[1] ?? text;
  const quoted = /^(?:<(?:URL:)?([^<>]*)>|"([^"]*)"|'([^']*)'|`([^`]*)`|“([^”]*)”)[,;.]?$/.exec(target);
  const inner = quoted?.find((part, index) => index > 0 && typeof part === "string");
  return (inner ?? target).trim();
}

/** Without the punctuation of the sentence in which the URL stands. */
function withoutTrail(url: string): string {
  const trail = url.includes("(") ? ".,;:!?*]}" : ".,;:!?*]})";
  let end = url.length;
  while (trail.includes(url[end - 1] ?? " ")) end -= 1;
  return url.slice(0, end);
}

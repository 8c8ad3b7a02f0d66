import { readTargetUrl } from "../read-url.ts";
import type { ReadPaste } from "./paste.ts";

/** Recognises whatever somebody pastes and turns it into fields of the form. Never throws. */
export function readPaste(text: string): ReadPaste {
  const read = readTargetUrl(text);
  if (!read.ok) return { ok: false, message: read.message };
  return {
    ok: true,
    paste: { kind: "url", request: { fields: { url: read.value }, understood: ["the URL"], ignored: [] } },
  };
}

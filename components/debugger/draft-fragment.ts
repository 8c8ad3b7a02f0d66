import { CREDENTIALS_MODES, INITIATORS, REDIRECT_MODES, REQUEST_MODES } from "#lib/contract/terms.ts";
import { EMPTY_DRAFT, headerRows, oneOf, type Draft } from "./draft.ts";

/**
 * What of a draft may stand in the address bar: everything that differs from the empty draft, but never a header's
 * value, a cookie or a body. The fragment of a URL is not sent to any server.
 */
export function draftToFragment(draft: Draft): string {
  const fragment = new URLSearchParams();
  for (const key of ["url", "origin", "method", "initiator", "credentials", "mode", "redirect"] as const) {
    if (draft[key] !== EMPTY_DRAFT[key]) fragment.set(key, draft[key]);
  }
  for (const row of headerRows(draft)) {
    const name = draft.headers[row]?.[0] ?? "";
    if (name.trim() !== "") fragment.append("header", name);
  }
  if (draft.alwaysSend) fragment.set("send", "always");
  if (!draft.probes) fragment.set("probes", "no");
  if (!draft.save) fragment.set("save", "no");
  return fragment.toString();
}

/** The draft that a fragment (with or without `#`) describes; null when it describes none. */
export function draftFromFragment(fragment: string): Draft | null {
  // Without a value it is the anchor of some place on the page.
  if (!fragment.includes("=")) return null;
  const read = new URLSearchParams(fragment.replace(/^#/, ""));
  return {
    ...EMPTY_DRAFT,
    url: read.get("url") ?? EMPTY_DRAFT.url,
    origin: read.get("origin") ?? EMPTY_DRAFT.origin,
    method: read.get("method") ?? EMPTY_DRAFT.method,
    headers: read.getAll("header").map((name) => [name, ""] as const),
    initiator: oneOf(INITIATORS, read.get("initiator")) ?? EMPTY_DRAFT.initiator,
    credentials: oneOf(CREDENTIALS_MODES, read.get("credentials")) ?? EMPTY_DRAFT.credentials,
    mode: oneOf(REQUEST_MODES, read.get("mode")) ?? EMPTY_DRAFT.mode,
    redirect: oneOf(REDIRECT_MODES, read.get("redirect")) ?? EMPTY_DRAFT.redirect,
    alwaysSend: read.get("send") === "always",
    probes: read.get("probes") !== "no",
    save: read.get("save") !== "no",
  };
}

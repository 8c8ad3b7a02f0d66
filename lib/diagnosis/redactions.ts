import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { byteLowercase, type HeaderList } from "#lib/fetch/header-list.ts";
import { percentDecode, REDACTED } from "./secrets.ts";

export const REDACTED_PLACES = [
  "request header",
  "response header",
  "query parameter",
  "user name and password",
  "part of a URL",
  "beginning of a body",
] as const;

/** A kind of place in a diagnosis whose value is a placeholder. */
export interface Redaction {
  readonly place: (typeof REDACTED_PLACES)[number];
  /** Of the header, in lower case, or of the parameter; null for the other places. */
  readonly name: string | null;
  /** How many lines, URLs or bodies hold it; what the page asked for counts beside what was sent. */
  readonly count: number;
}

const PLACEHOLDER = /REDACTED(-\d+)?/;
const PARAMETERS = /[?&#;]([^?&#;=]+)=REDACTED(?:-\d+)?(?=[&#;]|$)/g;
const USERINFO = /\/\/REDACTED(?:-\d+)?@/g;

/** Where secrets were replaced, by what the diagnosis itself holds, in the order of `REDACTED_PLACES` and of appearance. */
export function redactionsOf({ request, exchanges }: Diagnosis): Redaction[] {
  const found = new Map<string, Redaction>();
  const note = (place: Redaction["place"], name: string | null) => {
    const key = `${place} ${name ?? ""}`;
    found.set(key, { place, name, count: (found.get(key)?.count ?? 0) + 1 });
  };
  const noteHeaders = (place: "request header" | "response header", headers: HeaderList) => {
    for (const [name, value] of headers) if (PLACEHOLDER.test(value)) note(place, byteLowercase(name));
  };
  const noteUrl = (url: string) => {
    const parameters = [...url.matchAll(PARAMETERS)].map(([, name = ""]) => percentDecode(name));
    for (const name of parameters) note("query parameter", name);
    if (url.search(USERINFO) !== -1) note("user name and password", null);
    const rest = url.replaceAll(PARAMETERS, "").replaceAll(USERINFO, "");
    if (PLACEHOLDER.test(rest)) note("part of a URL", null);
  };
  noteHeaders("request header", request.headers);
  noteUrl(request.url);
  for (const exchange of exchanges) {
    noteHeaders("request header", exchange.request.headers);
    noteUrl(exchange.request.url);
    noteHeaders("response header", exchange.response?.headers ?? []);
    if (exchange.response?.bodyStart?.includes(REDACTED)) note("beginning of a body", null);
  }
  return [...found.values()].sort((a, b) => REDACTED_PLACES.indexOf(a.place) - REDACTED_PLACES.indexOf(b.place));
}

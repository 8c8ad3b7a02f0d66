import { byteLowercase, type HeaderList } from "#lib/fetch/header-list.ts";

/** Headers of which Firefox sends one of several values. */
const SINGLETONS = [
  "authorization",
  "content-disposition",
  "content-type",
  "from",
  "if-modified-since",
  "if-unmodified-since",
  "location",
  "max-forwards",
  "user-agent",
];

/** Joins repeated headers, but an empty value erases those before it, and of some headers the last value wins. */
export function combineRequestHeaders(headers: HeaderList, hasBody: boolean): HeaderList {
  const lines = new Map<string, [string, string]>();
  for (const [name, value] of headers) {
    const key = byteLowercase(name);
    const line = lines.get(key);
    // A body comes with the first `Content-Type`.
    if (line !== undefined && key === "content-type" && hasBody) continue;
    if (line === undefined) lines.set(key, [name, value]);
    else if (value === "" || line[1] === "" || SINGLETONS.includes(key)) line[1] = value;
    else line[1] += `, ${value}`;
  }
  return [...lines.values()];
}

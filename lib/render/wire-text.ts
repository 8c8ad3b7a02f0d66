import type { Exchange } from "#lib/contract/diagnosis.ts";
import { byteLowercase } from "#lib/fetch/header-list.ts";

const IN_CORS = new Set([
  "authorization",
  "content-type",
  "cookie",
  "cross-origin-resource-policy",
  "location",
  "origin",
  "set-cookie",
  "vary",
  "www-authenticate",
]);

/** Whether a header line takes no part in what CORS decides, so that the page may show it more quietly. */
export function playsNoPartInCors(name: string): boolean {
  const lowercase = byteLowercase(name);
  return !IN_CORS.has(lowercase) && !lowercase.startsWith("access-control-");
}

/** The status line without its phrase, which is not part of what is recorded. */
export function statusLine({ httpVersion, status }: NonNullable<Exchange["response"]>): string {
  return `HTTP${httpVersion === null ? "" : `/${httpVersion}`} ${status}`;
}

/** An exchange as text with curl's marks: `>` for what went out, `<` for what came back. */
export function rawExchange({ request, response, failure }: Exchange): string {
  const out = [`${request.method} ${request.url}`, ...request.headers.map(([name, value]) => `${name}: ${value}`)].map(
    (line) => `> ${line}`,
  );
  const back = response
    ? [statusLine(response), ...response.headers.map(([name, value]) => `${name}: ${value}`)]
    : [failure?.message ?? "no answer"];
  return [...out, ...back.map((line) => `< ${line}`)].join("\n");
}

import type { Evidence, Exchange } from "#lib/contract/diagnosis.ts";
import { equalsByteCaseInsensitive, getHeader } from "#lib/fetch/header-list.ts";
import type { Observation } from "../observation.ts";

/** An HTTP answer together with the exchange it belongs to. */
export interface SeenAnswer {
  /** Index of the exchange. */
  readonly index: number;
  readonly exchange: Exchange;
  readonly response: NonNullable<Exchange["response"]>;
}

/** What came back to the requests of a browser, probes left out. */
export function answersOf({ exchanges }: Pick<Observation, "exchanges">): SeenAnswer[] {
  return exchanges.flatMap((exchange, index) =>
    exchange.response === null || exchange.role === "probe" ? [] : [{ index, exchange, response: exchange.response }],
  );
}

/** The line of that name whose value matches, as evidence; null when there is none. */
export function lineEvidence({ index, response }: SeenAnswer, name: string, value = /(?:)/): Evidence | null {
  const header = response.headers.findIndex(
    ([candidate, text]) => equalsByteCaseInsensitive(candidate, name) && value.test(text),
  );
  return header === -1 ? null : { exchange: index, header };
}

/** The beginning of the body matches, as evidence; null when it does not. */
export function bodyEvidence({ index, response }: SeenAnswer, pattern: RegExp): Evidence | null {
  return response.bodyStart !== null && pattern.test(response.bodyStart) ? { exchange: index, body: true } : null;
}

/** What says that the body is a page of HTML, as evidence; null when it is none, or when there is no body. */
export function htmlEvidence(answer: SeenAnswer): Evidence | null {
  const { exchange, response } = answer;
  const hasNoBody =
    exchange.request.method === "HEAD" ||
    [204, 205, 304].includes(response.status) ||
    getHeader(response.headers, "content-length") === "0";
  if (hasNoBody) return null;
  const type = lineEvidence(answer, "content-type");
  return type === null
    ? bodyEvidence(answer, /^\s*(?:<!doctype html|<html)[\s>]/i)
    : lineEvidence(answer, "content-type", /^(?:text\/html|application\/xhtml\+xml)\s*(?:;|$)/i);
}

/** The `Accept` line that asks for JSON and not for a page, as evidence; null when there is none. */
export function acceptEvidence({ index, exchange }: SeenAnswer): Evidence | null {
  const line = requestLine(exchange, "accept", /[/+]json\b/i);
  return line === -1 || requestLine(exchange, "accept", /html/i) !== -1
    ? null
    : { exchange: index, requestHeader: line };
}

/** The line of the request that says that it is about JSON, as evidence; null when there is none. */
export function jsonEvidence(answer: SeenAnswer): Evidence | null {
  const { index, exchange } = answer;
  const line = requestLine(exchange, "content-type", /^[\w.-]+\/(?:[\w.-]+\+)?json\s*(?:;|$)/i);
  const isPage = requestLine(exchange, "accept", /html/i) !== -1;
  return acceptEvidence(answer) ?? (line === -1 || isPage ? null : { exchange: index, requestHeader: line });
}

function requestLine({ request }: Exchange, name: string, value: RegExp): number {
  return request.headers.findIndex(
    ([candidate, text]) => equalsByteCaseInsensitive(candidate, name) && value.test(text),
  );
}

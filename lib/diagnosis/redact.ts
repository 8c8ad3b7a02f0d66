import type { Exchange } from "#lib/contract/diagnosis.ts";
import type { Answer, OutgoingRequest } from "#lib/fetch/exchange.ts";
import { byteLowercase, equalsByteCaseInsensitive, type HeaderLine, type HeaderList } from "#lib/fetch/header-list.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import type { ObservedRecord } from "./observe.ts";
import {
  asQuery,
  isSecretHeaderName,
  isSecretParameterName,
  percentDecode,
  REDACTED,
  secretsIn,
  spellingsOf,
} from "./secrets.ts";

/** A URL within a URL within a URL is looked at. */
const NESTED_URLS_MAX = 2;
/** A server that sets cookies by the thousand must not make the search for repetitions slow. */
const SPELLINGS_MAX = 128;
const PLACEHOLDER = /^REDACTED(-\d+)?$/;
const URL_HEADER_NAMES = ["location", "content-location", "refresh", "link", "referer"];
/** Their values take part in the verdict, or were treated as URLs, whose hosts are kept; nothing is looked for in them. */
const KEPT_HEADER_NAME =
  /^(access-control-.*|origin|vary|cache-control|cross-origin-.*|accept|accept-language|content-language|content-type|range|location|content-location|refresh|link|referer)$/;

/**
 * Replaces secrets by placeholders: the values of credential headers, the userinfo of URLs, the values of query and
 * fragment parameters that look like secrets, and whatever repeats one of them. Equal secrets in URLs get equal
 * placeholders and different ones different placeholders, so that two URLs that differ stay different; the verdict does
 * not depend on any of them.
 */
export class Redactor {
  readonly #placeholders = new Map<string, string>();
  /** Each spelling of a secret that was met, with the secret in the spelling of a query. */
  #spellings: ReadonlyMap<string, string> = new Map();
  /** Secrets are noted, and their repetitions left for later. */
  #isSurvey = false;

  record(record: ObservedRecord): ObservedRecord {
    // A secret may be repeated before the place that gives it away.
    this.#isSurvey = true;
    this.#redactedRecord(record);
    this.#isSurvey = false;
    return this.#redactedRecord(record);
  }

  #redactedRecord(record: ObservedRecord): ObservedRecord {
    return {
      ...record,
      request: this.request(record.request),
      recording: record.recording.map((entry) => ({
        ...entry,
        request: this.#outgoing(entry.request, record.request.headers),
        answer: this.#answer(entry.answer),
      })),
      exchanges: record.exchanges.map((exchange) => this.exchange(exchange)),
      probes: {
        ...record.probes,
        asked: record.probes.asked.map((probe) => ({ ...probe, exchange: this.exchange(probe.exchange) })),
      },
    };
  }

  exchange(exchange: Exchange): Exchange {
    const request = {
      ...exchange.request,
      url: this.url(exchange.request.url),
      headers: this.headers(exchange.request.headers),
    };
    const response = exchange.response && {
      ...exchange.response,
      headers: this.headers(exchange.response.headers),
      bodyStart: exchange.response.bodyStart === null ? null : this.#repeated(exchange.response.bodyStart),
    };
    return { ...exchange, request, response };
  }

  request(request: FetchRequest): FetchRequest {
    return { ...request, headers: this.headers(request.headers), url: this.url(request.url) };
  }

  /** Works on text and not on a parsed URL, so that a relative `Location` is treated like the URL it resolves to. */
  url(text: string): string {
    // The URL parser takes no notice of these characters, so they must not hide anything.
    const visible = text.replace(/^[\0-\x20]+|[\t\n\r]+/g, "");
    const [, lead = "", authority = "", rest = ""] =
      /^(?:([a-z][a-z0-9+.-]*:[\\/]*|[\\/]{2,})([^/?#\\]*))?([^]*)$/i.exec(visible) ?? [];
    const at = authority.lastIndexOf("@");
    const userinfo = at === -1 ? "" : `${this.#userinfo(authority.slice(0, at))}@`;
    return `${lead}${userinfo}${authority.slice(at + 1)}${this.#repeated(this.#afterHost(rest))}`;
  }

  headers(headers: HeaderList): HeaderLine[] {
    const lines = headers.map(([name, value]): HeaderLine => {
      if (isSecretHeaderName(name)) {
        if (value === "") return [name, value];
        for (const secret of secretsIn(name, value)) this.#remember(secret);
        return [name, REDACTED];
      }
      return [name, URL_HEADER_NAMES.includes(byteLowercase(name)) ? this.#urlInHeader(value) : value];
    });
    // All values at once, because a server may send thousands; none holds a line break.
    const values = this.#repeated(lines.map(([, value]) => value).join("\n")).split("\n");
    return lines.map(([name, value], index) => [
      name,
      KEPT_HEADER_NAME.test(byteLowercase(name)) ? value : (values[index] ?? value),
    ]);
  }

  /** An author's repeated lines are joined on the wire; joined, they have to be what the redacted lines give. */
  #outgoing(request: OutgoingRequest, author: HeaderList): OutgoingRequest {
    const headers = request.headers.map(([name, value]): HeaderLine => {
      const lines = author.filter(([candidate]) => equalsByteCaseInsensitive(candidate, name));
      const redacted = this.headers(lines);
      const isChanged = redacted.some(([, text], index) => text !== lines[index]?.[1]);
      return [name, isChanged ? redacted.map(([, text]) => text).join(", ") : value];
    });
    return { ...request, url: this.url(request.url), headers };
  }

  #answer(answer: Answer): Answer {
    return answer.kind === "response" ? { ...answer, headers: this.headers(answer.headers) } : answer;
  }

  /** A URL in a header is written in bytes; percent-encoded, they are the same URL. */
  #urlInHeader(value: string): string {
    const encoded = value.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);
    const redacted = this.url(encoded);
    return redacted === encoded ? value : redacted;
  }

  #userinfo(userinfo: string): string {
    if (userinfo === "" || userinfo === ":") return userinfo;
    const password = userinfo.slice(userinfo.indexOf(":") + 1);
    for (const part of [userinfo, password]) this.#remember(part);
    return this.#placeholder(asQuery(userinfo));
  }

  /** Path, query and fragment. */
  #afterHost(text: string, depth = 0): string {
    const pieces = text
      .replace(/\/\/([^/?#\\\s<>]+)@/g, (_match, userinfo: string) => `//${this.#userinfo(userinfo)}@`)
      .split(/(?=[?&#;])/);
    let redacted = "";
    for (let next = pieces.shift(); next !== undefined; next = pieces.shift()) {
      const [, name = "", start = ""] = /^[?&#;]([^=]+)=([^]*)$/.exec(next) ?? [];
      const before = next.slice(0, next.length - start.length);
      if (!isSecretParameterName(name)) {
        redacted += before + this.#nestedUrl(start, depth);
        continue;
      }
      let value = start;
      while (!next.startsWith(";") && /^[?;]/.test(pieces[0] ?? "")) value += pieces.shift() ?? "";
      redacted += before + this.#secretParameter(value);
    }
    return redacted;
  }

  #secretParameter(value: string): string {
    if (value === "") return value;
    this.#remember(value);
    return this.#placeholder(asQuery(value));
  }

  /** A parameter may hold a whole URL, percent-encoded, as the one to return to after a login does. */
  #nestedUrl(value: string, depth: number): string {
    const decoded = percentDecode(value);
    if (depth === NESTED_URLS_MAX || decoded === value) return value;
    const redacted = this.#afterHost(decoded, depth + 1);
    return redacted === decoded ? value : encodeURIComponent(redacted.toWellFormed());
  }

  /** Bodies, redirects and other headers repeat what a request carried. */
  #repeated(text: string): string {
    if (this.#isSurvey) return text;
    return [...this.#spellings].reduce(
      (rest, [spelling, secret]) =>
        rest.includes(spelling) ? rest.replaceAll(spelling, () => this.#placeholder(secret)) : rest,
      text,
    );
  }

  #remember(secret: string): void {
    if (PLACEHOLDER.test(secret) || this.#spellings.size >= SPELLINGS_MAX) return;
    const news = spellingsOf(secret).filter((spelling) => !this.#spellings.has(spelling));
    if (news.length === 0) return;
    const all = [...this.#spellings, ...news.map((spelling) => [spelling, asQuery(secret)] as const)];
    // The longest first, so that no part of one is left beside the placeholder of another.
    this.#spellings = new Map(all.sort(([a], [b]) => b.length - a.length));
  }

  #placeholder(secret: string): string {
    const known = this.#placeholders.get(secret);
    if (known !== undefined) return known;
    const taken = new Set(this.#placeholders.values());
    let placeholder = PLACEHOLDER.test(secret) ? secret : REDACTED;
    for (let count = 2; taken.has(placeholder); count++) placeholder = `${REDACTED}-${String(count)}`;
    this.#placeholders.set(secret, placeholder);
    return placeholder;
  }
}

import type { Exchange } from "#lib/contract/diagnosis.ts";
import type { Answer, OutgoingRequest } from "#lib/fetch/exchange.ts";
import { byteLowercase, type HeaderLine, type HeaderList } from "#lib/fetch/header-list.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import type { ObservedRecord } from "./observe.ts";

/** A legal header value and query value, so that what is stored can still be evaluated. */
export const REDACTED = "REDACTED";

const SECRET_HEADER_NAME =
  /^(cookie2?|set-cookie2?|authorization|proxy-authorization)$|token|secret|passw|api-?key|credential|session|subscription-key|csrf|xsrf|signature|(^|[-_])(auth|key|jwt)([-_]|$)/;
const NOT_SECRET_HEADER_NAME =
  /^(access-control-|www-authenticate$|proxy-authenticate$|sec-fetch-|content-security-policy)/;
const URL_HEADER_NAMES = ["location", "content-location", "refresh", "link", "referer"];
const SECRET_PARAMETER =
  /^(.*[-_.])?(token|secret|passw(or)?d|pwd|pass|signature|sig|apikey|api[-_]?key|key|auth|authorization|jwt|session(id)?|sid|credential|code|assertion|otp|nonce|hmac)$/i;

/**
 * Replaces secrets by placeholders: the values of credential headers, the userinfo of URLs and the values of query and
 * fragment parameters that look like secrets. Equal secrets get equal placeholders and different ones different
 * placeholders, so that two URLs that differ stay different; the verdict does not depend on any of them.
 */
export class Redactor {
  readonly #placeholders = new Map<string, string>();
  readonly #secrets = new Set<string>();

  record(record: ObservedRecord): ObservedRecord {
    return {
      ...record,
      request: this.request(record.request),
      recording: record.recording.map((entry) => ({
        ...entry,
        request: this.#outgoing(entry.request),
        answer: this.#answer(entry.answer),
      })),
      exchanges: record.exchanges.map((exchange) => this.exchange(exchange)),
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
      bodyStart: exchange.response.bodyStart === null ? null : this.#text(exchange.response.bodyStart),
    };
    return { ...exchange, request, response };
  }

  /** Works on text and not on a parsed URL, so that a relative `Location` is treated like the URL it resolves to. */
  url(text: string): string {
    return text
      .replace(/^([a-z][a-z0-9+.-]*:)?\/\/([^/?#\\]*)@/i, (match, scheme: string | undefined, userinfo: string) => {
        if (userinfo === "" || userinfo === ":") return match;
        this.#remember(userinfo);
        return `${scheme ?? ""}//${REDACTED}@`;
      })
      .replace(/([?&#;])([^=&#?;]+)=([^&#]*)/g, (match, lead: string, name: string, value: string) =>
        value !== "" && SECRET_PARAMETER.test(decode(name)) ? `${lead}${name}=${this.#placeholder(value)}` : match,
      );
  }

  request(request: FetchRequest): FetchRequest {
    return { ...request, url: this.url(request.url), headers: this.headers(request.headers) };
  }

  #outgoing(request: OutgoingRequest): OutgoingRequest {
    return { ...request, url: this.url(request.url), headers: this.headers(request.headers) };
  }

  #answer(answer: Answer): Answer {
    return answer.kind === "response" ? { ...answer, headers: this.headers(answer.headers) } : answer;
  }

  headers(headers: HeaderList): HeaderLine[] {
    return headers.map(([name, value]) => {
      const lowerName = byteLowercase(name);
      if (SECRET_HEADER_NAME.test(lowerName) && !NOT_SECRET_HEADER_NAME.test(lowerName)) {
        if (value === "") return [name, value];
        this.#remember(value);
        return [name, REDACTED];
      }
      return [name, URL_HEADER_NAMES.includes(lowerName) ? this.url(value) : value];
    });
  }

  /** A body may repeat what the request carried. */
  #text(text: string): string {
    return [...this.#secrets].reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text);
  }

  #placeholder(value: string): string {
    const decoded = decode(value);
    const known = this.#placeholders.get(decoded);
    if (known !== undefined) return known;
    if (/^REDACTED(-\d+)?$/.test(decoded)) return decoded;
    const count = this.#placeholders.size + 1;
    const placeholder = count === 1 ? REDACTED : `${REDACTED}-${String(count)}`;
    this.#placeholders.set(decoded, placeholder);
    this.#remember(value);
    this.#remember(decoded);
    return placeholder;
  }

  #remember(secret: string): void {
    const parts = [secret, ...secret.split(/[\s;,:=]+/)];
    for (const part of parts) if (part.length >= 6 && part !== REDACTED) this.#secrets.add(part);
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

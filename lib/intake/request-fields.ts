import type { CredentialsMode, Initiator, RedirectMode, RequestMode } from "#lib/contract/terms.ts";

/** The fields that describe one fetch, as a form, a query string or a JSON body gives them. */
export interface RequestFields {
  /** Absolute URL. */
  readonly url: string;
  /** A page's URL or origin, or `null` for an opaque origin. */
  readonly origin: string;
  readonly method?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | readonly (readonly [string, string])[] | undefined;
  readonly credentials?: CredentialsMode | undefined;
  readonly mode?: RequestMode | undefined;
  readonly redirect?: RedirectMode | undefined;
  readonly initiator?: Initiator | undefined;
  readonly body?: string | undefined;
}

/** One thing wrong with one field. */
export interface FieldError {
  /** JSON pointer into the fields, such as `/headers/2/1`. */
  readonly pointer: string;
  readonly message: string;
  /** What to write instead, ready to be put into the field. */
  readonly fix?: string;
}

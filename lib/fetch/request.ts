import type { CredentialsMode, Initiator, RedirectMode, RequestMode } from "#lib/contract/terms.ts";
import type { HeaderList } from "./header-list.ts";
import type { Origin } from "./origin.ts";

/** What a page's script asks for, before any browser rule is applied. */
export interface FetchRequest {
  /** Absolute URL, any scheme. */
  readonly url: string;
  readonly origin: Origin;
  /** A token, in the case that the script wrote. */
  readonly method: string;
  /** The author's headers: names are tokens, values Latin-1 without NUL, CR or LF. */
  readonly headers: HeaderList;
  readonly credentials: CredentialsMode;
  readonly mode: RequestMode;
  readonly redirect: RedirectMode;
  readonly initiator: Initiator;
  /** `text` is a string body (its bytes are the transport's business), `stream` a ReadableStream. */
  readonly body: "none" | "text" | "stream";
  /** An upload listener is registered, or a stream is sent. https://fetch.spec.whatwg.org/#use-cors-preflight-flag */
  readonly useCorsPreflight: boolean;
}

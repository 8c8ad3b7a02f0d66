import type { Initiator } from "#lib/contract/terms.ts";
import type { HeaderLine } from "#lib/fetch/header-list.ts";
import type { ObjectValue, Value } from "./values.ts";

/** A request as a call in a script asks for it. */
export interface ScriptRequest {
  /** How the script asks, for what is said of it: `fetch()`. */
  readonly shownAs: string;
  readonly initiator: Initiator;
  readonly url: Value;
  readonly method: Value;
  readonly headers: readonly HeaderLine[];
  readonly body: Value;
  /** What the call adds as `Content-Type` where its author set none. */
  readonly impliedType: string | null;
  /** The options of `fetch()` by their names there: `credentials`, `mode`, `redirect`, `referrer`. */
  readonly options: ObjectValue;
}

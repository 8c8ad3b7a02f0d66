import type { RequestFields } from "../request-fields.ts";

/** What a paste was recognised as. */
export type PasteKind = "url" | "curl" | "fetch" | "har" | "http" | "console";

/** The fields that a paste gave; what is absent was not said, and leaves the form as it is. */
export type PastedFields = Partial<Omit<RequestFields, "headers">> & {
  readonly headers?: readonly (readonly [name: string, value: string])[];
  /** The value of a `Cookie` line, which a page cannot set but a browser may send. */
  readonly cookies?: string;
};

/** One request out of a paste, ready to be put into the form. */
export interface PastedRequest {
  readonly fields: PastedFields;
  /** What was understood, each as a clause with code spans: "the method `PUT`, because there is a body". */
  readonly understood: readonly string[];
  /** What was left out, each with its reason: "`--compressed`: how the answer is packed is the browser's affair". */
  readonly ignored: readonly string[];
}

/** A request of a HAR file, to choose from. */
export interface PastedChoice extends PastedRequest {
  readonly label: string;
  /** Whether the browser seems to have blocked it. */
  readonly suspicious: boolean;
}

/** What a line of a browser's console says. */
export interface ConsoleReading {
  readonly browser: "chromium" | "firefox" | "webkit" | null;
  /** The request that it speaks of; null where it names none. */
  readonly url: string | null;
  /** Id of the finding that explains it; null where the line names no cause. */
  readonly finding: string | null;
  /** What it means, in a sentence or two with code spans. */
  readonly explanation: string;
  /** What only the user can tell, as one question; null where nothing is missing. */
  readonly question: string | null;
}

/** What came out of a paste. */
export type Paste =
  | {
      readonly kind: Exclude<PasteKind, "har" | "console">;
      readonly request: PastedRequest;
    }
  | {
      readonly kind: "har";
      readonly choices: readonly PastedChoice[];
      /** What is no request to choose, each kind with its count: "WebSockets, which have no CORS: 3". */
      readonly leftOut: readonly string[];
    }
  | { readonly kind: "console"; readonly request: PastedRequest; readonly readings: readonly ConsoleReading[] };

/** Refused with a sentence that says what to paste instead. */
export type ReadPaste = { readonly ok: true; readonly paste: Paste } | { readonly ok: false; readonly message: string };

import type { Exchange } from "#lib/contract/diagnosis.ts";

/** What stopped the asking: the time for it was over, or the number of probes was used up. */
export type ProbeLimit = "deadline" | "probes";

/** A probe that was sent. */
export interface AskedProbe {
  /** Of the question: the same observation asks the same questions under the same ids. */
  readonly id: string;
  /** Its role is `probe`; it says what was asked and what came of it. */
  readonly exchange: Exchange;
}

/** The probes that were sent, in their order. */
export interface AskedProbes {
  readonly asked: readonly AskedProbe[];
  /** null when nothing was left out. */
  readonly leftOut: ProbeLimit | null;
}

/** What probes have shown; numbers are places among the exchanges of the diagnosis, probes included. */
export type ProbeFact =
  | {
      /** The preflight is refused with these headers, and `accepted` without them. */
      readonly kind: "header-refused";
      readonly preflight: number;
      readonly accepted: number;
      readonly names: readonly string[];
      /** It is all of them, and no other; otherwise at least one of them. */
      readonly isExact: boolean;
    }
  | {
      /** The preflight is refused for this method, and `accepted` for GET. */
      readonly kind: "method-refused";
      readonly preflight: number;
      readonly accepted: number;
      readonly method: string;
    }
  | {
      /** What the page's origin is refused, another is allowed. */
      readonly kind: "origin-refused";
      readonly refused: number;
      readonly accepted: number;
      readonly acceptedOrigin: string;
    }
  | {
      /** An origin that the server cannot know is allowed by name. */
      readonly kind: "origin-reflected";
      readonly exchange: number;
      readonly origin: string;
      readonly withCredentials: boolean;
    }
  | {
      /** The answer names one origin, whoever asks. */
      readonly kind: "allow-origin-fixed";
      readonly exchange: number;
    }
  | {
      /** The answer was made for another request; asked past the caches, the server answers differently. */
      readonly kind: "cached-answer";
      readonly cached: number;
      readonly fresh: number;
    }
  | {
      /** A request without `Origin` gets an answer that cannot be shared, and that a cache may give to pages. */
      readonly kind: "allow-origin-only-with-origin";
      readonly with: number;
      readonly without: number;
    }
  | {
      /** The URL behind a redirect, asked directly, lets the page in. */
      readonly kind: "redirect-twin";
      readonly redirect: number;
      readonly twin: number;
    }
  | {
      /** An error of the server that pages cannot read. */
      readonly kind: "error-without-cors";
      readonly exchange: number;
    };

/** The probes together with what they have shown. */
export interface ProbeResults extends AskedProbes {
  readonly facts: readonly ProbeFact[];
}

export const NO_PROBES: ProbeResults = { asked: [], leftOut: null, facts: [] };

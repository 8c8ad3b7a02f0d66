import type { ServerName } from "#lib/contract/servers.ts";

/**
 * What a server has to say to let one page's request through. Everything in it may come from a stranger: a recipe quotes
 * each value in the way of its own language.
 */
export interface CorsPolicy {
  /** A serialized origin, or `*` where any page may read without credentials. */
  readonly origin: string;
  readonly credentials: boolean;
  /** Methods in the spelling of the request; `OPTIONS` is not among them. */
  readonly methods: readonly string[];
  /** Names of request headers, in lower case; empty when none has to be allowed. */
  readonly headers: readonly string[];
  /** Names of response headers that the page's script wants to read. */
  readonly exposed: readonly string[];
  /** Path of the URL that is asked for, percent-encoded, beginning with a slash. */
  readonly path: string;
}

/** One piece of a recipe and the place where it goes. */
export interface RecipePart {
  /** Where it goes, as the end of a sentence: "in the `http` block, before `server`". */
  readonly place: string;
  readonly code: string;
}

/** How a CORS policy is written for one kind of server, in the way that its own documentation recommends. */
export interface Recipe<Id extends string = string> {
  /** Kebab-case and permanent. */
  readonly id: Id;
  /** As its makers write it. */
  readonly name: string;
  /** The language of the code, as highlighters call it. */
  readonly language: string;
  /** The servers that this recipe is for, when a diagnosis has recognised one. */
  readonly servers: readonly ServerName[];
  /** The page of its documentation that recommends this. */
  readonly docs: string;
  /** What to install, in a shell; null when it is there already. */
  readonly install: string | null;
  /** What usually goes wrong here, in one or two sentences. */
  readonly trap: string;
  /** Whether a machine has applied it to the real server, and a real browser agreed. */
  readonly verified: boolean;
  readonly write: (policy: CorsPolicy) => readonly RecipePart[];
}

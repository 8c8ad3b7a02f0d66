import type { FindingId } from "#lib/diagnosis/findings/index.ts";
import type { HeaderLine } from "#lib/fetch/header-list.ts";
import type { FindingCase } from "#tests/unit/diagnosis/finding-case.ts";

type Given = Pick<FindingCase, "fields" | "request" | "responses" | "bodies">;

/** One way in which a situation is produced, and what its diagnosis has to say first. */
export type Shown = (
  | { readonly lab: string }
  /** The id of a row of the measured corpus. */
  | { readonly row: string }
  /** A name that tells it from the others, and the evaluation itself. */
  | { readonly name: string; readonly given: Given }
) & {
  /** null where there is nothing to say. */
  readonly first: FindingId | null;
  /** Whether the page gets its response, which may be an opaque one. */
  readonly allowed: boolean;
};

/** A situation that people meet and ask about. */
export interface FieldSituation {
  readonly number: number;
  readonly situation: string;
  readonly shown: readonly Shown[];
  /** What of it no server can produce, and why. */
  readonly notByServer?: string;
}

export const lab = (id: string, first: FindingId): Shown => ({ lab: id, first, allowed: false });
export const row = (id: string, first: FindingId): Shown => ({ row: id, first, allowed: false });
export const given = (name: string, evaluation: Given, first: FindingId): Shown => ({
  name,
  given: evaluation,
  first,
  allowed: false,
});
/** What has to be let through, so that no error may be found. */
export const fine = {
  lab: (id: string, first: FindingId | null = null): Shown => ({ lab: id, first, allowed: true }),
  row: (id: string, first: FindingId | null = null): Shown => ({ row: id, first, allowed: true }),
  given: (name: string, evaluation: Given, first: FindingId | null = null): Shown => ({
    name,
    given: evaluation,
    first,
    allowed: true,
  }),
};

export const PAGE = "http://shop.example";
export const API = "http://api.example/orders";
export const location = (url: string): HeaderLine => ["Location", url];

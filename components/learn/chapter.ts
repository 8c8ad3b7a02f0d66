import type { ExerciseId } from "./exercises/exercises.ts";

/** A part of a chapter. Texts have code spans and links as `markup.ts` reads them; a bare text is a paragraph. */
export type Block =
  | string
  | { readonly heading: string; readonly id: string }
  | { readonly list: readonly string[]; readonly ordered?: true }
  | { readonly table: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] } }
  /** Lines of a message or a shell. */
  | { readonly code: string; readonly label: string }
  | { readonly exercise: ExerciseId };

export interface Chapter {
  /** The anchor on the page of the guide; permanent. */
  readonly id: string;
  /** With code spans, as headings are. */
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** All texts of a chapter in the order of reading, with their markup. */
export function textsOf({ title, blocks }: Chapter): string[] {
  return [
    title,
    ...blocks.flatMap((block): readonly string[] => {
      if (typeof block === "string") return [block];
      if ("heading" in block) return [block.heading];
      if ("list" in block) return block.list;
      if ("table" in block) return [...block.table.head, ...block.table.rows.flat()];
      return [];
    }),
  ];
}

/** The anchors of a chapter: its own and those of its headings. */
export function anchorsOf({ id, blocks }: Chapter): string[] {
  return [id, ...blocks.flatMap((block) => (typeof block !== "string" && "heading" in block ? [block.id] : []))];
}

import { isToken } from "#lib/fetch/method.ts";

/** What makes a list of names unreadable to a browser. A type, because an interface is no record. */
export type ListMistake = {
  kind: "brackets" | "quotes" | "separator" | "colon" | "missing-comma" | "character";
  /** The first element that is not one name. */
  element: string;
  /** The names that were probably meant; empty where that cannot be told. */
  meant: string[];
};

const KINDS: readonly (readonly [ListMistake["kind"], RegExp])[] = [
  ["brackets", /[()<>[\]{}]/],
  ["quotes", /"/],
  ["separator", /[;/\\]/],
  ["colon", /:/],
  ["missing-comma", /^[!#$%&'*+\-.^_`|~0-9A-Za-z\s]+$/],
];

/** Why the value of that header is no list of tokens; the engine has found that it is none. */
export function listMistake(headerName: string, value: string): ListMistake {
  const elements = value.split(",").map((element) => element.trim());
  const element = elements.find((each) => each !== "" && !isToken(each)) ?? value;
  const kind = KINDS.find(([, pattern]) => pattern.test(element))?.[0] ?? "character";
  const words = value.match(/[!#$%&*+\-.^_~0-9A-Za-z]+/g) ?? [];
  const names = words.filter((word) => word.toLowerCase() !== headerName.toLowerCase());
  return { kind, element, meant: kind === "character" ? [] : [...new Set(names)] };
}

/** One or two sentences: where the mistake is, and what to write. */
export function explainListMistake({ kind, element, meant }: ListMistake): string {
  const write = meant.length === 0 ? "" : ` Write \`${meant.join(", ")}\`.`;
  return `${whereItIs(kind, element)}${write}`;
}

function whereItIs(kind: ListMistake["kind"], element: string): string {
  switch (kind) {
    case "brackets":
      return `\`${element}\` has brackets, as when a list is written out by a program.`;
    case "quotes":
      return `\`${element}\` has quotes.`;
    case "separator":
      return `In \`${element}\` something else than a comma separates the names.`;
    case "colon":
      return `\`${element}\` has a colon, which is no part of a name.`;
    case "missing-comma": {
      const [before = "", after = ""] = element.split(/\s+/);
      return `A comma is missing between \`${before}\` and \`${after}\`.`;
    }
    case "character":
      return `\`${element}\` has a character that no name can have.`;
  }
}

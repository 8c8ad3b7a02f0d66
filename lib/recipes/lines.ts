/** The lines that are there; null stands for one that this policy does not need. */
export function lines(...all: readonly (string | null)[]): string {
  return all.filter((line) => line !== null).join("\n");
}

/** The values as items of a list literal, without its brackets: `"a", "b"`. */
export function items(values: readonly string[], quote: (value: string) => string): string {
  return values.map(quote).join(", ");
}

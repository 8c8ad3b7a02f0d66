/** An object of a JSON document, empty where there is none. */
export function objectIn(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** A list of a JSON document, empty where there is none. */
export function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** A text of a JSON document, empty where there is none. */
export function textIn(value: unknown): string {
  return typeof value === "string" ? value.toWellFormed() : "";
}

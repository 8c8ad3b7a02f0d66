import type { z } from "zod";
import type { FieldError } from "#lib/intake/request-fields.ts";

export type ReadInput<T> =
  { readonly ok: true; readonly input: T } | { readonly ok: false; readonly errors: readonly FieldError[] };

const MISSING: Readonly<Record<string, string>> = {
  "/url": "Give the URL that the page requests.",
  "/origin": 'Give the page that makes the request: its URL, its origin, or "null".',
  "/responses": "Give the responses to evaluate.",
};

/** Checks the shape of an input; each problem points at its field. */
export function readInput<T>(schema: z.ZodType<T>, value: unknown): ReadInput<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, input: parsed.data };
  return { ok: false, errors: parsed.error.issues.flatMap(fieldErrors) };
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const pointer = issue.path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ pointer: `${pointer}/${key}`, message: "There is no such field." }));
  }
  return [{ pointer, message: sentence(issue, pointer) }];
}

function sentence(issue: z.core.$ZodIssue, pointer: string): string {
  if (issue.code === "invalid_value") return `Write one of ${issue.values.map((value) => String(value)).join(", ")}.`;
  if (issue.code === "invalid_type") return MISSING[pointer] ?? `This has to be ${article(issue.expected)}.`;
  return issue.code === "invalid_union" ? unionMessage(pointer) : `${issue.message}.`;
}

function unionMessage(pointer: string): string {
  return pointer === "/headers"
    ? "Headers are an object of names and values, or a list of [name, value] pairs."
    : "A response has a status and headers, or a failure.";
}

function article(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

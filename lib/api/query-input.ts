import type { FieldError } from "#lib/intake/request-fields.ts";

/** Parameters of `GET /api/v1/diagnoses` that become the field of the same name. */
const TEXT_FIELDS: readonly string[] = [
  "url",
  "origin",
  "method",
  "credentials",
  "mode",
  "redirect",
  "initiator",
  "actualRequest",
  "expect",
];
const BOOLEAN_FIELDS: readonly string[] = ["probes"];

export type QueryInput =
  | { readonly ok: true; readonly input: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** Turns the query of `GET /api/v1/diagnoses` into the input that a POST has as its body; `header=name:value` repeats. */
export function readQueryInput(query: URLSearchParams): QueryInput {
  const input: Record<string, unknown> = {};
  const headers: [string, string][] = [];
  const errors: FieldError[] = [];

  for (const name of new Set(query.keys())) {
    const values = query.getAll(name);
    const [value = ""] = values;
    if (name === "format") continue;
    if (name === "header") {
      for (const line of values) {
        const colon = line.indexOf(":");
        if (colon > 0) headers.push([line.slice(0, colon), line.slice(colon + 1).replace(/^[\t ]+|[\t ]+$/g, "")]);
        else errors.push({ pointer: "/headers", message: "A header must be written as name:value." });
      }
    } else if (values.length > 1) {
      errors.push({ pointer: pointerTo(name), message: `\`${name}\` is given ${values.length} times.` });
    } else if (TEXT_FIELDS.includes(name)) {
      input[name] = value;
    } else if (BOOLEAN_FIELDS.includes(name)) {
      if (value === "true" || value === "false") input[name] = value === "true";
      else errors.push({ pointer: pointerTo(name), message: `\`${name}\` must be true or false.` });
    } else {
      errors.push({
        pointer: pointerTo(name),
        message:
          "There is no such parameter. If it is one of the target's own, percent-encode the target URL: `curl -G --data-urlencode url=…` does so.",
      });
    }
  }
  if (headers.length > 0) input["headers"] = headers;
  return errors.length === 0 ? { ok: true, input } : { ok: false, errors };
}

/** https://www.rfc-editor.org/rfc/rfc6901 */
function pointerTo(name: string): string {
  return `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

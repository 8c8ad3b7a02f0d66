import { plan, type Plan } from "#lib/diagnosis/plan.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import type { RequestFields } from "#lib/intake/request-fields.ts";

/** The plan for the fields; null while they do not make a request yet. */
export function planFor(fields: RequestFields): Plan | null {
  const read = readFields(fields);
  return read.ok ? plan(read.request) : null;
}

import { findExamples, type Examples } from "#lib/examples/examples.ts";

type Origins = Parameters<typeof findExamples>[0];

const known = new WeakMap<Origins, Examples>();

/** The examples of all findings. They are the same as long as the lab's origins are, and are made once. */
export function examplesFor(origins: Origins): Examples {
  const examples = known.get(origins) ?? findExamples(origins);
  known.set(origins, examples);
  return examples;
}

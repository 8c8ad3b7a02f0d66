import fc, { type Arbitrary } from "fast-check";

/** One of the values, each as often as its weight says in comparison with the others. The first one is the simplest. */
export function weighted<T>(...values: readonly (readonly [weight: number, value: T])[]): Arbitrary<T> {
  return fc.oneof(...values.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));
}

/** Like `weighted`, over arbitraries. */
export function weightedOf<T>(
  ...choices: readonly (readonly [weight: number, arbitrary: Arbitrary<T>])[]
): Arbitrary<T> {
  return fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));
}

/** The value that this share (0 to 1) of the values does not exceed; NaN when there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** To a precision that the measurement has. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

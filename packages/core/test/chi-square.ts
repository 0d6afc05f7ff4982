/** Pearson's test: whether counts are as far from what is expected as chance makes them. */

/**
 * The statistic: 0 where every count is exactly as expected, about the number of cells less one where
 * only chance is at work.
 */
export function chiSquare(counts: readonly number[], expected: readonly number[]): number {
  return counts.reduce(
    (sum, count, i) => sum + (count - (expected[i] ?? 0)) ** 2 / (expected[i] ?? 0),
    0,
  );
}

/** Standard normal quantile of 1 − 10⁻⁶: so rarely does chance alone go beyond the limit. */
const Z = 4.753_424;

/** What the statistic exceeds once in a million times (Wilson and Hilferty's approximation). */
export function chiSquareLimit(cells: number): number {
  const freedom = cells - 1;
  const spread = 2 / (9 * freedom);
  return freedom * (1 - spread + Z * Math.sqrt(spread)) ** 3;
}

/** Whether counts of equally likely things look like chance. */
export function looksUniform(counts: readonly number[]): boolean {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const expected = counts.map(() => total / counts.length);
  return chiSquare(counts, expected) < chiSquareLimit(counts.length);
}

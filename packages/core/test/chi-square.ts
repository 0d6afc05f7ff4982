/** Pearson's chi-square test. */

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

/** Standard normal quantile of 1 − 10⁻⁶: chance exceeds the limit once in a million times. */
const Z = 4.753_424;

/** The limit of the statistic (Wilson–Hilferty approximation). */
export function chiSquareLimit(cells: number): number {
  const freedom = cells - 1;
  const spread = 2 / (9 * freedom);
  return freedom * (1 - spread + Z * Math.sqrt(spread)) ** 3;
}

/** Whether counts of equally likely outcomes are consistent with chance. */
export function looksUniform(counts: readonly number[]): boolean {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const expected = counts.map(() => total / counts.length);
  return chiSquare(counts, expected) < chiSquareLimit(counts.length);
}

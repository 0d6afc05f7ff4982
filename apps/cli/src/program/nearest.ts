/** Suggests corrections of typing mistakes. */

/** The candidate with edit distance ≤ 2 and less than half of its length; else `null`. */
export function nearest(given: string, candidates: readonly string[]): string | null {
  let best: string | null = null;
  let fewest = 3;
  for (const candidate of candidates) {
    const edits = distance(given, candidate);
    if (edits < fewest && edits * 2 < candidate.length) {
      best = candidate;
      fewest = edits;
    }
  }
  return best;
}

/** Edit distance with transpositions (optimal string alignment). */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return Infinity;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (row[j - 1] ?? 0) + 1,
        (last[j] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      }
      row.push(cost);
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? Infinity;
}

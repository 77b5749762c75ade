/** The words that were meant. */

/** Less than this part of a word may be wrong. */
const MAX_WRONG = 0.5;

/**
 * The candidate that is nearest to a word, in letters to change, add or leave out; capitals do not count.
 *
 * @returns nothing where none is near
 */
export function closestMatch(word: string, candidates: readonly string[]): string | undefined {
  return closeMatches(word, candidates)[0];
}

/** All candidates that are near to a word, the nearest first. */
export function closeMatches(word: string, candidates: readonly string[]): string[] {
  const wanted = word.toLowerCase();
  return candidates
    .map((candidate) => ({ candidate, distance: distanceOf(wanted, candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance < Math.max(word.length, candidate.length) * MAX_WRONG)
    .sort((a, b) => a.distance - b.distance)
    .map(({ candidate }) => candidate);
}

/** Levenshtein's distance, a row of the table at a time. */
function distanceOf(from: string, to: string): number {
  const letters = [...to];
  let row = [0, ...letters.keys()].map((_, index) => index);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of letters.entries()) {
      const swapped = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(swapped, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

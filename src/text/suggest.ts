/** Suggestions for a misspelt word. */
import { listed } from './english.ts';

/** A candidate matches if less than this share of the longer word differs. */
const MAX_DIFFERENCE = 0.5;

/**
 * Returns the candidates that are similar to a word, the most similar first. The distance is the number of letters to
 * change, add or remove (Levenshtein), ignoring case.
 */
export function closeMatches(word: string, candidates: readonly string[]): string[] {
  const wanted = word.toLowerCase();
  return (
    candidates
      .map((candidate) => ({ candidate, most: Math.max(word.length, candidate.length) * MAX_DIFFERENCE }))
      // The distance is at least the difference in length. This also bounds the work for a long word.
      .filter(({ candidate, most }) => Math.abs(word.length - candidate.length) < most)
      .map((near) => ({ ...near, distance: distanceOf(wanted, near.candidate.toLowerCase()) }))
      .filter(({ distance, most }) => distance < most)
      .sort((a, b) => a.distance - b.distance)
      .map(({ candidate }) => candidate)
  );
}

/** Returns `Did you mean X or Y?`, or an empty string if the list is empty. */
export function didYouMean(words: readonly string[]): string {
  return words.length === 0 ? '' : `Did you mean ${listed(words, 'or').join('')}?`;
}

/** Returns ` Did you mean X?` with the most similar candidate, or an empty string if none is similar. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const question = didYouMean(closeMatches(word, candidates).slice(0, 1));
  return question === '' ? '' : ` ${question}`;
}

/** Returns the Levenshtein distance, computed row by row. */
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

/** Suggestions for a misspelt code. */
import type { Catalogue } from '../contract/catalogue.ts';
import { closeMatches, didYouMean } from '../text/suggest.ts';

/** The maximum number of suggestions. */
const MAX_SUGGESTIONS = 3;

/** Returns a sentence that suggests similar codes, or else the command that lists all codes. */
export function suggestCodes(name: string, { errors }: Catalogue): string {
  const codes = errors.map(({ code }) => code);
  const wanted = name.replace(/[-\s]+/g, '_');
  const whole = closeMatches(wanted, codes);
  const similar = (whole.length > 0 ? whole : similarInPart(wanted, codes)).slice(0, MAX_SUGGESTIONS);
  return similar.length === 0 ? 'To list all codes, run `social-data-contract codes`.' : didYouMean(similar);
}

/** Returns the codes that contain a sequence of words similar to the wanted words, the most similar first. */
function similarInPart(wanted: string, codes: readonly string[]): string[] {
  const count = wanted.split('_').length;
  const parts = codes.flatMap((code) => {
    const words = code.split('_');
    const starts = words.slice(0, Math.max(0, words.length - count + 1));
    return starts.map((_, at) => ({ code, part: words.slice(at, at + count).join('_') }));
  });
  const matches = closeMatches(wanted, [...new Set(parts.map(({ part }) => part))]);
  return [
    ...new Set(matches.flatMap((part) => parts.filter((each) => each.part === part).map(({ code }) => code))),
  ];
}

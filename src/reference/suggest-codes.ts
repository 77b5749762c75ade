/** Suggestions for a misspelt code. Also runs in browsers. */
import { closeMatches } from '../text/suggest.ts';

/** The maximum number of suggestions. */
const MAX_SUGGESTIONS = 3;

/** The longest name that is compared with the codes, in UTF-16 code units. */
const MAX_NAME = 64;

/** Returns the codes that are similar to a name, or else those with a similar part, the most similar first. */
export function similarCodes(name: string, codes: readonly string[]): string[] {
  const wanted = name.replace(/[-\s]+/g, '_').slice(0, MAX_NAME);
  const whole = closeMatches(wanted, codes);
  return (whole.length > 0 ? whole : similarInPart(wanted, codes)).slice(0, MAX_SUGGESTIONS);
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

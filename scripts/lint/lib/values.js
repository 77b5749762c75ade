/** What YAML can hold, told apart: a spec with faults must never make a rule throw. */

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The strings of a list; none where `value` is no list.
 * @param {unknown} value
 * @returns {string[]}
 */
export function strings(value) {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/**
 * @param {unknown} value
 * @returns {value is string} a string with a visible character
 */
export function isText(value) {
  return typeof value === 'string' && /\S/u.test(value);
}

/**
 * `a`, `b` or `c`, for messages.
 * @param {Iterable<unknown>} values
 * @param {string} [word]
 */
export function listed(values, word = 'or') {
  const quoted = [...values].map((value) => `\`${value}\``);
  const last = quoted.pop();
  return quoted.length > 0 ? `${quoted.join(', ')} ${word} ${last}` : (last ?? 'none');
}

/**
 * The candidate that takes the fewest edits to reach, if that is fewer than half of the word: further off it
 * is no slip of the pen and the suggestion would mislead.
 * @param {string} word
 * @param {Iterable<string>} candidates
 * @returns {string | undefined}
 */
export function nearest(word, candidates) {
  const ranked = [...candidates].map((name) => ({ name, edits: distance(word, name) }));
  const best = ranked.sort((a, b) => a.edits - b.edits)[0];
  return best && best.edits * 2 < word.length ? best.name : undefined;
}

/**
 * The edits between two words (Levenshtein).
 * @param {string} a
 * @param {string} b
 * @returns {number}
 */
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, char] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const substituted = (row[j] ?? 0) + (char === b[j] ? 0 : 1);
      next.push(Math.min(substituted, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

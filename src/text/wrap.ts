/** Wrapping of text for terminals. */
import { stripVTControlCharacters } from 'node:util';

/**
 * Returns the lines of a text that is wrapped at spaces. A longer word, for example a URL, gets a line of its own, so
 * that people can copy it.
 *
 * @param width in characters, without colour codes
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let length = 0;
  for (const word of text.split(' ')) {
    const added = visibleLength(word);
    const last = lines.length - 1;
    if (last >= 0 && length + 1 + added <= width) {
      lines[last] += ` ${word}`;
      length += 1 + added;
    } else {
      lines.push(word);
      length = added;
    }
  }
  return lines;
}

/** Returns the number of visible characters, without colour codes. */
export function visibleLength(text: string): number {
  return stripVTControlCharacters(text).length;
}

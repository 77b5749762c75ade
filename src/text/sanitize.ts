/** What an answer may hold and no reader is to be given as it is: characters that steer a terminal or turn text around. */

/** C0 and DEL, which have pictures of their own, but for tab and line feed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const PICTURED = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/**
 * C1, which terminals obey like C0; marks of direction, which show a text in another order than it has; and what has no
 * width: a byte order mark looks like nothing, and may be the fault.
 */
const NAMED = /[\u0080-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/**
 * A text with every control character made visible: pictures for those that have one (`␛`), and else its number in
 * angle brackets (`⟨U+FEFF⟩`). Tabs and line feeds stay, CRLF is a line feed.
 */
export function visible(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(PICTURED, picture).replace(NAMED, named);
}

/** The same on one line, for formats in which a line is a record. */
export function visibleLine(text: string): string {
  return visible(text).replace(/\s+/g, ' ').trim();
}

/**
 * A value with every text in it changed, names of properties aside.
 *
 * @param change makes the new text of the old
 */
export function withTexts<Value>(value: Value, change: (text: string) => string): Value {
  if (typeof value === 'string') return change(value) as Value;
  if (Array.isArray(value)) return value.map((item) => withTexts(item, change)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, withTexts(inner, change)]);
  return Object.fromEntries(entries) as Value;
}

function picture(character: string): string {
  const code = character.charCodeAt(0);
  return String.fromCharCode(code === 0x7f ? 0x2421 : 0x2400 + code);
}

function named(character: string): string {
  return `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/** A message of which the end counts, too: it says what to do. */
const MAX_LENGTH = 1000;

/** How much of a message that is too long is kept at its end. */
const END = 300;

/** A text without what moves a terminal's cursor, and short enough to be read. */
export function readable(text: string): string {
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replace(/ +\.$/, '.');
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - END)} … ${line.slice(-END)}` : line;
}

/**
 * Returns the message of a library's error as a clause for a sentence: on one line, without a full stop or a colon at
 * its end, and without `[object Object]`.
 */
export function clauseOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text
    .replace(/:? *\[object Object\]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/[ .:]+$/, '');
}

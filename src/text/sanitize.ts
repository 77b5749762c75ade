/** Makes foreign text safe to display. Such text may control a terminal or change the direction of the text. */
import { trimEnd } from './trim-end.ts';

/** C0 controls except tab and line feed, and DEL. Unicode has a picture for each. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the expression must match control characters
const PICTURED = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/**
 * C1 controls, which terminals execute like C0; direction marks, which change the order of the displayed text; and
 * characters without width, such as a byte order mark, which is invisible but may be the fault.
 */
const NAMED = /[\u0080-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/**
 * Replaces every control character: with its picture (`␛`) if it has one, else with its code point (`⟨U+FEFF⟩`). Tabs
 * and line feeds remain, and CRLF becomes a line feed.
 */
export function visible(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(PICTURED, picture).replace(NAMED, named);
}

/** Like {@link visible}, but returns one line, for formats with one record per line. */
export function visibleLine(text: string): string {
  return visible(text).replace(/\s+/g, ' ').trim();
}

/**
 * Returns a copy of a value with every string in it replaced. Property names remain unchanged.
 *
 * @param change returns the replacement of a string
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

/** The maximum length of a message, in characters. */
const MAX_LENGTH = 1000;

/** The number of characters kept at the end of a longer message: the end says what to do. */
const END = 300;

/** Returns a message on one line, without control characters. If it is too long, its middle is removed. */
export function readable(text: string): string {
  let line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  if (line.endsWith('.')) line = `${trimEnd(line.slice(0, -1), ' ')}.`;
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - END)} … ${line.slice(-END)}` : line;
}

/**
 * Returns the message of a library's error as a clause for a sentence: on one line, without a full stop or a colon at
 * its end, and without `[object Object]`.
 */
export function clauseOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const line = text.replace(/:? {0,8}\[object Object\]/g, '').replace(/[\s\p{Cc}]+/gu, ' ');
  return trimEnd(line, ' .:');
}

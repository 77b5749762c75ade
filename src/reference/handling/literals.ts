/** Writes JSON values as literals of programming languages. A long list or object has one line for each entry. */
import type { Json } from '../../contract/document.ts';

/** How a language writes values. */
export interface Notation {
  /** The spaces inside of the braces of an object. */
  padding: string;
  key: (name: string) => string;
  /** A string, a number, a boolean or null. */
  simple: (value: Json) => string;
}

/** The longest list or object on one line, in characters. */
const MAX_LINE = 80;

/** @param indent the white space before the lines after the first one */
export function literalOf(value: Json, notation: Notation, indent = ''): string {
  if (typeof value !== 'object' || value === null) return notation.simple(value);
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const entries = isList
    ? value.map((item) => literalOf(item, notation, inner))
    : Object.entries(value).map(
        ([name, item]) => `${notation.key(name)}: ${literalOf(item, notation, inner)}`,
      );
  const [open, close] = isList ? '[]' : '{}';
  const padding = isList || entries.length === 0 ? '' : notation.padding;
  const line = `${open}${padding}${entries.join(', ')}${padding}${close}`;
  if (line.length <= MAX_LINE && !line.includes('\n')) return line;
  return [open, ...entries.map((entry) => `${inner}${entry},`), indent + close].join('\n');
}

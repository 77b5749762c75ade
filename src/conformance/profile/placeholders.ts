/** Placeholders in the texts of a provocation: `{CODE}`, or `{name}` for a captured value. `{{` is a plain `{`. */
import type { ErrorEntry } from '../../contract/model.ts';
import { withTexts } from '../../text/sanitize.ts';

/** The values to fill in, by the name of the placeholder. */
export type Values = Readonly<Record<string, string>>;

/** JSON in a text has no such part, because its keys are in quotes. */
const PLACEHOLDER = /\{\{|\{([A-Za-z][\w-]*)\}/g;

/** The names of the placeholders that describe a code. */
export const CODE_PLACEHOLDERS = ['CODE', 'code', 'status'];

/** Returns the placeholders that describe a code, with their values. */
export function valuesOf({ code, status }: Pick<ErrorEntry, 'code' | 'status'>): Values {
  return { CODE: code, code: code.toLowerCase(), status: String(status) };
}

/** Returns a copy of a value with the placeholders in all its texts filled in. An unknown placeholder remains. */
export function fill<Value>(value: Value, values: Values): Value {
  return withTexts(value, (text) =>
    text.replace(PLACEHOLDER, (placeholder, name?: string) => {
      if (name === undefined) return '{';
      return Object.hasOwn(values, name) ? (values[name] ?? '') : placeholder;
    }),
  );
}

/** Returns the names of the placeholders in all texts of a value. */
export function placeholdersIn(value: unknown): string[] {
  const names: string[] = [];
  withTexts(value, (text) => {
    for (const [, name] of text.matchAll(PLACEHOLDER)) if (name !== undefined) names.push(name);
    return text;
  });
  return names;
}

/** Returns a text without placeholders that is sent like the given one. */
export function escaped(text: string): string {
  return text.replaceAll('{', '{{');
}

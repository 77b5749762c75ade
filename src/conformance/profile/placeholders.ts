/** Placeholders in the texts of a provocation: `{CODE}`, or `{name}` for a captured value. `{{` is a plain `{`. */
import { isObject, type Json } from '../../contract/document.ts';
import type { ErrorEntry } from '../../contract/model.ts';
import { withTexts } from '../../text/sanitize.ts';

/** The values to fill in, by the name of the placeholder. */
export type Values = Readonly<Record<string, string | number | boolean>>;

/** JSON in a text has no such part, because its keys are in quotes. */
const PLACEHOLDER = /\{\{|\{([A-Za-z][\w-]*)\}/g;

/** The names of the placeholders that describe a code. */
export const CODE_PLACEHOLDERS = ['CODE', 'code', 'status'];

/** The name of the placeholder that is a new UUID for each case. */
export const UNIQUE_PLACEHOLDER = 'unique';

/** A text that is only a placeholder. */
const WHOLE = /^\{([A-Za-z][\w-]*)\}$/;

/** Returns the placeholders that describe a code, with their values. */
export function valuesOf({ code, status }: Pick<ErrorEntry, 'code' | 'status'>): Values {
  return { CODE: code, code: code.toLowerCase(), status: String(status) };
}

/** Returns a copy of a value with the placeholders in all its texts filled in. An unknown placeholder remains. */
export function fill<Value>(value: Value, values: Values): Value {
  return withTexts(value, (text) =>
    text.replace(PLACEHOLDER, (placeholder, name?: string) => {
      if (name === undefined) return '{';
      return Object.hasOwn(values, name) ? String(values[name]) : placeholder;
    }),
  );
}

/** Fills in the placeholders of a JSON value. A text that is only a placeholder gets the type of its value. */
export function fillJson(value: Json, values: Values): Json {
  if (typeof value === 'string') {
    const name = WHOLE.exec(value)?.[1];
    return name !== undefined && Object.hasOwn(values, name) ? (values[name] ?? null) : fill(value, values);
  }
  if (Array.isArray(value)) return value.map((item) => fillJson(item, values));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fillJson(inner, values)]));
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

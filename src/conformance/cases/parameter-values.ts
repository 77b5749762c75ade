/** Derives valid and invalid values of a parameter from its schema, on both sides of each constraint. */

import { isObject } from '../../contract/document.ts';
import type { Contract, Parameter } from '../../contract/model.ts';
import { listOf } from '../../contract/nodes.ts';
import { readParameter, typeOf, type ValueText } from '../../contract/parameter-value.ts';
import { invalidLists, validLists } from './list-values.ts';
import { otherFormats, otherPatterns, textOfLength } from './texts.ts';

/** A raw parameter value before percent-encoding, with a stable name for the case id. */
export interface NamedValue<Value = ValueText> {
  name: string;
  value: Value;
}

/** A parameter with one value, or the items of a list. */
export type SimpleParameter = Pick<Parameter, 'schema' | 'example'>;

/** Ways in which people and libraries write numbers. The parameter's schema decides which of them are invalid. */
const NUMBER_FORMS: Readonly<Record<string, string>> = {
  zero: '0',
  negative: '-1',
  'minus-zero': '-0',
  'two-zeros': '00',
  fraction: '1.5',
  'point-zero': '1.0',
  'point-last': '1.',
  'point-first': '.5',
  exponent: '1e1',
  'exponent-zero': '1e0',
  'exponent-capital': '1E1',
  plus: '+5',
  'leading-zero': '05',
  hexadecimal: '0x10',
  octal: '0o7',
  binary: '0b1',
  huge: '99999999999999999999',
  // Values that overflow to a small number in 8, 16, 32 or 64 bits.
  'wraps-8': '261',
  'wraps-16': '65541',
  'wraps-32': '4294967297',
  'wraps-64': '18446744073709551617',
  word: 'ten',
  nan: 'NaN',
  infinity: 'Infinity',
  null: 'null',
  true: 'true',
  undefined: 'undefined',
  all: 'all',
  thousand: '1000',
  trailing: '5x',
  unit: '5 posts',
  'space-before': ' 5',
  'space-behind': '5 ',
  newline: '5\n',
  tab: '\t5',
  nul: '5\0',
  underscore: '1_0',
  comma: '1,0',
  list: '5,6',
  brackets: '[5]',
  quotes: '"5"',
  fullwidth: '\uff15',
  'arabic-indic': '\u0665',
  blank: ' ',
  empty: '',
};

type Forms = Readonly<Record<string, (value: string) => string>>;

/** Near misses of an enum value, tested for every value. */
const NEAR_MISSES: Forms = {
  'upper-case': (value) => value.toUpperCase(),
  capital: (value) => value.charAt(0).toUpperCase() + value.slice(1),
  longer: (value) => `${value}s`,
  shorter: (value) => value.slice(0, -1),
  'space-behind': (value) => `${value} `,
};

/** Near misses tested for the first enum value only, because servers treat them alike for all values. */
const RARE_MISSES: Forms = {
  'capital-last': (value) => value.slice(0, -1) + value.slice(-1).toUpperCase(),
  headless: (value) => value.slice(1),
  doubled: (value) => value + value,
  'space-before': (value) => ` ${value}`,
  point: (value) => `${value}.`,
};

/** Values that an enum of names rarely contains, some of them similar to real ones. */
const UNLISTED: Readonly<Record<string, string>> = {
  unknown: 'unknown',
  facebook: 'facebook',
  youtube: 'youtube',
  threads: 'threads',
  pinterest: 'pinterest',
  reddit: 'reddit',
  insta: 'insta',
  snap: 'snap',
  null: 'null',
  undefined: 'undefined',
  all: 'all',
  star: '*',
  zero: '0',
  dash: '-',
  constructor: 'constructor',
};

/** Strings that rarely satisfy a pattern, a format or a non-numeric type. */
const OTHER_FORMS: Readonly<Record<string, string>> = {
  word: 'unknown',
  number: '0',
  'true-in-capitals': 'TRUE',
  symbols: '!$',
  blank: ' ',
  empty: '',
  'impossible-date': '2026-13-45',
  newline: 'a\n',
};

/** Ways in which people write a boolean. */
const BOOLEAN_FORMS: Readonly<Record<string, string>> = { one: '1', yes: 'yes', capital: 'True' };

/** The step between a bound and the next number, if the numbers are not integers. */
const FRACTION = 0.001;

/**
 * Returns values that the contract rejects. The list is empty if every value of the parameter is valid.
 *
 * @param isSafe whether a server may read the value as another one without harm. If not, a value in a path is not the
 *   number of another resource.
 */
export function invalidValues(
  contract: Pick<Contract, 'document'>,
  parameter: Parameter,
  isSafe = true,
): NamedValue[] {
  if (parameter.invalid === undefined) return [];
  const all: NamedValue[] = parameter.list
    ? invalidLists(contract, parameter)
    : isSafe || parameter.in !== 'path'
      ? invalidTexts(parameter)
      : [...invalidTexts(parameter).filter(({ value }) => !/[1-9]/.test(value)), ...nearMisses(parameter)];
  return unique(all).filter(
    ({ value }) => isSent(parameter, value) && readParameter(contract, parameter, value).invalid,
  );
}

/** Returns texts that rarely satisfy the schema of one value. */
export function invalidTexts({ schema, example }: SimpleParameter): NamedValue<string>[] {
  const { enum: values, minimum, maximum } = schema;
  const candidates: NamedValue<string>[] = [];
  if (Array.isArray(values)) {
    candidates.push(...named(UNLISTED));
    for (const [index, value] of values.map(String).entries()) {
      for (const [name, change] of Object.entries({ ...NEAR_MISSES, ...(index === 0 && RARE_MISSES) })) {
        candidates.push({ name: `${name}-${value}`, value: change(value) });
      }
    }
    candidates.push({ name: 'two', value: values.slice(0, 2).map(String).join(',') });
  }
  if (typeof minimum === 'number') candidates.push({ name: 'below-minimum', value: String(minimum - 1) });
  if (typeof maximum === 'number') candidates.push({ name: 'above-maximum', value: String(maximum + 1) });
  candidates.push(...nextToBounds(schema), ...excludedTexts(schema));
  const type = typeOf(schema);
  if (type === 'integer' || type === 'number') candidates.push(...named(NUMBER_FORMS));
  else if (!Array.isArray(values)) {
    candidates.push(...named(OTHER_FORMS), ...lengths(schema, String(example), 1));
    if (type === 'boolean') candidates.push(...named(BOOLEAN_FORMS));
    candidates.push(...named(otherFormats(schema.format)), ...named(otherPatterns(schema, String(example))));
  }
  return candidates;
}

/** Returns the values that the schema excludes by name. */
function excludedTexts({ not }: SimpleParameter['schema']): NamedValue<string>[] {
  const { const: only, enum: values = only === undefined ? [] : [only] } = isObject(not) ? not : {};
  return listOf(values).map((value, index) => ({ name: `excluded-${index + 1}`, value: String(value) }));
}

/** Returns invalid values that a lenient server reads as the example. */
function nearMisses({ example }: SimpleParameter): NamedValue<string>[] {
  return named({ trailing: `${example}_`, fraction: `${example}.5`, negative: `-${example}` });
}

/** Returns valid values at the limits that the contract allows. */
export function validValues(contract: Contract, parameter: Parameter): NamedValue[] {
  const all: NamedValue[] = parameter.list ? validLists(contract, parameter) : validTexts(parameter);
  const own = unique(all).filter(
    ({ value }) => isSent(parameter, value) && !readParameter(contract, parameter, value).invalid,
  );
  // A value without bounds, for example of a pattern.
  const isOwn = parameter.in !== 'path' && parameter.role === undefined;
  return own.length === 0 && isOwn ? [{ name: 'example', value: exampleText(parameter) }] : own;
}

/** Returns texts at the limits of the schema of one value. */
export function validTexts({ schema, example }: SimpleParameter): NamedValue<string>[] {
  const { enum: values, minimum, maximum } = schema;
  const candidates: NamedValue<string>[] = [];
  if (Array.isArray(values)) candidates.push(...values.map(String).map((value) => ({ name: value, value })));
  if (typeof minimum === 'number') candidates.push({ name: 'minimum', value: String(minimum) });
  if (typeof maximum === 'number') candidates.push({ name: 'maximum', value: String(maximum) });
  if (typeOf(schema) === 'boolean') candidates.push(...named({ true: 'true', false: 'false' }));
  candidates.push(...nextToBounds(schema), ...lengths(schema, String(example), 0));
  if (typeof minimum === 'number' && typeof maximum === 'number') {
    // Values next to the limits, and around a change in the number of digits, which expose a comparison as strings.
    for (const value of [minimum + 1, 9, 10, 11, 21, 50, 51, maximum - 1]) {
      if (value > minimum && value < maximum) candidates.push({ name: String(value), value: String(value) });
    }
  }
  if (schema.pattern !== undefined || schema.format !== undefined)
    candidates.push({ name: 'example', value: String(example) });
  return candidates;
}

/** Returns the numbers on both sides of an exclusive bound, and next to an inclusive bound of fractions. */
function nextToBounds(schema: SimpleParameter['schema']): NamedValue<string>[] {
  const { minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below } = schema;
  const isInteger = typeOf(schema) === 'integer';
  const step = isInteger ? 1 : FRACTION;
  const value = (name: string, number: number) => ({ name, value: String(Number(number.toFixed(6))) });
  return [
    ...(typeof above === 'number'
      ? [value('exclusive-minimum', above), value('above-exclusive-minimum', above + step)]
      : []),
    ...(typeof below === 'number'
      ? [value('exclusive-maximum', below), value('below-exclusive-maximum', below - step)]
      : []),
    ...(typeof minimum === 'number' && !isInteger ? [value('just-below-minimum', minimum - step)] : []),
    ...(typeof maximum === 'number' && !isInteger ? [value('just-above-maximum', maximum + step)] : []),
  ];
}

/** Values of a path parameter that accepts any value. An unknown name is a success without items. */
export const OPAQUE_VALUES: Readonly<Record<string, string>> = {
  unknown: 'nobody-is-called-this-2f8b1c',
  digits: '1234567890',
  punctuation: 'a.b_c-d',
  // Frameworks may read the ending as a format, and a proxy may look for a file.
  ending: 'nobody-2f8b1c.json',
  letters: '\u65e5\u672c\u8a9e',
};

/** Returns strings at the minimum and maximum length, or `beyond` characters outside these limits. */
function lengths(
  { minLength, maxLength }: SimpleParameter['schema'],
  example: string,
  beyond: number,
): NamedValue<string>[] {
  const values: NamedValue<string>[] = [];
  if (typeof minLength === 'number' && minLength > beyond)
    values.push({ name: 'min-length', value: textOfLength(example, minLength - beyond) });
  if (typeof maxLength === 'number')
    values.push({ name: 'max-length', value: textOfLength(example, maxLength + beyond) });
  return values;
}

/**
 * Returns whether a server receives a value as it is. An empty path segment makes a different path. White space around
 * a header value does not belong to it (RFC 9110 5.5), and an empty header may count as missing.
 */
function isSent({ in: where, list, schema }: Parameter, value: ValueText): boolean {
  const texts = [value].flat();
  if (where === 'header' && !texts.every((text) => /^[!-~](?:[ -~]*[!-~])?$/.test(text))) return false;
  // A server may read one empty item as a list without items.
  const isEmptyItem = texts.length === 1 && Number(schema.minItems ?? 0) > 0;
  // A server may remove white space around the values between commas.
  const isItem = (text: string) =>
    text === '' ? isEmptyItem : list?.explode || (!text.includes(',') && text.trim() === text);
  if (list) return texts.length > 0 && texts.every(isItem);
  return where !== 'path' || value !== '';
}

/** Returns the text of the example. */
function exampleText({ list, example }: Pick<Parameter, 'list' | 'example'>): ValueText {
  return list ? [example].flat().map(String) : String(example);
}

/** Removes candidates whose value occurred before. */
function unique<Value>(candidates: NamedValue<Value>[]): NamedValue<Value>[] {
  const seen = new Set<string>();
  return candidates.filter(({ value }) => {
    const key = JSON.stringify(value);
    return !seen.has(key) && seen.add(key);
  });
}

function named(values: Readonly<Record<string, string>>): NamedValue<string>[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}

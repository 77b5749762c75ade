/** Values of a parameter on both sides of each of its constraints, made from its schema. */

import type { Parameter } from '../../contract/model.ts';
import { readParameter, typeOf } from '../../contract/parameter-value.ts';

/** A value as it stands on the wire, with a stable name for the case's id. */
export interface NamedValue {
  name: string;
  value: string;
}

/** Forms that people and libraries write numbers in; which of them are wrong, the parameter says. */
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
  // What wraps around to a small number in 8, 16, 32 or 64 bits.
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

/** Forms of a value that are not the value, for a parameter that allows a list of them. */
const NEAR_MISSES: Forms = {
  'upper-case': (value) => value.toUpperCase(),
  capital: (value) => value.charAt(0).toUpperCase() + value.slice(1),
  longer: (value) => `${value}s`,
  shorter: (value) => value.slice(0, -1),
  'space-behind': (value) => `${value} `,
};

/** The same, of which one in the list will do: they go wrong for all alike. */
const RARE_MISSES: Forms = {
  'capital-last': (value) => value.slice(0, -1) + value.slice(-1).toUpperCase(),
  headless: (value) => value.slice(1),
  doubled: (value) => value + value,
  'space-before': (value) => ` ${value}`,
  point: (value) => `${value}.`,
};

/** Values that a list of names does not have; some are other names of the same kind. */
const STRANGERS: Readonly<Record<string, string>> = {
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

/** Texts that are seldom what a pattern, a format or a type other than a number's wants. */
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

/** Values that the contract refuses; none for a parameter where any value is valid. */
export function invalidValues(parameter: Parameter): NamedValue[] {
  if (parameter.invalid === undefined) return [];
  const { enum: values, minimum, maximum } = parameter.schema;
  const candidates: NamedValue[] = [];
  if (Array.isArray(values)) {
    candidates.push(...named(STRANGERS));
    for (const [index, value] of values.map(String).entries()) {
      for (const [name, change] of Object.entries({ ...NEAR_MISSES, ...(index === 0 && RARE_MISSES) })) {
        candidates.push({ name: `${name}-${value}`, value: change(value) });
      }
    }
    candidates.push({ name: 'two', value: values.slice(0, 2).map(String).join(',') });
  }
  if (typeof minimum === 'number') candidates.push({ name: 'below-minimum', value: String(minimum - 1) });
  if (typeof maximum === 'number') candidates.push({ name: 'above-maximum', value: String(maximum + 1) });
  const type = typeOf(parameter.schema);
  if (type === 'integer' || type === 'number') candidates.push(...named(NUMBER_FORMS));
  else if (!Array.isArray(values)) candidates.push(...named(OTHER_FORMS), ...lengths(parameter, 1));
  // An empty part of a path is another path.
  return unique(candidates).filter(
    ({ value }) => readParameter(parameter, value).invalid && (parameter.in !== 'path' || value !== ''),
  );
}

/** Values at the edges of what the contract allows. */
export function validValues(parameter: Parameter): NamedValue[] {
  const { enum: values, minimum, maximum } = parameter.schema;
  const candidates: NamedValue[] = [];
  if (Array.isArray(values)) candidates.push(...values.map(String).map((value) => ({ name: value, value })));
  if (typeof minimum === 'number') candidates.push({ name: 'minimum', value: String(minimum) });
  if (typeof maximum === 'number') candidates.push({ name: 'maximum', value: String(maximum) });
  if (typeOf(parameter.schema) === 'boolean') candidates.push(...named({ true: 'true', false: 'false' }));
  candidates.push(...lengths(parameter, 0));
  if (typeof minimum === 'number' && typeof maximum === 'number') {
    // Between them: next to each, and on both sides of another digit, where a comparison of texts goes wrong.
    for (const value of [minimum + 1, 9, 10, 11, 21, 50, 51, maximum - 1]) {
      if (value > minimum && value < maximum) candidates.push({ name: String(value), value: String(value) });
    }
  }
  return unique(candidates).filter(({ value }) => !readParameter(parameter, value).invalid);
}

/** Values of a parameter where any is valid: whatever the thing is called, it is there or has nothing. */
export const OPAQUE_VALUES: Readonly<Record<string, string>> = {
  unknown: 'nobody-is-called-this-2f8b1c',
  digits: '1234567890',
  punctuation: 'a.b_c-d',
  letters: '\u65e5\u672c\u8a9e',
};

/** Texts of the least and the most length, and `beyond` outside of them. */
function lengths({ schema: { minLength, maxLength } }: Parameter, beyond: number): NamedValue[] {
  const values: NamedValue[] = [];
  if (typeof minLength === 'number' && minLength > beyond)
    values.push({ name: 'min-length', value: 'a'.repeat(minLength - beyond) });
  if (typeof maxLength === 'number')
    values.push({ name: 'max-length', value: 'a'.repeat(maxLength + beyond) });
  return values;
}

/** The first of each value. */
function unique(candidates: NamedValue[]): NamedValue[] {
  return candidates.filter(
    ({ value }, index) => candidates.findIndex((other) => other.value === value) === index,
  );
}

function named(values: Readonly<Record<string, string>>): NamedValue[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}

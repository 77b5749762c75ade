/** Test data for the server helpers, generated from the catalogue so that a new code is tested automatically. */
import { type ErrorCode, type ErrorDetails, errorCodes } from '../../src/errors.ts';
import { contract } from './project.ts';

/** A code with valid details. */
export interface Right {
  name: string;
  code: ErrorCode;
  details: ErrorDetails;
  /** The additional fields of the code within the details. */
  fields: Record<string, unknown>;
}

/** Returns the entry of a code in the contract of the spec. */
export function entryOf(code: ErrorCode) {
  const entry = contract.errors.find((candidate) => candidate.code === code);
  if (!entry) throw new Error(`The bundle lacks ${code}.`);
  return entry;
}

function right(name: string, code: ErrorCode, fields: Record<string, unknown>): Right {
  return { name: `${code}, ${name}`, code, fields, details: fields as ErrorDetails };
}

function ownExample(code: ErrorCode): Record<string, unknown> {
  return Object.fromEntries(entryOf(code).fields.map(({ name, example }) => [name, example]));
}

/** Each code with the field values of its example, and with the smallest possible values. */
export const RIGHT: readonly Right[] = errorCodes.flatMap((code) => {
  const { fields } = entryOf(code);
  const least = Object.fromEntries(fields.map(({ name, minimum, example }) => [name, minimum ?? example]));
  return [right('as in the spec', code, ownExample(code)), right('smallest values', code, least)];
});

/** Details that break one rule of the spec. */
export interface Wrong {
  name: string;
  code: ErrorCode;
  details: Record<string, unknown>;
  /** The words that the message must contain. */
  names: readonly string[];
}

/** For each field: missing, of another type, just out of bounds. For each relation: just broken. */
export const WRONG: readonly Wrong[] = errorCodes.flatMap((code) => {
  const { fields, relations } = entryOf(code);
  const example = ownExample(code);
  const wrong = (what: string, field: string, value: unknown, ...others: string[]): Wrong => ({
    name: `${code}: ${field} ${what}`,
    code,
    details: { ...example, [field]: value },
    names: [code, field, ...others],
  });
  return [
    ...fields.flatMap(({ name, type, minimum, maximum }) => [
      wrong('missing', name, undefined),
      wrong('null', name, null),
      wrong('a list', name, [example[name]]),
      ...(type === 'string'
        ? [wrong('a number', name, 1)]
        : [wrong('in quotes', name, String(example[name]))]),
      ...(type === 'integer' ? [wrong('a fraction', name, Number(example[name]) + 0.5)] : []),
      ...(type === 'integer' || type === 'number' ? [wrong('not a number', name, Number.NaN)] : []),
      ...(minimum === undefined ? [] : [wrong('too small', name, minimum - 1, String(minimum))]),
      ...(maximum === undefined ? [] : [wrong('too large', name, maximum + 1, String(maximum))]),
    ]),
    ...relations.flatMap(({ field, lessThan, sum }) => [
      ...(lessThan ? [wrong(`not less than ${lessThan}`, field, example[lessThan], lessThan)] : []),
      ...(sum ? [wrong('not the sum', field, Number(example[field]) + 1, ...sum)] : []),
    ]),
  ];
});

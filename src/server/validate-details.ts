/** Validates the details of an error at run time: for callers in JavaScript, and for values that types cannot check. */

import { errors } from '../../generated/errors.ts';
import type { ErrorField, ResponseHeader } from '../contract/model.ts';
import { type Relation, relationInWords, violatedBound } from '../contract/relations.ts';
import { trimEnd } from '../text/trim-end.ts';
import { errorCodes, isErrorCode } from './guards.ts';

/** The part of a catalogue entry that is needed to build responses. */
export interface Entry {
  code: string;
  status: number;
  meaning: string;
  solution: string;
  fields: readonly ErrorField[];
  relations: readonly Relation[];
  headers: readonly ResponseHeader[];
}

/** An object with fields of any type. */
export type Fields = Record<string, unknown>;

/** @throws {TypeError} if the contract has no such code */
export function entryOf(code: unknown): Entry {
  if (isErrorCode(code)) return errors[code];
  const what = typeof code === 'string' ? code : describe(code);
  throw new TypeError(`The contract has no error code ${what}. The codes are ${errorCodes.join(', ')}.`);
}

/**
 * Validates the details against the catalogue and returns the fields of the code.
 *
 * @param details the caller's value, of any type
 * @throws {TypeError} if a field is missing, unknown or invalid; the message names the field
 */
export function checkedFields(entry: Entry, details: unknown = {}): Fields {
  const { code, fields, relations } = entry;
  const refuse = (what: string): never => {
    throw new TypeError(`The details of ${code} ${what}.`);
  };
  if (!isRecord(details)) refuse(`must be an object, not ${describe(details)}`);
  const given = details as Fields;
  // The message of an exception is for the log: it may contain internals of the server (CWE-209).
  if (details instanceof Error) refuse('must not be an exception; pass a message for people, or no message');

  const names = fields.map(({ name }) => name);
  const known = [...names, 'message'];
  // An unknown field is not sent: it is a typing error, or an internal value that was spread into the details.
  const unexpected = Object.keys(given).find(
    (name) => name !== 'code' && !known.includes(name) && given[name] !== undefined,
  );
  if (unexpected !== undefined)
    refuse(`must not have a field ${unexpected}; the fields are ${known.join(', ')}`);
  if (given.code !== undefined && given.code !== code) {
    refuse(`must have the same code or none, not ${describe(given.code)}`);
  }

  for (const field of fields) {
    const value = given[field.name];
    if (fits(field, value)) continue;
    const { name, description } = field;
    if (value === undefined) {
      refuse(`must have the field ${name}, ${requirement(field)}: ${trimEnd(description, '. \n')}`);
    }
    refuse(`must have ${requirement(field)} as the field ${name}, not ${describe(value)}`);
  }
  for (const relation of relations) {
    const bound = relation.level === 'MUST' ? violatedBound(relation, given) : undefined;
    if (bound === undefined) continue;
    const { field } = relation;
    refuse(
      `are invalid: ${field} must be ${relationInWords(relation, String).join('')} (${bound}), not ${given[field]}`,
    );
  }
  return Object.fromEntries(names.map((name) => [name, given[name]]));
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fits({ type, minimum, maximum, enum: values }: ErrorField, value: unknown): boolean {
  // An integer that every JSON parser reads exactly (RFC 8259 6).
  if (type === 'integer' ? !Number.isSafeInteger(value) : typeof value !== type) return false;
  if (typeof value === 'number' && !Number.isFinite(value)) return false;
  if (values && !values.some((each) => each === value)) return false;
  return !((value as number) < (minimum ?? -Infinity)) && !((value as number) > (maximum ?? Infinity));
}

/** Describes the required value of a field. */
function requirement({ type, minimum, maximum, enum: values }: ErrorField): string {
  const kind = /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
  if (values) return `one of ${values.map((value) => JSON.stringify(value)).join(', ')}`;
  if (minimum !== undefined && maximum !== undefined) return `${kind} from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `${kind} of ${minimum} or more`;
  return maximum === undefined ? kind : `${kind} of ${maximum} or less`;
}

/** Describes a value for a message that may be logged: a number as is, for anything else only its type. */
function describe(value: unknown): string {
  if (typeof value === 'number' || value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** The same at run time, for callers in JavaScript and for values: wrong details are refused with a sentence. */
import { errors } from '../../generated/errors.ts';
import type { ErrorField, ResponseHeader } from '../contract/model.ts';
import { type Relation, relationInWords, violatedBound } from '../contract/relations.ts';
import { errorCodes, isErrorCode } from './guards.ts';

/** What the catalogue says of a code, as far as answers are made from it. */
export interface Entry {
  code: string;
  status: number;
  meaning: string;
  solution: string;
  fields: readonly ErrorField[];
  relations: readonly Relation[];
  headers: readonly ResponseHeader[];
}

/** An object by its fields, whatever they are. */
export type Fields = Record<string, unknown>;

/** @throws {TypeError} where the contract has no such code */
export function entryOf(code: unknown): Entry {
  if (isErrorCode(code)) return errors[code];
  const what = typeof code === 'string' ? code : shown(code);
  throw new TypeError(`The contract has no error code ${what}; it has ${errorCodes.join(', ')}.`);
}

/**
 * The code's own fields, checked against the catalogue.
 *
 * @param details what the caller gave, of any type
 * @throws {TypeError} that says which field is missing, strange, or not as the contract has it
 */
export function checkedFields(entry: Entry, details: unknown = {}): Fields {
  const { code, fields, relations } = entry;
  const refuse = (what: string): never => {
    throw new TypeError(`The details of ${code} ${what}.`);
  };
  if (!isRecord(details)) refuse(`must be an object with its fields, not ${shown(details)}`);
  const given = details as Fields;
  // What an exception says is for the log: its message may tell of the server's insides (CWE-209).
  if (details instanceof Error) refuse('must not be an exception; give it a message for people, or none');

  const names = fields.map(({ name }) => name);
  const known = [...names, 'message'];
  // Not sent on: it is a slip of the pen, or something of the server's that was spread in.
  const strange = Object.keys(given).find(
    (name) => name !== 'code' && !known.includes(name) && given[name] !== undefined,
  );
  if (strange !== undefined) refuse(`have no field ${strange}; they have ${known.join(', ')}`);
  if (given.code !== undefined && given.code !== code) refuse(`are of another code, ${shown(given.code)}`);

  for (const field of fields) {
    const value = given[field.name];
    if (fits(field, value)) continue;
    const { name, description } = field;
    if (value === undefined) {
      refuse(`lack the field ${name}, ${demand(field)}: ${description.replace(/[.\s]+$/, '')}`);
    }
    refuse(`must have ${demand(field)} as the field ${name}, not ${shown(value)}`);
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
  // A whole number that every reader of JSON reads as the same (RFC 8259 6).
  if (type === 'integer' ? !Number.isSafeInteger(value) : typeof value !== type) return false;
  if (typeof value === 'number' && !Number.isFinite(value)) return false;
  if (values && !values.some((each) => each === value)) return false;
  return !((value as number) < (minimum ?? -Infinity)) && !((value as number) > (maximum ?? Infinity));
}

/** What a field must be, in words. */
function demand({ type, minimum, maximum, enum: values }: ErrorField): string {
  const kind = /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
  if (values) return `one of ${values.map((value) => JSON.stringify(value)).join(', ')}`;
  if (minimum !== undefined && maximum !== undefined) return `${kind} from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `${kind} of ${minimum} or more`;
  return maximum === undefined ? kind : `${kind} of ${maximum} or less`;
}

/** A value in a sentence that may end up in a log: a number as it is, of anything else no more than what it is. */
function shown(value: unknown): string {
  if (typeof value === 'number' || value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

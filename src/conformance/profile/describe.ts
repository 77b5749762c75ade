/** Describes in words what the JSON Schema of profiles does not allow. */
import type { ErrorObject } from 'ajv/dist/2020.js';
import { isObject } from '../../contract/document.ts';
import { suggestion } from '../../text/suggest.ts';

/**
 * Describes the deepest error, because an error outside only repeats it. A choice describes itself better than its
 * alternatives do.
 */
export function describe(errors: readonly ErrorObject[]): string {
  const rankOf = ({ instancePath, keyword }: ErrorObject) =>
    2 * instancePath.split('/').length + Number(keyword === 'oneOf');
  const [error] = [...errors].sort((a, b) => rankOf(b) - rankOf(a));
  if (!error) return 'at the top level: it is not a profile.';
  const parts = error.instancePath.split('/').slice(1);
  const at = parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')).join('.');
  return `at ${at || 'the top level'}: ${sentenceOf(error)}`;
}

function sentenceOf(error: ErrorObject): string {
  const { keyword, params, parentSchema = {}, data, propertyName } = error;
  if (keyword === 'additionalProperties') {
    const known = isObject(parentSchema.properties) ? Object.keys(parentSchema.properties) : [];
    const key = String(params.additionalProperty);
    return `the key ${key} is unknown.${suggestion(key, known)} The keys are ${known.join(', ')}.`;
  }
  if (keyword === 'false schema') return 'this key is not allowed here.';
  if (keyword === 'required') return `the key ${params.missingProperty} is missing.`;
  const subject = propertyName === undefined ? 'it' : `the name ${propertyName}`;
  const message: unknown = parentSchema.errorMessage;
  if (typeof message === 'string' && keyword !== 'type') return `${subject} ${message}.`;
  return `${subject} ${phraseOf(keyword, params, data)}.`;
}

/** Returns what a value must be, for the keywords of the schema. */
function phraseOf(keyword: string, params: ErrorObject['params'], data: unknown): string {
  const { limit } = params;
  switch (keyword) {
    case 'type': {
      return `must be ${TYPES[String(params.type)] ?? params.type}, not ${typeOf(data)}`;
    }
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return 'must not be empty';
    case 'maxItems':
      return `must have at most ${limit} items`;
    case 'minimum':
      return `must be ${limit} or more`;
    case 'maximum':
      return `must be ${limit} or less`;
    case 'exclusiveMinimum':
      return `must be more than ${limit}`;
    default:
      return 'is not allowed';
  }
}

/** The types of the schema. Only a text that may be secret has two. */
const TYPES: Readonly<Record<string, string>> = {
  'string,object': 'a string, or { env: NAME } for an environment variable',
  string: 'a string',
  object: 'a map with keys',
  array: 'a list',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

/** Returns the type of a value, not the value, because a value may be secret. */
function typeOf(data: unknown): string {
  if (data === null) return 'empty';
  if (data === '') return 'an empty string';
  if (typeof data === 'number') return 'a number';
  if (typeof data === 'boolean') return String(data);
  return TYPES[Array.isArray(data) ? 'array' : typeof data] ?? `a ${typeof data}`;
}

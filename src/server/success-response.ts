/** Complete success responses, for tests without a server. */
import { type SuccessDataOf, successes } from '../../generated/successes.ts';
import { validators } from '../../generated/validate-success.js';
import { relationInWords, violatedBound } from '../contract/relations.ts';
import { MEDIA_TYPE_HEADER } from './error-body.ts';
import type { PlacedRelation } from './success-data.ts';

/** Additions to a response. The status is fixed by the contract. */
export type SuccessResponseInit = Omit<ResponseInit, 'status'>;

/**
 * Builds the response of the contract for a success: status, media type and envelope. Each call returns a new response,
 * because a body can be read only once.
 *
 * @param operation the `operationId`
 * @param data the fields of `data` to change; the others are those of the example in the spec
 * @param init additional headers
 * @throws {TypeError} if the operation is unknown or the data does not conform to the schema and its relations; the
 *   message names the fault
 * @example fetch: async () => successResponse('listPosts', { posts: [], next_cursor: null })
 */
export function successResponse<Id extends keyof SuccessDataOf & string>(
  operation: Id,
  data: Partial<SuccessDataOf[Id]> = {},
  init: SuccessResponseInit = {},
): Response {
  const entry = Object.hasOwn(successes, operation) ? successes[operation] : undefined;
  const validate = validators[operation];
  if (!entry || !validate) {
    const ids = Object.keys(successes).join(', ');
    throw new TypeError(`The contract has no operation ${operation}. The operations are ${ids}.`);
  }
  const { status, mediaType, fields, relations, example } = entry;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw new TypeError(`The data of ${operation} must be an object.`);
  }
  const unexpected = Object.keys(data).find((name) => !fields.includes(name));
  if (unexpected !== undefined) {
    const names = fields.join(', ');
    throw new TypeError(
      `The data of ${operation} must not have a field ${unexpected}; the fields are ${names}.`,
    );
  }
  const { status: other = status, statusText = '', headers: further } = init as ResponseInit;
  if (other !== status) {
    throw new TypeError(`The status of ${operation} is ${status}: remove the status from the init.`);
  }

  // As the client receives it: for example, a date becomes a string, and an undefined field is left out.
  const text = JSON.stringify({ ...example, data: { ...(example.data as object), ...data } });
  const body: unknown = JSON.parse(text);
  const fault = validate(body)
    ? relations.flatMap(({ path, relation }) => relationFaults(body, path, relation, ''))[0]
    : validate.errors?.map(({ instancePath, message }) => `${instancePath.slice(1)} ${message}`)[0];
  if (fault !== undefined) throw new TypeError(`The data of ${operation} is invalid: ${fault}.`);

  const headers = new Headers(further);
  if (!headers.has(MEDIA_TYPE_HEADER)) headers.set(MEDIA_TYPE_HEADER, mediaType);
  return new Response(text, { status, statusText, headers });
}

/** Returns the violations of a relation in all objects at a path. */
function relationFaults(
  value: unknown,
  [name, ...rest]: readonly string[],
  relation: PlacedRelation['relation'],
  at: string,
): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const object = value as Record<string, unknown>;
  if (name === undefined) {
    const bound = violatedBound(relation, object);
    if (bound === undefined) return [];
    const words = relationInWords(relation, String).join('');
    return [`${at}${relation.field} must be ${words} (${bound}), not ${object[relation.field]}`];
  }
  const keys = name === '*' ? Object.keys(object) : [name];
  return keys.flatMap((key) => relationFaults(object[key], rest, relation, `${at}${key}/`));
}

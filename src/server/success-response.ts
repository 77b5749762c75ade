/** Complete success responses, for tests without a server. */
import { type SuccessesOf, successes } from '../../generated/successes.ts';
import { type Validator, validators } from '../../generated/validate-success.js';
import { relationInWords, violatedBound } from '../contract/relations.ts';
import { MEDIA_TYPE_HEADER } from './error-body.ts';
import type { PlacedRelation, SuccessData } from './success-data.ts';

/** The successes of an operation. */
type SuccessOf<Id extends keyof SuccessesOf> = SuccessesOf[Id][number];

/** The `data` of the success with a status; undefined if the success has no content. */
type DataOf<Id extends keyof SuccessesOf, Status> = Extract<SuccessOf<Id>, { status: Status }>['data'];

/** Additions to a response. */
export type SuccessResponseInit<Status extends number = number> = Omit<ResponseInit, 'status'> & {
  /** Selects one of several successes of the operation. @default the one with the lowest status */
  status?: Status | undefined;
};

/**
 * Builds the response of the contract for a success: status, headers and envelope. Each call returns a new response,
 * because a body can be read only once.
 *
 * @param operation the `operationId`
 * @param data the fields of `data` to change; the others are those of the example in the spec. Undefined for a success
 *   without content
 * @param init the status if the operation has several successes, and headers. The headers replace those of the contract,
 *   whose values are the examples in the spec
 * @throws {TypeError} if the operation or the status is unknown, or the data does not conform to the schema and its
 *   relations; the message names the fault
 * @example fetch: async () => successResponse('listPosts', { posts: [], next_cursor: null })
 */
export function successResponse<
  Id extends keyof SuccessesOf & string,
  Status extends SuccessOf<Id>['status'] = SuccessesOf[Id][0]['status'],
>(
  operation: Id,
  data?: Partial<DataOf<Id, Status>> | undefined,
  init: SuccessResponseInit<Status> = {},
): Response {
  const { status, statusText = '', headers: further } = init;
  const entry = entryOf(operation, status);
  const text = entry.content && bodyText(operation, entry.status, entry.content, data);
  if (!entry.content && data !== undefined) {
    throw new TypeError(
      `The success ${entry.status} of ${operation} has no content: leave out the data, or pass undefined.`,
    );
  }
  const headers = new Headers(further);
  const own = entry.content
    ? { ...entry.headers, [MEDIA_TYPE_HEADER]: entry.content.mediaType }
    : entry.headers;
  for (const [name, value] of Object.entries(own)) if (!headers.has(name)) headers.set(name, value);
  return new Response(text ?? null, { status: entry.status, statusText, headers });
}

/** Returns the success with a status; without a status, the main success. */
function entryOf(operation: string, status: number | undefined): SuccessData {
  const entries = Object.hasOwn(successes, operation) ? successes[operation] : undefined;
  if (!entries) {
    const ids = Object.keys(successes).join(', ');
    throw new TypeError(`The contract has no operation ${operation}. The operations are ${ids}.`);
  }
  const entry = status === undefined ? entries[0] : entries.find((one) => one.status === status);
  if (entry) return entry;
  const statuses = entries.map((one) => one.status).join(' or ');
  throw new TypeError(
    `The status of ${operation} is ${statuses}: change the status in the init of successResponse, or remove it.`,
  );
}

/** Returns the JSON of the envelope with the changes. */
function bodyText(
  operation: string,
  status: number,
  { fields, relations, example }: NonNullable<SuccessData['content']>,
  data: object = {},
): string {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw new TypeError(`The data of ${operation} must be an object.`);
  }
  const unexpected = Object.keys(data).find((name) => fields && !fields.includes(name));
  if (unexpected !== undefined) {
    const names = fields?.join(', ');
    throw new TypeError(
      `The data of ${operation} must not have a field ${unexpected}; the fields are ${names}.`,
    );
  }
  // As the client receives it: for example, a date becomes a string, and an undefined field is left out.
  const text = JSON.stringify({ ...example, data: { ...(example.data as object), ...data } });
  const body: unknown = JSON.parse(text);
  // The build writes a validator for each success with content.
  const validate = validators[`${operation} ${status}`] as Validator;
  const fault = validate(body)
    ? relations.flatMap(({ path, relation }) => relationFaults(body, path, relation, ''))[0]
    : validate.errors?.map(({ instancePath, message }) => `${instancePath.slice(1)} ${message}`)[0];
  if (fault !== undefined) throw new TypeError(`The data of ${operation} is invalid: ${fault}.`);
  return text;
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

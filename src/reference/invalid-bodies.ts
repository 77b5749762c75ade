/** Request bodies that a contract excludes, with the reason: the common mistakes of callers come first. */
import { isObject, type Json, type JsonObject } from '../contract/document.ts';
import type { Contract, RequestBody } from '../contract/model.ts';
import { validatorOf } from '../contract/validator.ts';
import { code, type Inline } from '../text/blocks.ts';

/** A body that an operation rejects. */
export interface InvalidBody {
  /** The text of the body; undefined for a request without a body. */
  body: string | undefined;
  /** A whole sentence. */
  text: Inline;
}

/** The maximum number of bodies with a wrong field. */
const MAX_CHANGED = 3;

/** Returns invalid bodies. The list is empty if every body is valid. */
export function invalidBodies(contract: Contract, body: RequestBody): InvalidBody[] {
  if (body.invalid === undefined) return [];
  const isValid = validatorOf(contract.document, body.schemaPointer);
  const changed = changedExamples(body)
    .filter(({ value }) => !isValid(value))
    .slice(0, MAX_CHANGED);
  return [
    ...(body.required ? [{ body: undefined, text: 'The request has no body.' }] : []),
    {
      body: JSON.stringify(body.example).slice(0, -1),
      text: 'The body is not valid JSON, for example because it is cut off.',
    },
    ...changed.map(({ value, text }) => ({ body: JSON.stringify(value), text })),
  ];
}

/** Returns the example without a required field, and with another type of a field. */
function changedExamples({ schema, example }: RequestBody): { value: Json; text: Inline }[] {
  if (!isObject(example)) return [];
  const names = Object.keys(example);
  const required = Array.isArray(schema.required) ? schema.required : [];
  const lacking = names.find((name) => required.includes(name));
  const wrong = names.flatMap((name) =>
    (
      [
        [0, 'a number'],
        ['text', 'a text'],
      ] as const
    ).map(([value, type]) => ({
      value: { ...example, [name]: value },
      text: ['The field ', code(name), ` is ${type}, which is not valid there.`],
    })),
  );
  return [
    ...(lacking === undefined
      ? []
      : [{ value: without(example, lacking), text: ['The field ', code(lacking), ' is missing.'] }]),
    ...wrong,
  ];
}

function without(object: JsonObject, name: string): JsonObject {
  const { [name]: _, ...others } = object;
  return others;
}

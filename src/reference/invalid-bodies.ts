/** Request bodies that a contract excludes, with the reason: the common mistakes of callers come first. */
import type { ErrorObject } from 'ajv';
import { isObject, type Json, type JsonObject } from '../contract/document.ts';
import { pointerPart } from '../contract/json-pointer.ts';
import type { Contract, Operation, RequestBody } from '../contract/model.ts';
import { validatorOf } from '../contract/validator.ts';
import { code, type Inline } from '../text/blocks.ts';
import { violationInWords } from './violation.ts';

/** A body that an operation rejects. */
export interface InvalidBody {
  /** The text of the body; undefined for a request without a body. */
  body: string | undefined;
  /** A whole sentence. */
  text: Inline;
}

/** The maximum number of bodies with a wrong field. */
const MAX_CHANGED = 3;

/** Values that a field probably does not allow. A text comes first: it violates the list or the format of a text, too. */
const WRONG_VALUES: readonly Json[] = ['text', 0];

/** Returns invalid bodies of an operation. The list is empty if every body is valid. */
export function invalidBodies(
  contract: Contract,
  { id, body }: Pick<Operation, 'id' | 'body'>,
): InvalidBody[] {
  if (body?.invalid === undefined) return [];
  return [
    ...(body.required ? [{ body: undefined, text: ['A request of ', code(id), ' has no body.'] }] : []),
    {
      body: JSON.stringify(body.example).slice(0, -1),
      text: ['The body of ', code(id), ' is not valid JSON, for example because it is cut off.'],
    },
    ...changedExamples(contract, body).map(({ value, text }) => ({
      body: JSON.stringify(value),
      text: ['In the body of ', code(id), ', ', text],
    })),
  ];
}

/** Returns the example without a required field, and with a wrong value of each other field. */
function changedExamples(
  { document }: Contract,
  { schema, schemaPointer, example }: RequestBody,
): { value: Json; text: Inline }[] {
  if (!isObject(example)) return [];
  const validate = validatorOf(document, schemaPointer);
  const names = Object.keys(example);
  const required = Array.isArray(schema.required) ? schema.required : [];
  // The last one: the first fields are often the most important, so that their values are worth a cause.
  const missing = names.findLast((name) => required.includes(name) && !validate(without(example, name)));
  const wrong = names.flatMap((name) => {
    if (name === missing) return [];
    const rejected = WRONG_VALUES.flatMap((wrongValue) => {
      const value = { ...example, [name]: wrongValue };
      if (validate(value)) return [];
      const text = [
        'the field ',
        code(name),
        ' ',
        violationInWords(wrongValue, errorsAt(name, validate.errors)),
        '.',
      ];
      return [{ value, text }];
    });
    return rejected.slice(0, 1);
  });
  const lacking =
    missing === undefined
      ? []
      : [{ value: without(example, missing), text: ['the field ', code(missing), ' is missing.'] }];
  return [...lacking, ...wrong].slice(0, MAX_CHANGED);
}

function errorsAt(name: string, errors: readonly ErrorObject[] | null | undefined): ErrorObject[] {
  return (errors ?? []).filter(({ instancePath }) => instancePath === `/${pointerPart(name)}`);
}

function without(object: JsonObject, name: string): JsonObject {
  const { [name]: _, ...others } = object;
  return others;
}

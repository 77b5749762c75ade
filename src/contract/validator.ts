/** Compiles the schemas of a bundle. The validators for the bundle of the package are compiled by the build. */
import {
  _,
  Ajv2020,
  type CodeKeywordDefinition,
  type Options,
  str,
  type ValidateFunction,
} from 'ajv/dist/2020.js';
import { clauseOf } from '../text/sanitize.ts';
import { ContractError, type JsonObject } from './document.ts';
import { formats } from './formats.ts';
import { LinearPattern } from './linear-pattern.ts';
import { prepared } from './prepared.ts';
import { equalItems } from './unique-items.ts';

/** The name of the bundle in `$ref`s. */
const BUNDLE = 'bundle';

/** The validators of each bundle, by JSON pointer. They stop at the first error. */
const compiled = new WeakMap<JsonObject, Map<string, ValidateFunction>>();

const instances = new WeakMap<JsonObject, Ajv2020>();

/** Instances whose validators collect all errors, by bundle. */
const explaining = new WeakMap<JsonObject, Ajv2020>();

/**
 * Returns the validator of a schema. It stops at the first error, so that its time and memory are linear in the value.
 * Each schema is compiled once, because compiling is slow.
 *
 * @param document the bundle
 * @param pointer a JSON pointer to the schema in the bundle
 * @throws {ContractError} if the schema is invalid
 */
export function validatorOf(document: JsonObject, pointer: string): ValidateFunction {
  const ready = compiled.get(document)?.get(pointer);
  if (ready) return ready;
  const known =
    compiled.get(document) ??
    new Map(document === prepared?.document ? Object.entries(prepared.validators) : []);
  compiled.set(document, known);
  const validate = known.get(pointer) ?? compile(document, pointer, instances, {});
  known.set(pointer, validate);
  return validate;
}

/**
 * Returns a validator of a schema that collects all errors. ajv copies the list of errors at every reference, so the
 * time is quadratic in their number: give it only values of a bounded size.
 *
 * @throws {ContractError} if the schema is invalid
 */
export function explainingValidatorOf(document: JsonObject, pointer: string): ValidateFunction {
  return compile(document, pointer, explaining, { allErrors: true });
}

function compile(
  document: JsonObject,
  pointer: string,
  known: WeakMap<JsonObject, Ajv2020>,
  options: Options,
): ValidateFunction {
  try {
    const ajv = known.get(document) ?? ajvOf(document, { ...options, code: { regExp: linearPattern } });
    known.set(document, ajv);
    const schema = ajv.getSchema(referenceTo(pointer));
    return schema ?? ajv.compile({ $ref: referenceTo(pointer) });
  } catch (cause) {
    if (cause instanceof RangeError)
      throw new ContractError(
        `The schema at ${pointer} is nested too deeply, with references followed. Nest schemas less deeply.`,
        { cause },
      );
    throw new ContractError(`The schema at ${pointer} is invalid: ${clauseOf(cause)}.`, { cause });
  }
}

/** The engine of patterns in a document: it may be any spec, and the texts are foreign. */
const linearPattern = Object.assign((source: string) => new LinearPattern(source), {
  code: 'only for standalone code',
});

/** The keyword `uniqueItems`, with the message of ajv, but in linear time. */
const UNIQUE_ITEMS = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  error: {
    message: ({ params: { i, j } }) =>
      str`must NOT have duplicate items (items ## ${i} and ${j} are identical)`,
    params: ({ params: { i, j } }) => _`{i: ${i}, j: ${j}}`,
  },
  code(cxt) {
    if (cxt.schema !== true) return;
    const find = cxt.gen.scopeValue('func', {
      ref: equalItems,
      code: _`require("./unique-items.ts").equalItems`,
    });
    const pair = cxt.gen.const('pair', _`${find}(${cxt.data})`);
    cxt.setParams({ i: _`${pair}[0]`, j: _`${pair}[1]` });
    cxt.fail(_`${pair}`);
  },
} as const satisfies CodeKeywordDefinition;

/**
 * Returns an ajv that knows a bundle. A schema of the bundle is a reference into the whole bundle: a copy with all
 * components would be traversed once for each schema.
 */
export function ajvOf(document: JsonObject, options: Options = {}): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, logger: false, formats, ...options });
  ajv.removeKeyword(UNIQUE_ITEMS.keyword).addKeyword(UNIQUE_ITEMS);
  return ajv.addSchema(document, BUNDLE, false, false);
}

/** Returns the `$ref` to a schema of the bundle, for {@link ajvOf}. */
export function referenceTo(pointer: string): string {
  return `${BUNDLE}${encodeURI(pointer)}`;
}

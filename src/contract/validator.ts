/** Compiles the schemas of a bundle. The validators for the bundle of the package are compiled by the build. */
import { Ajv2020, type Options, type ValidateFunction } from 'ajv/dist/2020.js';
import { clauseOf } from '../text/sanitize.ts';
import { ContractError, type JsonObject } from './document.ts';
import { formats } from './formats.ts';
import { prepared } from './prepared.ts';

/** The name of the bundle in `$ref`s. */
const BUNDLE = 'bundle';

/** The validators of each bundle, by JSON pointer. */
const compiled = new WeakMap<JsonObject, Map<string, ValidateFunction>>();

const instances = new WeakMap<JsonObject, Ajv2020>();

/**
 * Returns the validator of a schema. Each schema is compiled once, because compiling is slow.
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
  const validate = known.get(pointer) ?? compile(document, pointer);
  known.set(pointer, validate);
  return validate;
}

function compile(document: JsonObject, pointer: string): ValidateFunction {
  try {
    const ajv = instances.get(document) ?? ajvOf(document);
    instances.set(document, ajv);
    return ajv.compile({ $ref: referenceTo(pointer) });
  } catch (cause) {
    if (cause instanceof RangeError)
      throw new ContractError(
        `The schema at ${pointer} is nested too deeply, with references followed. Nest schemas less deeply.`,
        { cause },
      );
    throw new ContractError(`The schema at ${pointer} is invalid: ${clauseOf(cause)}.`, { cause });
  }
}

/**
 * Returns an ajv that knows a bundle. A schema of the bundle is a reference into the whole bundle: a copy with all
 * components would be traversed once for each schema.
 */
export function ajvOf(document: JsonObject, options: Options = {}): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false, formats, ...options });
  return ajv.addSchema(document, BUNDLE, false, false);
}

/** Returns the `$ref` to a schema of the bundle, for {@link ajvOf}. */
export function referenceTo(pointer: string): string {
  return `${BUNDLE}${encodeURI(pointer)}`;
}

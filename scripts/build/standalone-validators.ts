/** Compiles schemas of a bundle to JavaScript, so that a program needs no time for it and no ajv. */
import { _ } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import type { JsonObject } from '../../src/contract/document.ts';
import { ajvOf, referenceTo } from '../../src/contract/validator.ts';

export interface StandaloneValidators {
  /** The text of a module that exports the validators. It imports from `src/contract/`. */
  code: string;
  /** The exported name of each validator, in the order of the schemas. */
  names: string[];
}

/** Compiles the schemas at these JSON pointers. */
export function standaloneValidators(
  document: JsonObject,
  pointers: readonly string[],
): StandaloneValidators {
  const ajv = ajvOf(document, {
    code: { source: true, esm: true, formats: _`require("./formats.ts").formats` },
  });
  // Not `validate0`: ajv uses `validate` and a number for its own functions.
  const names = pointers.map((_, index) => `prepared${index}`);
  for (const [index, pointer] of pointers.entries())
    ajv.addSchema({ $ref: referenceTo(pointer) }, names[index]);
  const ids = Object.fromEntries(names.map((name) => [name, name]));
  return { code: standaloneCode.default(ajv, ids), names };
}

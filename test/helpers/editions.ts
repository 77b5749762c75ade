/** Reads schemas of both editions of the contract, each with a validator of its version of JSON Schema. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import AjvDraft04 from 'ajv-draft-04';
import formats from 'ajv-formats';
import type { Json, JsonObject } from '../../src/contract/document.ts';

/** Returns whether the schema at a JSON pointer accepts a value. */
export type Verdict = (pointer: string, value: Json) => boolean;

const OPTIONS = { strict: false, validateSchema: false, logger: false } as const;

/** Returns the verdicts of an OpenAPI 3.1 document, whose schemas are JSON Schema 2020-12. */
export function verdictsOf31(document: JsonObject): Verdict {
  return verdictsOf(new Ajv2020(OPTIONS), document);
}

/**
 * Returns the verdicts of an OpenAPI 3.0 document, whose schemas are an extended subset of JSON Schema draft 5 (4.7.24). For
 * the keywords of the subset, draft 5 is equal to draft 4. Ajv itself supports `nullable`, as OpenAPI 3.0 defines it.
 */
export function verdictsOf30(document: JsonObject): Verdict {
  return verdictsOf(new AjvDraft04.default(OPTIONS), document);
}

function verdictsOf(ajv: Ajv2020 | InstanceType<typeof AjvDraft04.default>, document: JsonObject): Verdict {
  formats.default(ajv);
  ajv.addSchema(document, 'document');
  return (pointer, value) => {
    const $ref = `document${encodeURI(pointer)}`;
    const validate = ajv.getSchema($ref);
    if (!validate) throw new Error(`The document has no schema at ${pointer}.`);
    return validate(value) as boolean;
  };
}

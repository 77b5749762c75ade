/** Writes a schema of OpenAPI 3.1 (JSON Schema 2020-12) as a schema of OpenAPI 3.0.3. */
import type { Json, JsonObject } from '../../src/contract/document.ts';
import { StepError } from '../lib/project.ts';

/** The keywords that both versions have with the same meaning (OpenAPI 3.0.3, 4.7.24). */
const COMMON = new Set(
  `$ref title multipleOf maximum minimum maxLength minLength pattern maxItems minItems uniqueItems maxProperties
  minProperties required enum allOf oneOf anyOf not items properties additionalProperties description format default
  discriminator readOnly writeOnly xml externalDocs example deprecated`.split(/\s+/),
);

/** Returns the keywords that replace one, or undefined if the keyword has no form in 3.0. */
type Rule = (value: Json, schema: JsonObject) => JsonObject | undefined;

/** The keywords with another form in 3.0. */
const RULES: Readonly<Record<string, Rule>> = {
  type: typeOf30,
  allOf: (schemas, { type, items }) => ({ allOf: [...[schemas].flat(), ...choiceOf(type, items)] }),
  const: (value, { enum: values }) => (includes(values, value) ? { enum: [value] } : undefined),
  enum: (values, schema) => ('const' in schema ? {} : { enum: values }),
  examples: (values, { example }) =>
    example === undefined && Array.isArray(values) && values[0] !== undefined ? { example: values[0] } : {},
  minimum: (value, { exclusiveMinimum: other }) => (Number(other) >= Number(value) ? {} : { minimum: value }),
  maximum: (value, { exclusiveMaximum: other }) => (Number(other) <= Number(value) ? {} : { maximum: value }),
  exclusiveMinimum: (value, { minimum: other }) =>
    Number(other) > Number(value) ? {} : { minimum: value, exclusiveMinimum: true },
  exclusiveMaximum: (value, { maximum: other }) =>
    Number(other) < Number(value) ? {} : { maximum: value, exclusiveMaximum: true },
  // 3.0 requires at least one name.
  required: (names) => (Array.isArray(names) && names.length === 0 ? {} : { required: names }),
  contentEncoding: (value, { format, contentMediaType }) =>
    value === 'base64' && format === undefined && contentMediaType === undefined
      ? { format: 'byte' }
      : undefined,
  contentMediaType: (value, { format }) =>
    value === 'application/octet-stream' && format === undefined ? { format: 'binary' } : undefined,
  $comment: () => ({}),
};

/**
 * Returns a schema in the form of 3.0.
 *
 * @param schema the schema; the schemas in it already have the form of 3.0
 * @param pointer the JSON pointer of the schema
 * @throws {StepError} if a keyword has no form in 3.0
 */
export function schemaOf30(schema: JsonObject, pointer: string): JsonObject {
  const [keyword] = keywordsWithoutForm(schema);
  if (keyword !== undefined)
    throw new StepError(
      `The keyword ${keyword} at ${pointer} has no form in OpenAPI 3.0. Express it with other keywords.`,
    );
  return Object.assign({}, ...Object.keys(schema).map((key) => formOf(key, schema))) as JsonObject;
}

/** Returns the keywords of a schema that have no form in 3.0. */
export function keywordsWithoutForm(schema: JsonObject): string[] {
  return Object.keys(schema).filter((keyword) => formOf(keyword, schema) === undefined);
}

/** Returns the keywords of 3.0 that replace a keyword of a schema, or undefined if the keyword has no form in 3.0. */
function formOf(keyword: string, schema: JsonObject): JsonObject | undefined {
  const value = schema[keyword] as Json;
  if (Object.hasOwn(RULES, keyword)) return RULES[keyword]?.(value, schema);
  return COMMON.has(keyword) || keyword.startsWith('x-') ? { [keyword]: value } : undefined;
}

/** Whether a list of values contains a value; a missing list allows every value. */
function includes(values: Json | undefined, value: Json): boolean {
  return !Array.isArray(values) || values.some((other) => JSON.stringify(other) === JSON.stringify(value));
}

/** Returns the single type of a schema, or nothing if `allOf` has the choice of types. */
function typeOf30(value: Json, { allOf, items }: JsonObject): JsonObject {
  const [only, ...others] = typesOf30(value, items);
  if (only && others.length === 0) return only;
  return allOf === undefined ? { allOf: choiceOf(value, items) } : {};
}

/** Returns the schemas of the types without null. `nullable` applies only next to `type`. */
function typesOf30(value: Json | undefined, items: Json | undefined): JsonObject[] {
  const names = [value ?? []].flat();
  const nullable: JsonObject = names.includes('null') ? { nullable: true } : {};
  return (
    names
      .filter((type) => type !== 'null')
      // 3.0 requires `items` for an array.
      .map((type) => ({ type, ...nullable, ...(type === 'array' && items === undefined && { items: {} }) }))
  );
}

/** Returns a schema that has the choice of types, unless there is a single type or any type. 3.0 has one type per schema. */
function choiceOf(value: Json | undefined, items: Json | undefined): JsonObject[] {
  const types = typesOf30(value, items);
  if (value === undefined || types.length === 1) return [];
  return [types.length > 1 ? { anyOf: types } : { type: 'string', nullable: true, enum: [null] }];
}

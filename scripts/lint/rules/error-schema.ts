import { contractRule, expectValues, listed } from '../rule.ts';

/** UPPER_SNAKE_CASE with at most 63 characters, as in ErrorInfo of Google's AIP-193. */
const CODE = /^(?=.{1,63}$)[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/u;

/** The types of a field that the client can check. */
const FIELD_TYPES = ['integer', 'number', 'string', 'boolean'];

/**
 * The file name of the schema of a code is the code. The schema has `code` and `message`, and its other fields have simple
 * values.
 */
export const errorSchema = contractRule(({ codes }, report) => {
  for (const schema of codes) {
    const { name } = schema;
    if (!CODE.test(name))
      report(
        schema,
        `The code \`${name}\` must be UPPER_SNAKE_CASE with at most 63 characters. Rename it and its file.`,
      );
    const expected = {
      type: 'object',
      'properties.code.type': 'string',
      'properties.code.const': name,
      'properties.message.type': 'string',
    };
    expectValues(
      report,
      schema,
      expected,
      'An error must have a `code`, which is the name of the file, and a `message`.',
    );
    for (const [field, property] of schema.at('properties').entries())
      if (property.types.length > 0 && !FIELD_TYPES.some((type) => type === property.object.type))
        report(
          property.at('type'),
          `The client cannot check the type of the field \`${field}\`. Write ${listed(FIELD_TYPES, 'or')}.`,
        );
  }
});

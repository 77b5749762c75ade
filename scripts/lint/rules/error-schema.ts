import { contractRule, expectValues } from '../rule.ts';

/** UPPER_SNAKE_CASE with at most 63 characters, as in ErrorInfo of Google's AIP-193. */
const CODE = /^(?=.{1,63}$)[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/u;

/** The file name of the schema of a code is the code, and the schema has `code` and `message`. */
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
  }
});

import { constraintsOf } from '../constraints.ts';
import { contractRule, listed } from '../rule.ts';

/**
 * A header of a response is a text. The contract tests check that the header is present, but not its value, so the schema
 * states no constraint.
 */
export const headerSupported = contractRule(({ responses }, report) => {
  for (const [name, header] of responses.flatMap(({ place }) => place.at('headers').entries())) {
    if (name.toLowerCase() === 'content-type')
      report(
        header.key,
        `OpenAPI ignores a response header named \`${name}\` (OpenAPI 3.1.1, 4.8.17). Remove it: \`content\` states it.`,
      );
    const schema = header.at('schema');
    const constraints = constraintsOf(schema);
    if (schema.present && (schema.object.type !== 'string' || constraints.length > 0))
      report(
        schema,
        `The contract tests do not check the value of a header. Write only \`type: string\`, and state the form in the description${constraints.length > 0 ? ` instead of ${listed(constraints)}` : ''}.`,
      );
  }
});

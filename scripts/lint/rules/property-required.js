import { nodeRule } from '../lib/rule.js';
import { listed, strings } from '../lib/values.js';

/**
 * Every field of every object is always there (DECISIONS "Extra fields" and DECISIONS "Success"): a value that may
 * be missing is null. The fields of the envelopes are those rules' own.
 */
export const propertyRequired = nodeRule(
  {
    Schema(schema, contract, report) {
      if (contract.responses.some(({ media }) => media.at('schema').id === schema.id)) return;
      const required = strings(schema.object.required);
      const optional = schema
        .at('properties')
        .entries()
        // `false` is the schema of what is never there.
        .filter(([name, { node }]) => node !== false && !required.includes(name))
        .map(([name]) => name);
      if (optional.length > 0)
        report(
          schema.at('required').present ? schema.at('required') : schema,
          `Every field is always there. Add ${listed(optional, 'and')} to \`required\` in ${contract.show(schema)}.`,
        );
    },
  },
  (contract) => {
    // Without `code` in `required` the CLI holds the codes of a `oneOf` for alike.
    for (const schema of contract.schemas.values())
      if (!strings(schema.object.required).includes('code')) contract.cloud(schema);
  },
);

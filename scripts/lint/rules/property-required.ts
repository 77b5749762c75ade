import { isNever } from '../../../src/contract/nodes.ts';
import { listed, rule } from '../rule.ts';

/**
 * All fields of an object in a response are always present. A value that can be missing is null instead. Fields of a request
 * body can be optional.
 */
export const propertyRequired = rule({
  Schema(schema, report, contract) {
    if (contract.isRequestOnly(schema)) return;
    const required = schema.at('required').strings;
    const optional = schema
      .at('properties')
      .entries()
      .filter(([name, { node }]) => !isNever(node) && !required.includes(name))
      .map(([name]) => name);
    if (optional.length > 0)
      report(
        schema.at('required'),
        `All fields of a response must always be present. Add ${listed(optional)} to \`required\`.`,
      );
  },
});

import { nodeRule } from '../lib/rule.js';
import { listed } from '../lib/values.js';

/** `x-same` is a list of lists, each of two or more values of the `enum` that mean the same. */
export const sameValues = nodeRule({
  Schema(schema, contract, report) {
    const same = schema.at('x-same');
    const values = schema.object.enum;
    if (!same.present || !Array.isArray(values)) return; // `extension-known` names the right place.
    const where = `\`x-same\` in ${contract.show(schema)}`;
    const groups = same.entries();
    const wellFormed = groups.every(([, group]) => Array.isArray(group.node) && group.node.length > 1);
    if (!Array.isArray(same.node) || groups.length === 0 || !wellFormed) {
      report(
        same,
        `\`x-same\` is a list of lists of two or more values that mean the same. Change ${where}.`,
      );
      return;
    }
    for (const [, group] of groups)
      for (const [, value] of group.entries())
        if (!values.includes(value.node))
          report(
            value,
            `\`${value.node}\` is no value of the \`enum\`. Write ${listed(values)} in ${where}.`,
          );
  },
});

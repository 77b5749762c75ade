import { listed, rule } from '../rule.ts';

/** `x-same` is a list of lists, each with two or more values of the `enum` that have the same meaning. */
export const sameValues = rule({
  Schema(schema, report) {
    const values = schema
      .at('enum')
      .values()
      .map(({ node }) => node);
    for (const group of schema.at('x-same').values()) {
      const unknown = group.values().filter(({ node }) => !values.includes(node));
      if (group.entries().length < 2)
        report(
          group,
          'A group of values with the same meaning must have at least two values. Add a value, or remove the group.',
        );
      for (const value of unknown)
        report(value, `\`${value.node}\` is not in \`enum\`. Write one of ${listed(values, 'or')}.`);
    }
  },
});

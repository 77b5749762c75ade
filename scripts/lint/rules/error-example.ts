import { contractRule, expectValues, listed } from '../rule.ts';

/** Each code has an example with the same name, which the sandbox returns. A response has no other examples. */
export const errorExample = contractRule(({ errors }, report) => {
  for (const { media, members } of errors) {
    const names = members.map(({ name }) => name);
    const examples = media.at('examples');
    for (const name of names)
      if (!examples.at(name).present)
        report(examples, `\`${name}\` has no example. Add one named \`${name}\` under \`examples\`.`);
    for (const [name, example] of examples.entries()) {
      if (names.includes(name))
        expectValues(
          report,
          example,
          { 'value.error.code': name },
          'The name of an example must be the code in the example.',
        );
      else
        report(
          example.key,
          `The response has no code \`${name}\`; it has ${listed(names)}. Rename or delete this example, or add the code to \`oneOf\` and \`discriminator.mapping\`.`,
        );
    }
  }
});

import { ERROR_WORDS, TRIGGERS_OF_ONE } from '../lib/extensions.js';
import { contractRule } from '../lib/rule.js';
import { listed } from '../lib/values.js';

/**
 * One code each is brought about by no token, by an unknown token and by an unknown path (`spec/README.md`,
 * last section).
 */
export const triggerUnique = contractRule((contract, report) => {
  const schemas = [...contract.schemas.values()];
  const triggers = schemas.map((schema) => schema.at('x-error', 'trigger'));
  // The code that is missed may be the one with a faulty trigger, or the one that no response has taken yet.
  const unsure =
    triggers.some(({ node }) => !ERROR_WORDS.trigger.some((word) => word === node)) ||
    contract.hasUntaken ||
    contract.errors.some(({ members }) => members.some(({ dangling }) => dangling));
  for (const trigger of TRIGGERS_OF_ONE) {
    const found = schemas.filter((schema) => schema.at('x-error', 'trigger').node === trigger);
    const last = found.at(-1);
    if (!last && !unsure)
      report(
        contract.root.at('paths').location.key(),
        `No code has the trigger \`${trigger}\`. Write \`trigger: ${trigger}\` in \`x-error\` of the code that it brings about: ${listed(contract.codes)}.`,
      );
    if (last && found.length > 1)
      report(
        last.at('x-error', 'trigger'),
        `${listed(
          found.map(({ name }) => name),
          'and',
        )} all have the trigger \`${trigger}\`, which exactly one code may have. ` +
          `Change \`trigger\` in ${contract.show(last)} or the others.`,
      );
  }
});

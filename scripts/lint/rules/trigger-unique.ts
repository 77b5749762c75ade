import { UNIQUE_TRIGGERS } from '../../../src/contract/vocabulary.ts';
import { isRetired } from '../contract.ts';
import { contractRule, listed } from '../rule.ts';

/** Exactly one code that is not retired has each trigger that the sandbox and the contract tests look up. */
export const triggerUnique = contractRule(({ root, codes }, report) => {
  const current = codes.filter((schema) => !isRetired(schema));
  for (const trigger of UNIQUE_TRIGGERS) {
    const found = current.filter((schema) => schema.at('x-error', 'trigger').node === trigger);
    if (found.length === 1) continue;
    report(
      found.at(-1)?.at('x-error', 'trigger') ?? root.at('paths').key,
      `Exactly one code must have the trigger \`${trigger}\`, but these have it: ${listed(found.map(({ name }) => name))}. Change \`x-error.trigger\`.`,
    );
  }
});

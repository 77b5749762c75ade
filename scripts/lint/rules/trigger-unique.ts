import { UNIQUE_TRIGGERS } from '../../../src/contract/vocabulary.ts';
import { contractRule, listed } from '../rule.ts';

/** Exactly one code has each trigger that the sandbox and the contract tests look up. */
export const triggerUnique = contractRule(({ root, codes }, report) => {
  for (const trigger of UNIQUE_TRIGGERS) {
    const found = codes.filter((schema) => schema.at('x-error', 'trigger').node === trigger);
    if (found.length === 1) continue;
    report(
      found.at(-1)?.at('x-error', 'trigger') ?? root.at('paths').key,
      `Exactly one code must have the trigger \`${trigger}\`, but these have it: ${listed(found.map(({ name }) => name))}. Change \`x-error.trigger\`.`,
    );
  }
});

import { Contract, isError } from '../contract.ts';
import { contractRule, listed } from '../rule.ts';

/** A code has one status, the one whose response has its schema. */
export const errorCodeUnique = contractRule(({ codes, errors }, report) => {
  for (const code of codes) {
    const responses = errors.filter(({ members }) => Contract.has(members, code));
    const statuses = new Set(responses.flatMap((response) => response.statuses.filter(isError)));
    const last = responses.at(-1);
    if (last && statuses.size > 1)
      report(
        last.place,
        `\`${code.name}\` has the statuses ${listed(statuses)}, but a code has one. ` +
          'Remove it from the other responses, or give each status a response with codes of its own.',
      );
  }
});

import { Contract, isError } from '../contract.ts';
import { contractRule, listed } from '../rule.ts';

/** Each code has exactly one status: only the response of that status lists the schema of the code. */
export const errorCodeUnique = contractRule(({ codes, errors }, report) => {
  for (const code of codes) {
    const responses = errors.filter(({ members }) => Contract.has(members, code));
    const statuses = new Set(responses.flatMap((response) => response.statuses.filter(isError)));
    const last = responses.at(-1);
    if (last && statuses.size > 1)
      report(
        last.place,
        `\`${code.name}\` has the statuses ${listed(statuses)}, but a code must have one. ` +
          'Remove the code from the other responses, or give each status a separate response with different codes.',
      );
  }
});

import { isErrorStatus } from '../lib/contract.js';
import { contractRule } from '../lib/rule.js';
import { listed } from '../lib/values.js';

/**
 * A code stands under one status: the status of an error follows from the response that refers to its schema.
 *
 * Two schemas of one code are found elsewhere: under two names one of them differs from its `const`
 * (`error-schema`), under one name the components collide (`component-name-unique`).
 */
export const errorCodeUnique = contractRule((contract, report) => {
  for (const { statuses, place } of contract.errors) {
    const errors = statuses.filter(isErrorStatus);
    if (errors.length > 1)
      report(
        place,
        `${contract.show(place)} stands under the statuses ${listed(errors, 'and')}, and so does each of its codes. ` +
          'A code has one status: give each status a file of its own in the same folder, with codes of its own.',
      );
  }
  /** @type {Map<string, import('../lib/contract.js').ErrorResponse>} */
  const first = new Map();
  for (const response of contract.errors)
    for (const member of response.members) {
      const other = first.get(member.id);
      first.set(member.id, other ?? response);
      // Two responses of one status are `errors-on-every-operation`'s.
      if (other && other !== response && other.statuses[0] !== response.statuses[0])
        report(
          member.rawLocation,
          `\`${member.name}\` stands under status ${other.statuses[0]} (${contract.show(other.place)}) and status ` +
            `${response.statuses[0]} (${contract.show(response.place)}). A code has one status: take it out of ` +
            '`oneOf`, `discriminator.mapping` and `examples` of one of the two files.',
        );
    }
});

import { isErrorStatus } from '../lib/contract.js';
import { referenceTo } from '../lib/files.js';
import { contractRule } from '../lib/rule.js';
import { listed } from '../lib/values.js';

/** @import { Operation } from '../lib/contract.js' */
/** @import { Place } from '../lib/place.js' */

/**
 * Every operation answers every error: what any operation declares under a 4xx or 5xx, each declares, and the
 * same response. A client handles errors in one place for all operations, so none may be left out of one
 * (DECISIONS "Codes").
 */
export const errorsOnEveryOperation = contractRule((contract, report) => {
  /** @type {Map<string, { place: Place, operation: Operation }>} the first answer of each status */
  const declared = new Map();
  for (const operation of contract.operations)
    for (const [status, place] of operation.responses)
      if (isErrorStatus(status) && !place.dangling && !declared.has(status))
        declared.set(status, { place, operation });

  for (const { name, place, responses } of contract.operations) {
    const own = new Map(responses);
    const missing = [...declared].filter(([status]) => !own.has(status));
    const [first] = missing;
    if (first) {
      const at = place.at('responses');
      const lines = missing.map(([status, { place: answer }]) => lineOf(status, place, answer));
      report(
        at.present ? at.location.key() : place,
        `\`${name}\` does not declare status ${missing.map(([status]) => status).join(', ')}, which \`${first[1].operation.name}\` does. ` +
          `Add ${listed(lines, 'and')} under its \`responses\` in ${contract.show(place)}.`,
      );
    }
    for (const [status, { place: answer, operation }] of declared) {
      const other = own.get(status);
      if (other && !other.dangling && other.id !== answer.id)
        report(
          other.rawLocation,
          `\`${name}\` answers status ${status} with ${contract.show(other)}, but \`${operation.name}\` with ` +
            `${contract.show(answer)}. Write \`${lineOf(status, place, answer)}\` in ${contract.show(place)}: a status has one response.`,
        );
    }
  }
});

/**
 * The line under `responses` that an operation lacks.
 * @param {string} status
 * @param {Place} operation
 * @param {Place} answer
 */
function lineOf(status, operation, answer) {
  return `"${status}": { $ref: ${referenceTo(operation.file, answer.file)} }`;
}

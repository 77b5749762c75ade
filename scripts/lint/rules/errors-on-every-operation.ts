import { TOKEN_TRIGGERS } from '../../../src/contract/vocabulary.ts';
import { type ErrorResponse, isError } from '../contract.ts';
import type { Place } from '../place.ts';
import { contractRule } from '../rule.ts';

/**
 * All operations have the same error responses, so that a client handles errors in one place. Only operations without a
 * token lack the responses to errors of the token.
 */
export const errorsOnEveryOperation = contractRule(({ root, operations, errors }, report) => {
  const declared = new Map(
    operations.flatMap(({ responses }) => responses.filter(([status]) => isError(status))).reverse(),
  );
  const ofToken = new Set(errors.filter(isOfToken).flatMap(({ statuses }) => statuses));
  for (const { name, place, responses } of operations) {
    const own = new Map(responses);
    const isOpen = isWithoutToken(place.at('security').present ? place.at('security') : root.at('security'));
    for (const [status, response] of declared) {
      const line = `"${status}": { $ref: ${place.referenceTo(response)} }`;
      const other = own.get(status);
      if (isOpen && ofToken.has(status)) {
        if (other)
          report(
            other.reference?.location ?? other,
            `\`${name}\` needs no token, so that it cannot return the errors of ${status}. Remove \`${line}\` from \`responses\`.`,
          );
      } else if (!other)
        report(
          place.at('responses'),
          `\`${name}\` does not declare the status ${status}, but another operation does. Add \`${line}\` to \`responses\`.`,
        );
      else if (other.id !== response.id)
        report(
          other.reference?.location ?? other,
          `Another operation has a different response for ${status}. Write \`${line}\`, because all operations must have the same response for a status.`,
        );
    }
  }
});

/** Returns whether the token of the request causes every code of a response. */
function isOfToken({ members }: ErrorResponse): boolean {
  const triggers: readonly unknown[] = TOKEN_TRIGGERS;
  return members.length > 0 && members.every((code) => triggers.includes(code.at('x-error', 'trigger').node));
}

function isWithoutToken(security: Place): boolean {
  return security.present && security.values().length === 0;
}

import { isError } from '../contract.ts';
import { contractRule } from '../rule.ts';

/** All operations have the same error responses, so that a client handles errors in one place. */
export const errorsOnEveryOperation = contractRule(({ operations }, report) => {
  const declared = new Map(
    operations.flatMap(({ responses }) => responses.filter(([status]) => isError(status))).reverse(),
  );
  for (const { name, place, responses } of operations) {
    const own = new Map(responses);
    for (const [status, response] of declared) {
      const line = `"${status}": { $ref: ${place.referenceTo(response)} }`;
      const other = own.get(status);
      if (!other)
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

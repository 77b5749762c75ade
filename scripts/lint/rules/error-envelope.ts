import type { ErrorResponse } from '../contract.ts';
import { checkEnvelope } from '../envelope.ts';
import { contractRule, type Report } from '../rule.ts';

/**
 * Each 4xx and 5xx response is the error envelope. `error` is a `oneOf` of references, even for a single code, and a
 * discriminator maps each code to a schema. The docs, the types and the examples depend on this form.
 */
export const errorEnvelope = contractRule(({ errors }, report) => {
  for (const response of errors) {
    checkEnvelope(report, response, 'error', { 'properties.error.discriminator.propertyName': 'code' });
    checkCodes(report, response);
  }
});

function checkCodes(report: Report, { media, members, mapping }: ErrorResponse): void {
  const error = media.at('schema', 'properties', 'error');
  if (members.length === 0)
    report(
      error.at('oneOf'),
      'This response has no code. List a `$ref` for each code under `oneOf` of `error`.',
    );
  for (const member of members) {
    const { name, id, reference } = member;
    if (reference === undefined)
      report(
        member,
        'The schema of a code must be a separate file. Move this schema to `errors/` and write a `$ref` to it.',
      );
    else if (!mapping.some(({ code, target }) => code === name && target.id === id))
      report(
        error.at('discriminator', 'mapping'),
        `\`${name}\` is in \`oneOf\` but not in the mapping. Add \`${name}: ${reference.text}\` to \`discriminator.mapping\`.`,
      );
  }
  for (const { code, place, target } of mapping)
    if (!members.some(({ name, id }) => name === code && id === target.id))
      report(
        place.key,
        `The mapping has \`${code}\`, but \`oneOf\` does not. Add \`$ref: ${place.node}\` to \`oneOf\`, or remove \`${code}\` from the mapping and the examples.`,
      );
}

import { contractRule, listed } from '../rule.ts';

/** `x-equals` of a header names a field that each error of the response has. */
export const headerEquals = contractRule(({ errors, successes }, report) => {
  for (const { place } of successes)
    for (const header of place.at('headers').values())
      if (header.at('x-equals').present)
        report(
          header.at('x-equals'),
          '`x-equals` names a field of `error`, but this response is a success. Remove `x-equals`.',
        );
  for (const { place, members } of errors)
    for (const header of place.at('headers').values()) {
      const equals = header.at('x-equals');
      const lacking = members.filter((code) => !code.at('properties', String(equals.node)).present);
      if (equals.present && lacking.length > 0)
        report(
          equals,
          `${listed(lacking.map(({ name }) => name))} has no field \`${equals.node}\`. Name a field of every error of the response, or remove \`x-equals\`.`,
        );
    }
});

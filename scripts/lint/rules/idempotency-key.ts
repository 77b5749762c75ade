import { SAFE_METHODS } from '../../../src/contract/vocabulary.ts';
import type { Operation } from '../contract.ts';
import type { Place } from '../place.ts';
import { contractRule, type Report } from '../rule.ts';
import { accepts, matches } from '../schema-values.ts';

/** A key as the client generates it: a random UUID. */
const KEY = '6f1c2a34-9d5e-4b7a-8c3d-2e1f0a9b8c7d';

/** The idempotency key of an operation is a header that accepts a UUID, and the operation has an unsafe method. */
export const idempotencyKey = contractRule(({ operations }, report) => {
  for (const operation of operations) {
    const keys = operation.parameters.filter(({ object }) => object['x-role'] === 'idempotency-key');
    for (const key of keys) check(report, key, operation);
    if (keys[1])
      report(
        keys[1].at('x-role'),
        `Only one parameter of \`${operation.name}\` can have the role \`idempotency-key\`. Remove the others.`,
      );
  }
});

function check(report: Report, key: Place, { name, method }: Operation): void {
  const [role, location] = [key.at('x-role'), key.at('in')];
  if (location.node !== 'header')
    report(location, 'The role `idempotency-key` is only for a header. Write `in: header`.');
  if (SAFE_METHODS.includes(method.toUpperCase()))
    report(
      role,
      `\`${name}\` is a ${method.toUpperCase()}, which the client retries without a key (RFC 9110 9.2.1). Remove this parameter.`,
    );
  if (!accepts(key.at('schema'), KEY) || !matches(key.at('x-wire-pattern'), KEY))
    report(
      key.at('schema'),
      `The client sends a UUID of 36 characters as the key, such as \`${KEY}\`, but the parameter does not accept it. Change the constraints.`,
    );
}

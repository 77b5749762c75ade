/** The common causes of a code: each example request of a cause returns the code from the sandbox. */
import { describe, expect, test } from 'vitest';
import { catalogueOf } from '../../../src/contract/catalogue.ts';
import { causesOf } from '../../../src/reference/causes.ts';
import { createDecider } from '../../../src/sandbox/decide.ts';
import { contract } from '../../helpers/project.ts';

const { errors } = catalogueOf(contract);
const decide = createDecider(contract);

describe.each(errors)('the causes of $code', (entry) => {
  const causes = causesOf(entry, contract);

  test('exist, also if the spec lists none', () => {
    expect(causes.length).toBeGreaterThan(0);
    expect(causesOf({ ...entry, causes: [] }, contract).length).toBeGreaterThan(0);
  });

  test.skipIf(!causes.some(({ request }) => request)).for(causes.flatMap(({ request }) => request ?? []))(
    'include $method $target',
    ({ method, target, headers }) => {
      const lower = Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
      );
      const decision = decide({ method, target: contract.basePath + target, headers: lower });
      expect(decision).toMatchObject({ kind: 'error', entry: { code: entry.code } });
    },
  );
});

test('each code that a request can cause has a request', () => {
  const triggers = ['token-missing', 'token-unknown', 'path-unknown', 'parameter-invalid'];
  const caused = errors.filter(({ trigger }) => triggers.includes(trigger));
  expect(caused.length).toBeGreaterThan(3);
  for (const entry of caused)
    expect
      .soft(
        causesOf(entry, contract).some(({ request }) => request),
        entry.code,
      )
      .toBe(true);
});

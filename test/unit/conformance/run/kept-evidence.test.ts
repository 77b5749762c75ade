/** A report has the exchanges of a bounded number of cases, however many cases fail. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { loadProfile } from '../../../../src/conformance/profile/profile.ts';
import { verify } from '../../../../src/conformance/run/verify.ts';
import type { CaseResult } from '../../../../src/conformance/types.ts';
import { contract } from '../../../helpers/project.ts';

const profile = loadProfile('sandbox', contract);

/** The number of cases with the same fault in one group whose exchanges a report has. */
const KEPT = 50;

test('only the first cases of a fault in each group have an exchange, in the order of the suite', async () => {
  // The first cases end after the others. The first request only checks that the server listens.
  const held: ServerResponse[] = [];
  let requests = 0;
  const server = createServer((_request, response) => {
    requests++;
    if (requests > 1 && requests <= 5) held.push(response);
    else response.end();
    if (requests === 2 * KEPT) for (const first of held) first.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}${contract.basePath}`;
  const ended: CaseResult[] = [];
  const { results, faults } = await verify({
    contract,
    profile,
    target,
    only: ['parameters'],
    onResult: (result) => ended.push(result),
  }).finally(() => server.close());
  expect(results.every(({ outcome }) => outcome === 'failed')).toBe(true);
  expect(results[0]?.id).not.toBe(ended[0]?.id);
  expect(results.length).toBeGreaterThan(2 * KEPT);
  for (const { cases, evidence } of faults) {
    const shown = results.filter(({ id, evidence }) => evidence && cases.includes(id)).map(({ id }) => id);
    expect(shown).toEqual(cases.slice(0, KEPT));
    expect(evidence).toBeDefined();
    expect(evidence).toBe(results.find(({ id }) => id === cases[0])?.evidence);
  }
});

/** A report has the exchanges of a bounded number of cases, however many cases fail. */
import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadProfile } from '../../../../src/conformance/profile/profile.ts';
import { MAX_CASES_WITH_EVIDENCE } from '../../../../src/conformance/run/kept-evidence.ts';
import { verify } from '../../../../src/conformance/run/verify.ts';
import type { CaseResult } from '../../../../src/conformance/types.ts';
import { contract, ROOT } from '../../../helpers/project.ts';

const profile = loadProfile('sandbox', contract);

test('only the first cases of a fault in each group have an exchange, in the order of the suite', async () => {
  // The first cases end after the others. The first request only checks that the server listens.
  const held: ServerResponse[] = [];
  let requests = 0;
  const server = createServer((_request, response) => {
    requests++;
    if (requests > 1 && requests <= 5) held.push(response);
    else response.end();
    if (requests === 2 * MAX_CASES_WITH_EVIDENCE) for (const first of held) first.end();
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
  expect(results.length).toBeGreaterThan(2 * MAX_CASES_WITH_EVIDENCE);
  for (const { cases, evidence } of faults) {
    const shown = results.filter(({ id, evidence }) => evidence && cases.includes(id)).map(({ id }) => id);
    expect(shown).toEqual(cases.slice(0, MAX_CASES_WITH_EVIDENCE));
    expect(evidence).toBeDefined();
    expect(evidence).toBe(results.find(({ id }) => id === cases[0])?.evidence);
  }
});

test.for([
  'CHANGELOG.md',
  'docs/verify.md',
  'src/conformance/schemas/report.schema.json',
  'src/conformance/types.ts',
])('%s says how many cases of a fault have an exchange', (file) => {
  const [, count] =
    /\bfirst (\d+)(?: cases of (?:a|each) fault)? in each group\b/.exec(
      readFileSync(join(ROOT, file), 'utf8'),
    ) ?? [];
  expect(Number(count)).toBe(MAX_CASES_WITH_EVIDENCE);
});

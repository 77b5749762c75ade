/** A run that stops before its end: the report lists what was not reached, and the target is not conformant. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { loadProfile } from '../../../../src/conformance/profile/profile.ts';
import { renderJunit } from '../../../../src/conformance/report/junit.ts';
import { type VerifyOptions, verify } from '../../../../src/conformance/run/verify.ts';
import type { Report } from '../../../../src/conformance/types.ts';
import { contract } from '../../../helpers/project.ts';
import { startMutant } from '../../../helpers/servers/mutant.ts';

const profile = loadProfile('sandbox', contract);

async function reportOn(listener: RequestListener, options: Partial<VerifyOptions>): Promise<Report> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}${contract.basePath}`;
  try {
    return await verify({ contract, profile, target, ...options });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Expects that every case either ended or is listed as not reached. */
function expectStopped(report: Report, reason: string): void {
  const skipped = report.results.filter((result) => result.reason === reason).map(({ id }) => id);
  expect(report.conformant).toBe(false);
  expect(report.stopped?.reason).toBe(reason);
  expect(report.stopped?.notReached.toSorted()).toEqual(skipped.toSorted());
  expect(skipped.length).toBeGreaterThan(0);
  expect(report.runFailures[0]).toContain(reason);
  expect(renderJunit(report)).toContain(`<failure type="run" message="${report.runFailures[0]}"/>`);
}

test('the time limit of the run ends the exchanges that have no response yet', async () => {
  const report = await reportOn(() => {}, { deadlineMs: 100 });
  expectStopped(report, 'the time limit of the run was reached (0.1 s)');
  expect(report.stopped?.notReached).toHaveLength(report.results.length);
});

test('an interrupted run reports the results so far', async () => {
  const interruption = new AbortController();
  const mutant = await startMutant({});
  const report = await verify({
    contract,
    profile,
    target: mutant.url,
    concurrency: 1,
    signal: interruption.signal,
    onResult: (_result, done) => {
      if (done === 3) interruption.abort();
    },
  });
  await mutant.close();
  expectStopped(report, 'the run was interrupted');
  expect(report.counts).toMatchObject({ passed: 3, failed: 0, error: 0 });
});

test('--bail: a run with cases that were not reached is not conformant', async () => {
  const report = await reportOn((_request, response) => response.end('{}'), { bail: true, concurrency: 1 });
  const [failed] = report.results.filter(({ outcome }) => outcome === 'failed');
  expectStopped(report, `stopped at the first failure, ${failed?.id}`);
  const known = await reportOn((_request, response) => response.end('{}'), {
    bail: true,
    concurrency: 1,
    knownFailures: [failed?.id ?? ''],
  });
  expect(known.conformant).toBe(false);
});

test('slow faults end a run: a Content-Length that is too large, on a connection that stays open', async () => {
  const report = await reportOn(
    (_request, response) => {
      response.writeHead(200, { 'Content-Length': 7 }).write('{}');
      setTimeout(() => response.destroy(), 150);
    },
    { timeoutMs: 1000 },
  );
  expectStopped(
    report,
    'the target does not respond: 5 requests in a row got no complete response, each after a long wait',
  );
  expect(report.faults.map(({ check }) => check)).toEqual(['answer']);
});

test('fast faults do not end a run', async () => {
  const report = await reportOn((_request, response) => response.destroy(), {
    timeoutMs: 60_000,
    only: ['codes'],
  });
  expect(report.stopped).toBeUndefined();
  expect(report.counts.skipped).toBe(0);
});

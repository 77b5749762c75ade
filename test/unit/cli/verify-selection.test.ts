/** `verify`: suggestions for misspelt patterns, `--failed-only`, and the progress of a run. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderJson } from '../../../src/conformance/report/json.ts';
import type { Report } from '../../../src/conformance/types.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts';
import { cli, runInProcess } from '../../helpers/program.ts';
import { contract, temporaryFolder } from '../../helpers/project.ts';
import { SAMPLE } from '../../helpers/sample-report.ts';
import { startMutant } from '../../helpers/servers/mutant.ts';

const folder = temporaryFolder('verify-selection');
const [first] = contract.operations;
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ contract });
});
afterAll(() => sandbox.close());

describe('a misspelt pattern gets a suggestion that matches', () => {
  test.for([
    ['paramters', 'parameters'],
    ['NOT_FUOND', 'NOT_FOUND'],
    ['MUS', 'MUST'],
    ['listPostByUser', 'listPostsByUser'],
    ['listPostByUser/*', 'listPostsByUser/*'],
    ['*/sucess/*', '*/success/*'],
    ['*limt*', '*limit*'],
    ['listPostsByUser/limt/nan', 'listPostsByUser/limit/nan'],
    ['*/NOT_FUND*', '*/NOT_FOUND*'],
    ['{sucesses,routing}x', undefined],
    ['qqqqqqqqqq', undefined],
  ])('%s', async ([pattern, better]) => {
    const { status, stderr } = await cli('verify', '--list', '--only', pattern ?? '');
    expect(status).toBe(2);
    if (better === undefined) return expect(stderr).not.toContain('Did you mean');
    expect(stderr).toContain(`--only ${pattern} matches no case. Did you mean ${better}?`);
    expect((await cli('verify', '--list', '--only', better)).status).toBe(0);
  });
});

describe('--failed-only', () => {
  const file = (name: string, content: string) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const reportWith = (changes: Partial<Report> & { version?: number }) =>
    renderJson({ ...SAMPLE, contract: { title: contract.title, version: contract.version }, ...changes });

  test('repeats the cases that failed, and no other', async () => {
    const [entry] = contract.errors;
    const mutant = await startMutant({
      response: (outgoing) => {
        if (outgoing.code === entry?.code) outgoing.status = 418;
        else delete outgoing.headers['Retry-After'];
      },
    });
    const report = join(folder, 'report.json');
    const options = ['--only', 'codes', '--reporter', `json=${report}`];
    expect((await cli('verify', mutant.url, ...options)).status).toBe(1);
    const listed = await cli('verify', '--list', '--failed-only', report);
    const ids = listed.stdout.match(/^\S+/gm) ?? [];
    expect(ids.length).toBeGreaterThan(0);
    for (const id of ids) expect(id).toContain(`/${entry?.code}`);
    const again = await cli('verify', mutant.url, '--failed-only', report, '--verbose');
    expect(again.status).toBe(1);
    expect(again.stdout.match(/^ {2}✗ \S+/gm)).toEqual(ids.map((id) => `  ✗ ${id}`));
    const one = await cli(
      'verify',
      mutant.url,
      '--failed-only',
      report,
      '--only',
      `${first?.id}/*`,
      '--verbose',
    );
    const own = ids.filter((id) => id.startsWith(`${first?.id}/`));
    expect(one.stdout.match(/^ {2}✗ \S+/gm)).toEqual(own.map((id) => `  ✗ ${id}`));
    const strict = await cli('verify', '--list', '--failed-only', report, '--strict');
    expect(strict.stdout.split('\n').length).toBeGreaterThan(listed.stdout.split('\n').length);
    await mutant.close();
    // Fixed.
    const fixed = await cli('verify', sandbox.url, '--failed-only', report);
    expect(fixed.status).toBe(0);
    expect(fixed.stdout).toContain(`is conformant in ${ids.length} selected cases (profile`);
    const none = await cli('verify', sandbox.url, '--failed-only', report, '--skip', entry?.code ?? '');
    expect(none).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('exclude all cases that failed'),
    });
  });

  test('repeats the cases that the earlier run did not reach', async () => {
    const notReached = contract.operations.map(({ id }) => `${id}/success`);
    const stopped = { reason: 'the run was interrupted', notReached };
    const report = file('stopped.json', reportWith({ results: [], stopped }));
    const { stdout } = await cli('verify', '--list', '--failed-only', report);
    expect(stdout.match(/^\S+/gm)).toEqual(notReached);
  });

  test.for<[string, string, string]>([
    [
      'is not JSON',
      '<testsuites/>',
      'is not a JSON report of verify. Write a report with --reporter json=FILE.',
    ],
    ['is empty', '', 'is not a JSON report of verify.'],
    ['is other JSON', '{"results":[]}', 'is not a JSON report of verify.'],
    ['is null', 'null', 'is not a JSON report of verify.'],
    [
      'has another version of the format',
      reportWith({}).replace('"version": 1,', '"version": 2,'),
      'has version 2 of the format, not 1. Run all cases again: omit --failed-only.',
    ],
    [
      'is about another version of the contract',
      reportWith({ contract: { title: contract.title, version: '0.9.0' } }),
      `is about ${contract.title} 0.9.0, not ${contract.title} ${contract.version}. Run all cases again`,
    ],
    [
      'has no failures',
      reportWith({ results: [], stopped: { reason: 'x', notReached: [] } }),
      'so there is nothing to repeat.',
    ],
    ['has unknown cases', reportWith({}), 'There is no case with the id brewTea/TEAPOT_EMPTY.'],
  ])('refuses a file that %s', async ([name, content, message]) => {
    const path = file(`${name}.json`, content);
    const { status, stdout, stderr } = await cli('verify', sandbox.url, '--failed-only', path);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  test('refuses a file that does not exist, and a report that would overwrite it', async () => {
    const missing = await cli('verify', sandbox.url, '--failed-only', join(folder, 'none.json'));
    expect(missing).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/Cannot read the report .*ENOENT/),
    });
    const path = file('kept.json', reportWith({}));
    const both = await cli('verify', sandbox.url, '--failed-only', path, '--reporter', `json=${path}`);
    expect(both).toMatchObject({ status: 2, stderr: expect.stringContaining('would overwrite a file') });
  });
});

describe('progress', () => {
  test('is one line every ten seconds if standard error is not a terminal', async () => {
    const intervals: number[] = [];
    let tick = () => {};
    let stopped = 0;
    let answered = 0;
    const mutant = await startMutant({
      response: (outgoing) => {
        outgoing.status = 418;
        // The clock of the command advances with the requests: before the first case ends, and after some.
        if (answered++ === 0 || answered === 50) tick();
      },
    });
    const args = ['verify', mutant.url, '--only', 'codes', '--concurrency', '1'];
    const { stdout, stderr } = await runInProcess(args, {
      every: (ms, callback) => {
        intervals.push(ms);
        tick = callback;
        return () => stopped++;
      },
    });
    await mutant.close();
    expect(intervals).toEqual([10_000]);
    expect(stopped).toBe(1);
    const total = /(\d+) cases:/.exec(stdout)?.[1];
    expect(stderr).toMatch(
      new RegExp(`^10 s: waiting for the server\\n20 s: [1-9]\\d* of ${total} cases, [1-9]\\d* failed\\n$`),
    );
  });

  test('ends also if the target is unreachable', async () => {
    let stopped = 0;
    const { status } = await runInProcess(['verify', 'http://127.0.0.1:1/api/v1'], {
      every: () => () => stopped++,
    });
    expect({ status, stopped }).toEqual({ status: 3, stopped: 1 });
  });
});

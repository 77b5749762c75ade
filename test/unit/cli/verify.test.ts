/** `verify`: options, exit status and output. */
import diagnostics from 'node:diagnostics_channel';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { casesOf } from '../../../src/conformance/cases/cases.ts';
import { HEADINGS } from '../../../src/conformance/report/labels.ts';
import { REPORTERS } from '../../../src/conformance/report/reporters.ts';
import { GROUPS } from '../../../src/conformance/types.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts';
import { cli, runInProcess } from '../../helpers/program.ts';
import { contract, temporaryFolder } from '../../helpers/project.ts';
import { startMutant } from '../../helpers/servers/mutant.ts';

const folder = temporaryFolder('verify');
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ contract });
});
afterAll(() => sandbox.close());

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Returns a text on one line, because the report is wrapped. */
function flat(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** Returns a port on which nothing listens. */
async function unusedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Resolves when this process starts the next HTTP request. */
function nextRequest(): Promise<void> {
  return new Promise((resolve) => {
    const listener = () => {
      diagnostics.unsubscribe('http.client.request.start', listener);
      resolve();
    };
    diagnostics.subscribe('http.client.request.start', listener);
  });
}

describe('verify', () => {
  test('exits with 0 for a conformant target and prints a line for every group', async () => {
    const { status, stdout, stderr } = await cli('verify', sandbox.url);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const groups = contract.operations.flatMap(({ id }) =>
      GROUPS.filter((group) =>
        casesOf(contract).some((item) => item.operation === id && item.group === group),
      ).map((group) => `✔ ${id}: ${HEADINGS[group]} N`),
    );
    const lines = stdout.replace(/ \d+$/gm, ' N').split('\n');
    expect(lines.slice(0, groups.length + 1)).toEqual([...groups, '']);
    expect(flat(stdout)).toMatch(
      /is conformant \(profile sandbox\) no faults; (\d+) cases: \1 passed; (\d+) of \2 codes, 2 of 2 operations, [1-9]\d+ posts, [1-9]\d* further pages; \d+ requests \(\d+ successful\) in [\d.]+ s $/,
    );
    expect(stdout).not.toContain('\x1b[');
  });

  test('--verbose lists every case, and all cases of a fault', async () => {
    const mutant = await startMutant({
      response: (outgoing) => {
        if (outgoing.code !== undefined) outgoing.status = 418;
      },
    });
    const { stdout } = await cli('verify', mutant.url, '--only', 'codes', '--verbose');
    const short = await cli('verify', mutant.url, '--only', 'codes');
    await mutant.close();
    const ids = (await cli('verify', '--list', '--only', 'codes')).stdout.match(/^\S+/gm) ?? [];
    expect(ids.length).toBeGreaterThan(40);
    const failed = ids.filter((id) => stdout.includes(`\n  ✗ ${id} `));
    expect(failed).toEqual(ids);
    expect(flat(stdout)).toContain(ids.join(', '));
    expect(flat(short.stdout)).toContain(`${ids.slice(0, 3).join(', ')}, and ${ids.length - 3} more`);
    expect(short.stdout).not.toContain(`  ✗ ${ids[0]} `);
  });

  test('accepts a slash at the end of the URL', async () => {
    expect((await cli('verify', `${sandbox.url}/`, '--only', 'codes')).status).toBe(0);
  });

  test('exits with 1 for a violated MUST and prints expected, actual, source and a curl line', async () => {
    const [entry] = contract.errors;
    const mutant = await startMutant({
      response: (outgoing) => {
        if (outgoing.code === entry?.code) outgoing.status = 418;
      },
    });
    const { status, stdout } = await cli('verify', mutant.url, '--only', 'codes');
    await mutant.close();
    expect(status).toBe(1);
    for (const { id } of contract.operations)
      expect(stdout).toMatch(new RegExp(`^✗ ${id}: every code \\d+ \\(\\d+ failed\\)$`, 'm'));
    const block = stdout.slice(stdout.indexOf('✗ [1]')).split('\n\n')[0] ?? '';
    expect(block.split('\n')[0]).toBe('✗ [1] An error has the wrong status 418');
    const text = flat(block);
    expect(text).toContain(` expected status ${entry?.status} with ${entry?.code} actual status 418 with `);
    expect(text).toContain(
      ` contract ${entry?.status} \`${entry?.code}\`: ${entry?.occurs} [${entry?.pointer}] repeat curl -i `,
    );
    expect(text).toMatch(/'http:\/\/127\.0\.0\.1\S+' in \d+ cases: \S+, \S+, \S+, and \d+ more$/);
    expect(stdout).toContain('is not conformant');
  });

  test('reports a violated SHOULD as a warning and exits with 0', async () => {
    const mutant = await startMutant({
      response: ({ headers }) => {
        delete headers['WWW-Authenticate'];
      },
    });
    const { status, stdout } = await cli('verify', mutant.url, '--only', 'codes');
    await mutant.close();
    expect(status).toBe(0);
    expect(stdout).toContain('! [1] The header `WWW-Authenticate` is missing (SHOULD)\n');
    expect(flat(stdout)).toMatch(/1 fault \(1 SHOULD\); \d+ cases: \d+ passed, \d+ with a warning;/);
  });

  test('exits with 3 if the target does not respond', async () => {
    const port = await unusedPort();
    const { status, stdout, stderr } = await cli('verify', `http://127.0.0.1:${port}/api/v1`);
    expect(stderr).toBe(
      `The target http://127.0.0.1:${port}/api/v1 is unreachable. The connection was refused: no server listens there.\n`,
    );
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
  });

  test('--list prints the selected cases, one per line, and sends no request', async () => {
    const { status, stdout } = await cli('verify', '--list', '--only', '*/limit/*', '--skip', '*/success/*');
    expect(status).toBe(0);
    const ids = stdout
      .trim()
      .split('\n')
      .map((line) => line.split('\t')[0]);
    expect(ids.length).toBeGreaterThan(10);
    for (const id of ids) expect(id).toMatch(/^\w+\/limit\//);
  });

  test('reports an empty selection as wrong usage', async () => {
    const { status, stderr } = await cli('verify', sandbox.url, '--only', '*limitt*');
    expect(stderr).toMatch(/--only \*limitt\* matches no case/);
    expect(status).toBe(2);
    const empty = await cli('verify', sandbox.url, '--only', 'successes', '--skip', 'successes');
    expect(empty).toMatchObject({ status: 2, stderr: expect.stringContaining('The selection is empty') });
  });

  test('--bail stops at the first failure, and --strict fails on a violated SHOULD', async () => {
    const mutant = await startMutant({
      response: (outgoing) => {
        if (outgoing.code !== undefined) outgoing.status = 418;
        delete outgoing.headers['Retry-After'];
      },
    });
    const bailed = await cli('verify', mutant.url, '--bail', '--concurrency', '1');
    expect(bailed.status).toBe(1);
    expect(flat(bailed.stdout)).toMatch(/ \d+ cases: 1 failed, \d+ skipped; /);
    expect(bailed.stdout.split('stopped at the first failure')).toHaveLength(2);
    await mutant.close();
    const lenient = await startMutant({
      response: ({ headers }) => {
        delete headers['Retry-After'];
      },
    });
    expect((await cli('verify', lenient.url, '--only', 'codes')).status).toBe(0);
    expect((await cli('verify', lenient.url, '--only', 'codes', '--strict')).status).toBe(1);
    await lenient.close();
  });

  test('--wait waits for the server to start', async () => {
    const port = await unusedPort();
    const verified = cli(
      'verify',
      `http://127.0.0.1:${port}${contract.basePath}`,
      '--wait',
      '60',
      '--only',
      'codes',
    );
    // The second request starts after the first was refused.
    for (let attempts = 0; attempts < 2; attempts++) await nextRequest();
    const late = await startSandbox({ contract, port });
    expect((await verified).status).toBe(0);
    await late.close();
  });

  test('--header is sent with every request, and an invalid header is refused', async () => {
    const seen = new Set<unknown>();
    const mutant = await startMutant({ request: ({ headers }) => void seen.add(headers['x-env']) });
    expect((await cli('verify', mutant.url, '--header', 'X-Env: staging', '--only', 'codes')).status).toBe(0);
    await mutant.close();
    expect([...seen]).toEqual(['staging']);
    expect(await cli('verify', mutant.url, '--header', 'nothing')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('"Name: value"'),
    });
  });

  test('reports mask values from the environment and from --header', async () => {
    const mutant = await startMutant({
      response: (outgoing) => {
        outgoing.status = 418;
        outgoing.headers['X-Echo'] = String(outgoing.request.headers['x-key']);
      },
    });
    const profile = file(
      'secrets.yaml',
      `tokens: {success: ${contract.sandbox.successToken}}\nheaders: {X-Key: {env: THE_KEY}}\n`,
    );
    const args = [
      'verify',
      mutant.url,
      '--profile',
      profile,
      '--header',
      'X-Other: other-secret-9',
      '--only',
      'codes',
      '--reporter',
      'json',
    ];
    const { stdout } = await runInProcess(args, { env: { THE_KEY: 'secret-of-env-7' } });
    await mutant.close();
    expect(stdout).toContain('"X-Key": "***"');
    expect(stdout).toContain('-H \\"X-Key: $THE_KEY\\"');
    expect(stdout).toContain("-H 'X-Other: ***'");
    expect(stdout).not.toContain('secret-of-env-7');
    expect(stdout).not.toContain('other-secret-9');
  });

  test('a short value of --header is masked only in the header', async () => {
    const mutant = await startMutant({
      response: (outgoing) => {
        outgoing.status = 418;
      },
    });
    const { stdout } = await cli('verify', mutant.url, '--header', 'X-Debug: 1', '--only', 'codes');
    await mutant.close();
    expect(stdout).toContain("-H 'X-Debug: ***'");
    const masked = stdout.replaceAll("'X-Debug: ***'", '').match(/.*\*\*\*.*/g) ?? [];
    expect(masked.filter((line) => !line.includes('# Replace each *** by the secret'))).toEqual([]);
    expect(stdout).toContain(mutant.url);
  });

  test('secrets of 2,700 and of 10,000 characters are masked', { timeout: 30_000 }, async () => {
    const token = 'eyJhbGciOiJSUzI1NiJ9'.repeat(135);
    const key = 'k+/='.repeat(2500);
    const mutant = await startMutant({
      response: (outgoing) => {
        outgoing.headers['X-Echo'] = String(outgoing.request.headers.authorization);
        outgoing.body = `<p>${outgoing.request.headers.authorization}</p>`;
      },
    });
    const profile = file('long.yaml', 'tokens: {success: {env: LONG_TOKEN}}\n');
    const { stdout, stderr, status } = await runInProcess(
      ['verify', mutant.url, '--profile', profile, '--header', `X-Key: ${key}`, '--reporter', 'json'],
      { env: { LONG_TOKEN: token } },
    );
    await mutant.close();
    expect({ stderr, status }).toEqual({ stderr: '', status: 1 });
    expect(stdout).toContain('X-Key: ***');
    expect(stdout).not.toContain(token.slice(0, 40));
    expect(stdout).not.toContain(key.slice(0, 40));
    expect(JSON.parse(stdout)).toMatchObject({ counts: { error: 0 } });
  });

  test('--known-failures ignores known failures and fails if one of them passes', async () => {
    const mutant = await startMutant({
      response: (outgoing) => {
        if (outgoing.code === contract.errors[0]?.code) outgoing.status = 418;
      },
    });
    const listed = await cli('verify', mutant.url, '--only', 'codes', '--reporter', 'json');
    const failed = (
      JSON.parse(listed.stdout) as { results: { id: string; outcome: string }[] }
    ).results.filter(({ outcome }) => outcome === 'failed');
    const ids = failed.map(({ id }) => id);
    const known = file('known.txt', `# ours\n${ids.map((id) => `${id}  # ticket 7`).join('\n')}\n`);
    expect((await cli('verify', mutant.url, '--only', 'codes', '--known-failures', known)).status).toBe(0);
    const pattern = file('pattern.txt', `*/${contract.errors[0]?.code}*  # all of them\n`);
    expect((await cli('verify', mutant.url, '--only', 'codes', '--known-failures', pattern)).status).toBe(0);
    await mutant.close();
    const fixed = await cli('verify', sandbox.url, '--only', 'codes', '--known-failures', known);
    expect(fixed.status).toBe(1);
    expect(flat(fixed.stdout)).toContain(`✗ ${ids[0]} is listed as a known failure and no longer fails`);
    // Nothing is known of a case that did not run.
    const other = [
      'verify',
      sandbox.url,
      '--only',
      contract.errors[1]?.code ?? '',
      '--known-failures',
      known,
    ];
    expect((await cli(...other)).status).toBe(0);
    const wrong = file('wrong.txt', '\nno/such/case\n');
    expect(await cli('verify', sandbox.url, '--known-failures', wrong)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('wrong.txt:2: no case has the id no/such/case'),
    });
  });

  test('--init writes a profile that works after editing, and overwrites no file', async () => {
    const path = join(folder, 'init.yaml');
    expect((await cli('verify', '--init', path)).status).toBe(0);
    expect(await cli('verify', '--init', path)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('already exists'),
    });
    const unset = await cli('verify', sandbox.url, '--profile', path);
    expect(unset).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('environment variable API_TOKEN, which is not set'),
    });
    const env = { API_TOKEN: contract.sandbox.successToken };
    const set = await runInProcess(['verify', sandbox.url, '--profile', path], { env });
    expect(set.status).toBe(0);
    expect(set.stdout).toContain('Not exercised: ');
    const all = await runInProcess(['verify', sandbox.url, '--profile', path, '--require-all'], { env });
    expect(all.status).toBe(1);
  });

  test('--reporter writes one report to stdout and others to files', async () => {
    const json = join(folder, 'out.json');
    const { status, stdout } = await cli(
      'verify',
      sandbox.url,
      '--only',
      'codes',
      '--reporter',
      'junit',
      '--reporter',
      `json=${json}`,
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(/^<\?xml /);
    expect(JSON.parse(readFileSync(json, 'utf8')).conformant).toBe(true);
    expect(await cli('verify', sandbox.url, '--reporter', 'json', '--reporter', 'text')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('cannot share standard output'),
    });
    expect(await cli('verify', sandbox.url, '--reporter', 'jsn')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Did you mean json?'),
    });
    expect(await cli('verify', sandbox.url, '--reporter', `json=${folder}/no/dir/x`)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Cannot write the report'),
    });
  });

  test('prints a hint for a wrong path prefix, a refused token and HTML responses', async () => {
    const wrongPrefix = await cli('verify', new URL('/', sandbox.url).href);
    expect(flat(wrongPrefix.stdout)).toMatch(/the server does not know the paths\. Check the path prefix/);
    const profile = file('refused.yaml', 'tokens: {success: nobody-knows-it}');
    expect(flat((await cli('verify', sandbox.url, '--profile', profile)).stdout)).toMatch(
      /the server rejected the token\. Check tokens\.success/,
    );
    const html = await startMutant({
      response: (outgoing) => {
        outgoing.headers['Content-Type'] = 'text/html';
        outgoing.body = '<p>hello</p>';
        outgoing.status = 200;
      },
    });
    expect(flat((await cli('verify', html.url)).stdout)).toMatch(/No response was JSON\./);
    await html.close();
  });

  test('--profile selects the provoked codes, and the report lists the codes that were not exercised', async () => {
    const [entry] = contract.errors.filter(({ trigger }) => trigger === 'balance');
    const profile = file(
      'mine.yaml',
      `tokens: {success: ${contract.sandbox.successToken}}\nprovoke:\n  default: {token: "test_{code}"}\n  ${entry?.code}: {skip: "the test account is always full"}\n`,
    );
    const { status, stdout } = await cli('verify', sandbox.url, '--profile', profile);
    expect(status).toBe(0);
    const names = contract.operations.map(({ id }) => `${id}/${entry?.code}`).join(', ');
    expect(flat(stdout)).toContain(`Not exercised: ${names}: the test account is always full`);
  });

  test('prints colours and progress on a terminal, without colours under NO_COLOR and --no-color', async () => {
    const args = ['verify', sandbox.url, '--only', 'codes'];
    const colored = await runInProcess(args, { columns: 80 });
    expect(colored.stdout).toContain('\x1b[');
    expect(colored.stderr).toMatch(/^\r1 of \d+ cases, 0 failed\r2 of /);
    expect(colored.stderr.endsWith('\r\x1b[K')).toBe(true);
    expect((await runInProcess(args, { columns: 80, env: { NO_COLOR: '1' } })).stdout).not.toContain('\x1b[');
    expect((await runInProcess([...args, '--no-color'], { columns: 80 })).stdout).not.toContain('\x1b[');
  });
});

describe('the files of the reports', () => {
  const verifyWith = (url: string, ...reporters: string[]) =>
    cli('verify', url, '--only', 'charging', ...reporters.flatMap((one) => ['--reporter', one]));

  test.for<[string, number, RegExp, (path: string) => string[]]>([
    ['the target is unreachable', 3, /is unreachable/, () => []],
    ['the spec is missing', 2, /no\.yaml/, () => ['--spec', 'no.yaml']],
    ['the profile is invalid', 2, /is invalid/, () => ['--profile', file('bad.yaml', 'tokens: 1')]],
    ['the selection is empty', 2, /no case/i, () => ['--only', 'nothing-like-this']],
    ['a known failure is unknown', 2, /no case has the id/, () => ['--known-failures', file('k.txt', 'zzz')]],
  ])('every report says that %s: an old report does not survive', async ([name, status, reason, more]) => {
    const url = `http://127.0.0.1:${await unusedPort()}/api/v1`;
    const paths = Object.keys(REPORTERS).map((reporter): [string, string] => [
      reporter,
      file(`${name.replaceAll(' ', '-')}.${reporter}`, '<testsuites failures="0"/>'),
    ]);
    const reporters = paths.flatMap(([reporter, path]) => ['--reporter', `${reporter}=${path}`]);
    const result = await cli('verify', url, ...more(url), ...reporters);
    expect(result).toMatchObject({ status, stdout: '', stderr: expect.stringMatching(reason) });
    for (const [reporter, path] of paths) {
      const text = readFileSync(path, 'utf8');
      expect(text.replaceAll(/\s+/g, ' '), reporter).toMatch(reason);
      if (reporter !== 'summary') expect(text).not.toContain('<testsuites failures="0"/>');
    }
    const read = (name: string) => readFileSync(paths.find(([one]) => one === name)?.[1] ?? '', 'utf8');
    expect(JSON.parse(read('json'))).toMatchObject({ conformant: false, stopped: { notReached: [] } });
    expect(read('junit')).toMatch(/^<\?xml[\s\S]*<testsuites [^>]*tests="1" failures="1"/);
  });

  test('a report on standard output says it too; a text report would only repeat the error', async () => {
    const url = `http://127.0.0.1:${await unusedPort()}/api/v1`;
    expect((await verifyWith(url, 'text')).stdout).toBe('');
    expect((await verifyWith(url, 'junit')).stdout).toContain('is unreachable');
  });

  test('a file that cannot be written is reported before the first request', async () => {
    const { status, stderr } = await verifyWith(
      'http://127.0.0.1:1/',
      `json=${join(folder, 'no/where.json')}`,
    );
    expect(status).toBe(2);
    expect(stderr).toMatch(/^Cannot write the report .*where\.json \(ENOENT\)\. Choose another file\.\n$/);
  });

  test('a report that cannot be written does not cost the others', async () => {
    const path = join(folder, 'other.json');
    const { status, stdout, stderr } = await verifyWith(
      sandbox.url,
      'junit=/dev/full',
      `json=${path}`,
      'text',
    );
    expect(status).toBe(2);
    expect(stderr).toBe('Cannot write the report /dev/full (ENOSPC). Choose another file.\n');
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ conformant: true });
    expect(stdout).toContain('is conformant');
  });

  test('two reports with one file are wrong usage', async () => {
    const path = join(folder, 'twice');
    const { status, stderr } = await verifyWith(sandbox.url, `junit=${path}`, `json=${folder}/./twice`);
    expect(status).toBe(2);
    expect(stderr).toContain('Two reports would be written to');
  });

  test('a report does not overwrite the profile', async () => {
    const path = file('mine.yaml', 'name: mine\n');
    const { status, stderr } = await cli('verify', '--profile', path, '--reporter', `json=${path}`);
    expect(status).toBe(2);
    expect(stderr).toContain('would overwrite a file that the run reads');
    expect(readFileSync(path, 'utf8')).toBe('name: mine\n');
  });
});

/** The built command as a process: streams, signals and exit status. test/unit/cli tests the output in detail. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examplePath } from '../../../src/contract/example-request.ts';
import { codeOf } from '../../../src/contract/read.ts';
import { CLI, cli, run, type Serving, serve } from '../../helpers/command.ts';
import { contract, ROOT, temporaryFolder } from '../../helpers/project.ts';
import { startMutant } from '../../helpers/servers/mutant.ts';

const [entry] = contract.errors;

let sandbox: Serving;
let folder: string;

beforeAll(async () => {
  folder = temporaryFolder('command');
  sandbox = await serve([CLI, 'mock', '--port', '0'], /(http:\S+)/);
});
afterAll(() => sandbox.stop());

test('prints the help without arguments, and the version with --version', async () => {
  const { status, stdout, stderr } = await cli();
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^Usage: social-data-contract /);
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(await cli('--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
});

test.for<[string, string[], RegExp]>([
  ['an unknown option', ['mock', '--prot', '1'], /unknown option '--prot'[\s\S]*--port/],
  [
    'a spec that does not exist',
    ['mock', '--spec', 'nowhere.yaml'],
    /nowhere\.yaml: the file does not exist/,
  ],
  ['an unknown code', ['explain', 'zzz'], /^Unknown code "zzz"/],
  [
    'an unknown host',
    ['mock', '--port', '0', '--host', 'no.such.host.invalid'],
    /host no\.such\.host\.invalid is unknown/,
  ],
  [
    'an address of another machine',
    ['mock', '--port', '0', '--host', '192.0.2.1'],
    /does not have the address 192\.0\.2\.1/,
  ],
])('wrong usage exits with status 2 and prints nothing on stdout: %s', async ([, args, message]) => {
  const { status, stdout, stderr } = await cli(...args);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});

/** On a busy machine, a run takes longer than ten seconds and prints its progress. */
const PROGRESS = /^(?:\d+ s: .*\n)*$/;

test('the exit status of verify is 0 for a conformant target, 1 for another, and 3 without a response', async () => {
  expect(await cli('verify', sandbox.found)).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/is conformant \(profile sandbox\)\nno faults; (\d+) cases: \1 passed; /),
    stderr: expect.stringMatching(PROGRESS),
  });
  const mutant = await startMutant({
    response: (outgoing) => {
      if (outgoing.code === entry?.code) outgoing.status = 418;
    },
  });
  expect(await cli('verify', mutant.url, '--only', 'codes')).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(PROGRESS),
  });
  await mutant.close();
  expect(await cli('verify', mutant.url)).toMatchObject({
    status: 3,
    stdout: '',
    stderr: expect.stringMatching(/^The target http\S+ is unreachable/),
  });
});

test('the exit status of diff is 1 for a breaking change, and else 0', async () => {
  const shipped = join(ROOT, 'generated/openapi.json');
  expect((await cli('diff', shipped)).status).toBe(0);
  const bundle = JSON.parse(readFileSync(shipped, 'utf8'));
  delete bundle.paths[Object.keys(bundle.paths)[0] ?? ''];
  const smaller = join(folder, 'smaller.json');
  writeFileSync(smaller, JSON.stringify(bundle));
  expect((await cli('diff', shipped, smaller)).status).toBe(1);
});

test('verify writes a report to a file, and reads secrets of a profile from the environment', async () => {
  const [report, profile] = [join(folder, 'report.json'), join(folder, 'profile.yaml')];
  expect((await cli('verify', '--init', profile)).status).toBe(0);
  const { status, stdout } = await run(
    process.execPath,
    [CLI, 'verify', sandbox.found, '--profile', profile, '--only', 'codes', '--reporter', `json=${report}`],
    ROOT,
    { API_TOKEN: contract.sandbox.successToken },
  );
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  expect(JSON.parse(readFileSync(report, 'utf8')).conformant).toBe(true);
});

test('explain reads standard input, and the URL of the docs from the environment', async () => {
  const input = JSON.stringify({ ...entry?.example, data: null });
  const env = { SOCIAL_DATA_DOCS_URL: 'https://docs.test/api/' };
  const { status, stdout, stderr } = await run(process.execPath, [CLI, 'explain', '-'], ROOT, env, input);
  expect(stdout).toContain(`Docs: https://docs.test/api/errors/`);
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
});

test.for(['explain 4xx', 'codes --json', 'verify --list'])(
  '%s exits with 0 and without a message if the reader closes stdout',
  async (line) => {
    const child = spawn(process.execPath, [CLI, ...line.split(' ')], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      stderr += chunk;
    });
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  },
);

test('the exit status of an error is the same if stderr is closed', async () => {
  const child = spawn(process.execPath, [CLI, 'explain', 'zzz'], { stdio: ['ignore', 'ignore', 'pipe'] });
  child.stderr.destroy();
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(2);
});

test
  .skipIf(!existsSync('/dev/full'))
  .for([
    '--help',
    '--version',
    `explain ${entry?.code}`,
    'codes',
    `diff ${join(ROOT, 'generated/openapi.json')} ${join(ROOT, 'generated/openapi.json')}`,
    'mock --port 0',
    'verify --list',
    'verify URL --only codes',
  ])('an output device without space is one line of an error: %s', async (line) => {
  const args = line.replace('URL', sandbox.found).split(' ');
  const child = spawn(process.execPath, [CLI, ...args], {
    stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
  });
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk) => {
    stderr += chunk;
  });
  const [status] = await once(child, 'close');
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: 'Cannot write the output (ENOSPC). Free some space, or write to another file.\n',
  });
});

test.for(['SIGINT', 'SIGTERM'] as const)(
  'verify: after %s, the reports have the results so far, and the exit status is 130',
  async (signal) => {
    // It responds to the first requests only.
    let requests = 0;
    const target = createServer((_request, response) => {
      if (++requests <= 20) response.end('{}');
      else if (requests === 21) child.kill(signal);
    });
    await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(target.address() as AddressInfo).port}/api/v1`;
    const report = join(folder, `${signal}.xml`);
    const child = spawn(process.execPath, [
      CLI,
      ...['verify', url, '--concurrency', '1', '--reporter', `junit=${report}`, '--reporter', 'json'],
    ]);
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      stdout += chunk;
    });
    const [status] = await once(child, 'close');
    target.closeAllConnections();
    target.close();
    expect(status).toBe(130);
    const { counts, stopped } = JSON.parse(stdout);
    expect(counts.failed).toBeGreaterThan(5);
    expect(stopped).toMatchObject({ reason: 'the run was interrupted' });
    expect(readFileSync(report, 'utf8')).toContain('the run was interrupted');
  },
);

describe('mock', () => {
  test('reports a port in use', async () => {
    const { status, stdout, stderr } = await cli('mock', '--port', new URL(sandbox.found).port);
    expect(stderr).toMatch(
      /^Port \d+ is in use on 127\.0\.0\.1\. Choose another port with --port, or 0 for any free port\.\n$/,
    );
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });

  test.for(['SIGINT', 'SIGTERM'] as const)(
    'exits with 0 on %s, also with an open connection',
    async (signal) => {
      const own = await serve([CLI, 'mock', '--port', '0'], /(http:\S+)/);
      await fetch(own.found);
      const { status, stderr } = await own.stop(signal);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    },
  );

  test('prints a curl line that works', async () => {
    const own = await serve([CLI, 'mock', '--port', '0'], /Try: (.*)/);
    const body = execFileSync('sh', ['-c', own.found.replace('curl -i', 'curl -s')], { encoding: 'utf8' });
    expect(JSON.parse(body).success).toBe(true);
    await own.stop();
  });

  test('prints the test tokens and then one line per request, without any token', async () => {
    const own = await serve([CLI, 'mock', '--port', '0'], /(http:\S+)[\s\S]*Try: /);
    const { errors, sandbox, operations } = contract;
    const path = operations[0] && examplePath(operations[0]);
    for (const token of [
      sandbox.successToken,
      'secret-in-header',
      ...errors.map(({ testToken }) => testToken),
    ]) {
      await fetch(`${own.found}${path}?token=secret-in-query`, { headers: { 'X-API-Token': token } });
    }
    const { stdout, stderr } = await own.stop();
    const [intro = '', log = ''] = stdout.split(/Try: .*\n/);
    for (const { testToken, status, meaning } of errors)
      expect(intro.replace(/ +/g, ' ')).toContain(`\n${testToken} ${status} ${meaning}\n`);
    const line = (status: number, code: string) =>
      expect.stringMatching(
        new RegExp(`^\\S+Z GET ${contract.basePath}${path} ${status} ${code} [\\d.]+ ms$`),
      );
    const unknown = codeOf(contract, 'token-unknown');
    expect(log.trimEnd().split('\n')).toEqual([
      line(operations[0]?.success.status ?? 0, '-'),
      line(unknown.status, unknown.code),
      ...errors.map(({ status, code }) => line(status, code)),
    ]);
    expect(stdout).not.toContain('secret');
    expect(stderr).toBe('');
  });

  test('--quiet logs no requests', async () => {
    const own = await serve([CLI, 'mock', '--port', '0', '--quiet'], /(http:\S+)[\s\S]*Try: /);
    await fetch(own.found);
    const { stdout } = await own.stop();
    expect(stdout).toMatch(/Try: .*\n$/);
  });

  test('keeps running if the reader closes stdout, and ends on a signal if nobody reads stdout', async () => {
    // More than a pipe holds. A closed pipe fails with the first line.
    for (const [end, amount] of [
      ['closed', 300],
      ['not read', 3_000],
    ] as const) {
      const own = await serve([CLI, 'mock', '--port', '0'], /(http:\S+)/);
      if (end === 'closed') own.child.stdout?.destroy();
      else own.child.stdout?.removeAllListeners('data').pause();
      const { hostname, port } = new URL(own.found);
      const { errors, non2xx } = await autocannon({
        url: `http://${hostname}:${port}${contract.basePath}/${'a'.repeat(150)}`,
        connections: 10,
        amount,
      });
      expect({ end, errors, non2xx }).toEqual({ end, errors: 0, non2xx: amount });
      const exited = once(own.child, 'exit');
      own.child.kill('SIGTERM');
      expect(await exited).toEqual([0, null]);
    }
  });

  test('warns about an address that other machines can reach', async () => {
    const own = await serve([CLI, 'mock', '--port', '0', '--host', '0.0.0.0'], /(http:\S+)/);
    expect((await fetch(own.found)).status).toBe(401);
    expect((await own.stop()).stderr).toMatch(
      /^Warning: other machines can reach the sandbox at 0\.0\.0\.0\. .*--host\.\n$/,
    );
  });

  test('rejects a FIFO as spec', async () => {
    const fifo = join(folder, 'fifo');
    execFileSync('mkfifo', [fifo]);
    for (const args of [['mock'], ['verify', 'http://127.0.0.1:1']]) {
      expect(await cli(...args, '--spec', fifo)).toMatchObject({
        status: 2,
        stderr: expect.stringMatching(/^Cannot read the spec \S+: it is a FIFO \(named pipe\)\. .*\n$/),
      });
    }
  });

  test('rejects a million aliases without filling a small heap', async () => {
    const spec = join(folder, 'aliases.yaml');
    writeFileSync(spec, `openapi: 3.1.1\na: &a 1\nb: [${'*a,'.repeat(1_000_000)}]`);
    expect(await run(process.execPath, ['--max-old-space-size=256', CLI, 'mock', '--spec', spec])).toEqual({
      status: 2,
      stdout: '',
      stderr: `Cannot parse the spec ${spec}: it has more than 1000000 parts.\n`,
    });
  });

  test('serves another spec', async () => {
    const own = await serve(
      [CLI, 'mock', '--port', '0', '--spec', join(ROOT, 'generated/openapi.yaml')],
      /(http:\S+)/,
    );
    expect((await fetch(own.found)).status).toBe(401);
    await own.stop();
  });
});

const absent = spawnSync('openssl', ['version']).error !== undefined;
const reason = absent ? ' (skipped: openssl is missing)' : '';
test.skipIf(absent)(
  `verify reports a certificate that is not trusted, and --insecure accepts it${reason}`,
  async () => {
    const openssl = spawnSync('openssl', [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      join(folder, 'key.pem'),
      '-out',
      join(folder, 'cert.pem'),
      '-days',
      '2',
      '-subj',
      '/CN=localhost',
    ]);
    expect(openssl.status, 'openssl creates the certificate of this test').toBe(0);
    const upstream = new URL(sandbox.found);
    const server = createTlsServer(
      { key: readFileSync(join(folder, 'key.pem')), cert: readFileSync(join(folder, 'cert.pem')) },
      (incoming, outgoing) => {
        const forward = request({
          host: upstream.hostname,
          port: upstream.port,
          path: incoming.url,
          method: incoming.method,
          headers: incoming.headers,
        });
        forward.on('response', (response) =>
          response.pipe(outgoing.writeHead(response.statusCode ?? 500, response.headers)),
        );
        incoming.pipe(forward);
      },
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}${contract.basePath}`;
    expect(await cli('verify', url)).toMatchObject({
      status: 3,
      stderr: expect.stringMatching(/certificate is not trusted.*NODE_EXTRA_CA_CERTS, or pass --insecure/),
    });
    expect((await cli('verify', url, '--insecure', '--only', 'codes')).status).toBe(0);
    server.closeAllConnections();
    server.close();
  },
);

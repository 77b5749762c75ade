/** The command line: what it prints, where, and its exit statuses. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLI, cli, run, type Serving, serve } from '../../helpers/command.ts';
import { contract, ROOT, temporaryFolder } from '../../helpers/project.ts';
import { startMutant } from '../../helpers/servers/mutant.ts';

const COMMANDS = ['explain', 'codes', 'docs', 'mock', 'verify'];

let sandbox: Serving;
let folder: string;

beforeAll(async () => {
  folder = temporaryFolder('cli');
  sandbox = await serve([CLI, 'mock', '--port', '0'], /(http:\S+)/);
});
afterAll(() => sandbox.stop());

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('without a command', () => {
  test('it shows what it can do', async () => {
    const { status, stdout, stderr } = await cli();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const command of COMMANDS) expect(stdout).toContain(command);
    expect(stdout.split('\n').length).toBeLessThan(40);
  });

  test('it knows its version', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect((await cli('--version')).stdout.trim()).toBe(version);
  });

  test.for(COMMANDS)('%s --help has examples', async (command) => {
    const { status, stdout } = await cli(command, '--help');
    expect(status).toBe(0);
    expect(stdout).toContain('Examples:');
  });
});

describe('wrong usage is one clear sentence and status 2', () => {
  test.for<[string, string[], RegExp]>([
    ['an unknown command', ['verfy'], /unknown command 'verfy'[\s\S]*verify/],
    ['no code to explain', ['explain'], /missing required argument 'what'/],
    ['a docs port that is none', ['docs', '--port', 'many'], /whole number from 0 to 65535/],
    ['an unknown option', ['mock', '--prot', '1'], /unknown option '--prot'[\s\S]*--port/],
    ['no URL', ['verify'], /no URL to verify. Give the base URL, or baseUrl in the profile/],
    ['a URL that is none', ['verify', 'localhost:4010'], /"localhost:4010" is no http or https URL/],
    ['a URL with a query', ['verify', 'http://127.0.0.1/?a=1'], /has a query or a fragment/],
    ['a port that is none', ['mock', '--port', 'many'], /whole number from 0 to 65535/],
    [
      'a host that is unknown',
      ['mock', '--port', '0', '--host', 'no.such.host.invalid'],
      /host no\.such\.host\.invalid is not known/,
    ],
    [
      'an address of another machine',
      ['mock', '--port', '0', '--host', '192.0.2.1'],
      /no address 192\.0\.2\.1/,
    ],
    ['no such spec', ['mock', '--spec', 'nowhere.yaml'], /nowhere\.yaml: there is no such file/],
    ['a folder for a spec', ['mock', '--spec', 'src'], /src: it is a folder/],
    [
      'no such profile',
      ['verify', 'http://127.0.0.1:1', '--profile', 'prod'],
      /no profile "prod".*sandbox, prism/,
    ],
    [
      'a time-out of nothing',
      ['verify', 'http://127.0.0.1:1', '--timeout', '0'],
      /whole number from 1 to 600/,
    ],
  ])('%s', async ([, args, says]) => {
    const { status, stdout, stderr } = await cli(...args);
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });

  test.for<[string, string, RegExp]>([
    ['broken YAML', 'openapi: 3.1.1\n  paths: [', /is broken: .* at line \d+, column \d+/],
    ['broken JSON', '{"openapi": "3.1.1",}', /is broken: .*JSON/],
    ['no OpenAPI', 'a: 1', /no OpenAPI document/],
    ['an empty file', '', /no OpenAPI document/],
    ['no paths', 'openapi: 3.1.1\nsecurity: []', /lacks #\/paths/],
    [
      'no operation',
      'openapi: 3.1.1\npaths: {}\nx-sandbox: {tokens: {success: a, error: b}, malformed: C}',
      /no operation/,
    ],
    ['not bundled', 'openapi: 3.1.1\npaths: {/a: {$ref: a.yaml}}', /a\.yaml at .*not bundled/],
  ])('a spec that is %s', async ([name, content, says]) => {
    const path = file(`${name.replaceAll(' ', '-')}.yaml`, content);
    for (const args of [
      ['mock', '--spec', path],
      ['verify', 'http://127.0.0.1:1', '--spec', path],
    ]) {
      const { status, stderr } = await cli(...args);
      expect(stderr).toMatch(says);
      expect(stderr).not.toMatch(/\n\s+at /);
      expect(status).toBe(2);
    }
  });

  test.for<[string, string, RegExp]>([
    ['no YAML', 'a: [', /is no YAML/],
    ['without tokens', 'name: a', /wrong at the top level: the key tokens is missing/],
    [
      'with a typo',
      'tokens: {succes: a}',
      /wrong at tokens: there is no key succes\. There are success, unknown|wrong at tokens: the key success is missing/,
    ],
    ['with an unknown code', 'tokens: {success: a}\nprovoke: {NO_SUCH: {token: b}}', /NO_SUCH is no code/],
    ['with a bad path', 'tokens: {success: a}\nprovoke: {default: {path: x}}', /wrong at provoke\.default/],
  ])('a profile %s', async ([name, content, says]) => {
    const { status, stderr } = await cli(
      'verify',
      sandbox.found,
      '--profile',
      file(`${name}.profile.yaml`, content),
    );
    expect(stderr).toMatch(says);
    expect({ status, trace: /\n\s+at /.test(stderr) }).toEqual({ status: 2, trace: false });
  });

  test('a port in use', async () => {
    const { status, stdout, stderr } = await cli('mock', '--port', new URL(sandbox.found).port);
    expect(stderr).toMatch(
      /^The port \d+ is in use on 127\.0\.0\.1\. Choose another with --port, or 0 for a free one\.\n$/,
    );
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });
});

describe('mock', () => {
  test.for(['SIGINT', 'SIGTERM'] as const)(
    '%s ends it cleanly, also with a connection open',
    async (signal) => {
      const own = await serve([CLI, 'mock', '--port', '0'], /(http:\S+)/);
      await fetch(own.found);
      const { status, stderr } = await own.stop(signal);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    },
  );

  test('it prints a curl line that works', async () => {
    const own = await serve([CLI, 'mock', '--port', '0'], /Try: (.*)/);
    const { execFileSync } = await import('node:child_process');
    const answer = execFileSync('sh', ['-c', own.found.replace('curl -i', 'curl -s')], { encoding: 'utf8' });
    expect(JSON.parse(answer).success).toBe(true);
    await own.stop();
  });

  test('it serves another spec', async () => {
    const own = await serve(
      [CLI, 'mock', '--port', '0', '--spec', join(ROOT, 'generated/openapi.yaml')],
      /(http:\S+)/,
    );
    expect((await fetch(own.found)).status).toBe(401);
    await own.stop();
  });
});

describe('verify', () => {
  test('a conformant target is 0, with a line for every case', async () => {
    const { status, stdout, stderr } = await cli('verify', sandbox.found);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const { code } of contract.errors) {
      for (const { id } of contract.operations) expect(stdout).toContain(`✔ ${id}/${code}`);
    }
    expect(stdout).toMatch(
      /is conformant \(profile sandbox\)\n\d+ passed, 0 failed; \d+ requests in [\d.]+ s\n$/,
    );
    expect(stdout).not.toContain('\x1b[');
  });

  test('a slash at the end of the URL does not matter', async () => {
    expect((await cli('verify', `${sandbox.found}/`)).status).toBe(0);
  });

  test('a failed MUST is 1, with the expected and the actual result, the source and a curl line', async () => {
    const [entry] = contract.errors;
    const mutant = await startMutant({
      answer: (outgoing) => {
        if (outgoing.code === entry?.code) outgoing.status = 418;
      },
    });
    const { status, stdout } = await cli('verify', mutant.url);
    await mutant.close();
    expect(status).toBe(1);
    for (const { id } of contract.operations)
      expect(stdout).toMatch(new RegExp(`✗ ${id}/${entry?.code}  .*\\[1\\]`));
    const block = stdout.slice(stdout.indexOf('\n[1] failed: status')).split('\n').slice(2, 7);
    expect(block[0]).toBe(`    expected  status ${entry?.status} with ${entry?.code}`);
    expect(block[1]).toBe(`    actual    status 418 with ${entry?.code}`);
    expect(block[2]).toBe(`    source    ${entry?.pointer}`);
    expect(block[3]).toMatch(/^ {4}repeat {4}curl -i .*http:\/\/127\.0\.0\.1/);
    expect(block[4]).toMatch(/^ {4}in {8}\d+ cases: /);
    expect(stdout).toContain('is not conformant');
  });

  test('a SHOULD that is not kept is a warning and 0', async () => {
    const mutant = await startMutant({
      answer: ({ headers }) => {
        delete headers['WWW-Authenticate'];
      },
    });
    const { status, stdout } = await cli('verify', mutant.url);
    await mutant.close();
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /\[1\] warning: header-www-authenticate\n {4}should {4}the header WWW-Authenticate/,
    );
    expect(stdout).toMatch(/[1-9]\d* warning/);
  });

  test('a target that nothing answers at is 3', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const { status, stdout, stderr } = await cli('verify', `http://127.0.0.1:${port}/api/v1`);
    expect(stderr).toBe(
      `Nothing answers at http://127.0.0.1:${port}/api/v1. The connection was refused: nothing listens there.\n`,
    );
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
  });

  test('--list shows the selected cases, one a line, and asks nobody', async () => {
    const { status, stdout } = await cli('verify', '--list', '--only', '*/limit/*', '--skip', '*/success/*');
    expect(status).toBe(0);
    const ids = stdout
      .trim()
      .split('\n')
      .map((line) => line.split('\t')[0]);
    expect(ids.length).toBeGreaterThan(10);
    for (const id of ids) expect(id).toMatch(/^\w+\/limit\//);
  });

  test('an empty selection is wrong usage', async () => {
    const { status, stderr } = await cli('verify', sandbox.found, '--only', '*limitt*');
    expect(stderr).toMatch(/--only \*limitt\* matches no case/);
    expect(status).toBe(2);
    const none = await cli('verify', sandbox.found, '--only', 'successes', '--skip', 'successes');
    expect(none).toMatchObject({ status: 2, stderr: expect.stringContaining('leave no case') });
  });

  test('--bail stops at the first failure, --strict counts a SHOULD', async () => {
    const mutant = await startMutant({
      answer: (outgoing) => {
        if (outgoing.code !== undefined) outgoing.status = 418;
        delete outgoing.headers['Retry-After'];
      },
    });
    const bailed = await cli('verify', mutant.url, '--bail', '--concurrency', '1');
    expect(bailed.status).toBe(1);
    expect(bailed.stdout).toMatch(/\n0 passed, 1 failed, \d+ skipped/);
    expect(bailed.stdout).toContain('stopped at the first failure');
    await mutant.close();
    const lenient = await startMutant({
      answer: ({ headers }) => {
        delete headers['Retry-After'];
      },
    });
    expect((await cli('verify', lenient.url, '--only', 'codes')).status).toBe(0);
    expect((await cli('verify', lenient.url, '--only', 'codes', '--strict')).status).toBe(1);
    await lenient.close();
  });

  test('--wait waits for a server that is starting', async () => {
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    const url = `http://127.0.0.1:${port}${contract.basePath}`;
    const verified = cli('verify', url, '--wait', '30', '--only', 'codes');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const late = await serve([CLI, 'mock', '--port', String(port)], /(http:\S+)/);
    expect((await verified).status).toBe(0);
    await late.stop();
  });

  test('--header is sent with every request, and a wrong one is refused', async () => {
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

  test('no report shows what came from the environment or with --header', async () => {
    const mutant = await startMutant({
      answer: (outgoing) => {
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
      '--reporter',
      'json',
    ];
    const { stdout } = await run(process.execPath, [CLI, ...args], ROOT, { THE_KEY: 'secret-of-env-7' });
    await mutant.close();
    expect(stdout).toContain('X-Key: ***');
    expect(stdout).not.toContain('secret-of-env-7');
    expect(stdout).not.toContain('other-secret-9');
  });

  test('--known-failures: a failure that is known does not count, one that is mended does', async () => {
    const mutant = await startMutant({
      answer: (outgoing) => {
        if (outgoing.code === contract.errors[0]?.code) outgoing.status = 418;
      },
    });
    const listed = await cli('verify', mutant.url, '--reporter', 'json');
    const failed = (
      JSON.parse(listed.stdout) as { results: { id: string; outcome: string }[] }
    ).results.filter(({ outcome }) => outcome === 'failed');
    const ids = failed.map(({ id }) => id);
    const known = file('known.txt', `# ours\n${ids.map((id) => `${id}  # ticket 7`).join('\n')}\n`);
    expect((await cli('verify', mutant.url, '--known-failures', known)).status).toBe(0);
    await mutant.close();
    const mended = await cli('verify', sandbox.found, '--known-failures', known);
    expect(mended.status).toBe(1);
    expect(mended.stdout).toContain(`${ids[0]} is listed as a known failure and no longer fails`);
    const wrong = file('wrong.txt', '\nno/such/case\n');
    expect(await cli('verify', sandbox.found, '--known-failures', wrong)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('wrong.txt:2 names no/such/case'),
    });
  });

  test('--init writes a profile that works once it is filled in, and overwrites nothing', async () => {
    const path = join(folder, 'init.yaml');
    expect((await cli('verify', '--init', path)).status).toBe(0);
    expect(await cli('verify', '--init', path)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('is there already'),
    });
    const unset = await cli('verify', sandbox.found, '--profile', path);
    expect(unset).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('environment variable API_TOKEN, which is not set'),
    });
    const env = { API_TOKEN: contract.sandbox.successToken };
    const set = await run(process.execPath, [CLI, 'verify', sandbox.found, '--profile', path], ROOT, env);
    expect(set.status).toBe(0);
    expect(set.stdout).toContain('Not exercised: ');
    const all = await run(
      process.execPath,
      [CLI, 'verify', sandbox.found, '--profile', path, '--require-all'],
      ROOT,
      env,
    );
    expect(all.status).toBe(1);
  });

  test('several reports at once: one on standard output, the others in files', async () => {
    const json = join(folder, 'out.json');
    const { status, stdout } = await cli(
      'verify',
      sandbox.found,
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
    expect(await cli('verify', sandbox.found, '--reporter', 'json', '--reporter', 'text')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('cannot share standard output'),
    });
    expect(await cli('verify', sandbox.found, '--reporter', 'jsn')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Did you mean json?'),
    });
    expect(await cli('verify', sandbox.found, '--reporter', `json=${folder}/no/dir/x`)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Cannot write the report'),
    });
  });

  test('a wrong path prefix, a token that is refused and a server of HTML get a sentence with what to do', async () => {
    const beside = await cli('verify', new URL('/', sandbox.found).href);
    expect(beside.stdout).toMatch(/nothing is at these paths\. Does the URL have the right prefix/);
    const profile = file('refused.yaml', 'tokens: {success: nobody-knows-it}');
    expect((await cli('verify', sandbox.found, '--profile', profile)).stdout).toMatch(
      /the token was refused\. Does the profile/,
    );
    const html = await startMutant({
      answer: (outgoing) => {
        outgoing.headers['Content-Type'] = 'text/html';
        outgoing.body = '<p>hello</p>';
        outgoing.status = 200;
      },
    });
    expect((await cli('verify', html.url)).stdout).toMatch(/No answer was JSON\./);
    await html.close();
  });

  const absent = spawnSync('openssl', ['version']).error !== undefined;
  const why = absent ? ' (skipped: there is no openssl)' : '';
  test.skipIf(absent)(
    `a certificate that is not trusted is said, and --insecure accepts it${why}`,
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
      expect(openssl.status, 'openssl makes the certificate of this test').toBe(0);
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
          forward.on('response', (answer) =>
            answer.pipe(outgoing.writeHead(answer.statusCode ?? 500, answer.headers)),
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

  test('a profile file decides what is provoked, and names what is not', async () => {
    const [entry] = contract.errors.filter(({ trigger }) => trigger === 'balance');
    const profile = file(
      'mine.yaml',
      `tokens: {success: ${contract.sandbox.successToken}}\nprovoke:\n  default: {token: "test_{code}"}\n  ${entry?.code}: {skip: "the test account is always full"}\n`,
    );
    const { status, stdout } = await cli('verify', sandbox.found, '--profile', profile);
    expect(status).toBe(0);
    expect(stdout).toContain('skipped: the test account is always full');
    expect(stdout).toMatch(new RegExp(`Not exercised: \\S+/${entry?.code}: the test account is always full`));
  });
});

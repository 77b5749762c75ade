/** The command line: what it prints, where, and its exit statuses. */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLI, cli, type Serving, serve } from '../helpers/command.ts';
import { startMutant } from '../helpers/mutant.ts';
import { contract, ROOT, temporaryFolder } from '../helpers/project.ts';

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
    for (const command of ['verify', 'mock']) expect(stdout).toContain(command);
    expect(stdout.split('\n').length).toBeLessThan(40);
  });

  test('it knows its version', async () => {
    const { version } = JSON.parse(
      await import('node:fs').then((fs) => fs.readFileSync(join(ROOT, 'package.json'), 'utf8')),
    );
    expect((await cli('--version')).stdout.trim()).toBe(version);
  });

  test.for(['mock', 'verify'])('%s --help has examples', async (command) => {
    const { status, stdout } = await cli(command, '--help');
    expect(status).toBe(0);
    expect(stdout).toContain('Examples:');
  });
});

describe('wrong usage is one clear sentence and status 2', () => {
  test.for<[string, string[], RegExp]>([
    ['an unknown command', ['verfy'], /unknown command 'verfy'[\s\S]*verify/],
    ['an unknown option', ['mock', '--prot', '1'], /unknown option '--prot'[\s\S]*--port/],
    ['no URL', ['verify'], /missing required argument 'url'/],
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
    ['without tokens', 'name: a', /top level: it must have required property 'tokens'/],
    ['with a typo', 'tokens: {succes: a}', /wrong at tokens/],
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
    const answer = execFileSync('sh', ['-c', own.found.replace('curl', 'curl -s')], { encoding: 'utf8' });
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

  test('a failed MUST is 1, with what was required, what came, the source and a curl line', async () => {
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
    expect(block[0]).toBe(`    required  status ${entry?.status} with ${entry?.code}`);
    expect(block[1]).toBe(`    came      status 418 with ${entry?.code}`);
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

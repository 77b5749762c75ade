/** Help and wrong usage: the output, its stream, and the exit status. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cli } from '../../helpers/program.ts';
import { ROOT, temporaryFolder } from '../../helpers/project.ts';

const COMMANDS = ['explain', 'codes', 'docs', 'mock', 'verify', 'diff'];

const folder = temporaryFolder('cli');

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('help', () => {
  test('without a command lists the commands', async () => {
    const { status, stdout, stderr } = await cli();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const command of COMMANDS) expect(stdout).toContain(command);
    expect(stdout.split('\n').length).toBeLessThan(40);
  });

  test('--version prints the version', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect((await cli('--version')).stdout.trim()).toBe(version);
  });

  test.for(COMMANDS)('%s --help has examples', async (command) => {
    const { status, stdout } = await cli(command, '--help');
    expect(status).toBe(0);
    expect(stdout).toContain('Examples:');
  });
});

describe('wrong usage prints a message and exits with status 2', () => {
  test.for<[string, string[], RegExp]>([
    ['an unknown command', ['verfy'], /unknown command 'verfy'[\s\S]*verify/],
    ['no code to explain', ['explain'], /missing required argument 'query'/],
    ['an invalid port of docs', ['docs', '--port', 'many'], /whole number from 0 to 65535/],
    ['an unknown option', ['mock', '--prot', '1'], /unknown option '--prot'[\s\S]*--port/],
    ['no URL', ['verify'], /URL to verify is missing. Give the base URL, or baseUrl in the profile/],
    ['an invalid URL', ['verify', 'localhost:4010'], /"localhost:4010" is not an http or https URL/],
    ['a URL with a query', ['verify', 'http://127.0.0.1/?a=1'], /has a query or a fragment/],
    ['an invalid port of mock', ['mock', '--port', 'many'], /whole number from 0 to 65535/],
    [
      'a spec that does not exist',
      ['mock', '--spec', 'nowhere.yaml'],
      /nowhere\.yaml: the file does not exist/,
    ],
    ['a folder as spec', ['mock', '--spec', 'src'], /src: it is a folder/],
    ['a device as spec', ['mock', '--spec', '/dev/null'], /\/dev\/null: it is a device/],
    ['an empty host', ['mock', '--host', ''], /an address or a host name/],
    ['an empty host of docs', ['docs', '--host', ' '], /an address or a host name/],
    ['a rate limit of 0', ['mock', '--rate-limit', '0'], /whole number from 1 to 100000/],
    ['a wait of 0', ['mock', '--retry-after', '0'], /whole number from 1 to 2147483647/],
    ['a negative balance', ['mock', '--balance', '-1'], /whole number from 0/],
    ['a latency with a unit', ['mock', '--latency', '1s'], /whole number from 0 to 600000/],
    [
      'a profile that does not exist',
      ['verify', 'http://127.0.0.1:1', '--profile', 'prod'],
      /no profile "prod".*sandbox, prism/,
    ],
    ['a timeout of 0', ['verify', 'http://127.0.0.1:1', '--timeout', '0'], /whole number from 1 to 600/],
  ])('%s', async ([, args, message]) => {
    const { status, stdout, stderr } = await cli(...args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });

  test.for<[string, string, RegExp]>([
    ['broken YAML', 'openapi: 3.1.1\n  paths: [', /Cannot parse the spec .* at line \d+, column \d+/],
    ['broken JSON', '{"openapi": "3.1.1",}', /Cannot parse the spec .*JSON/],
    ['not OpenAPI', 'a: 1', /is not an OpenAPI document/],
    ['empty', '', /is not an OpenAPI document/],
    ['without paths', 'openapi: 3.1.1\nsecurity: []', /no object at #\/paths/],
    [
      'without operations',
      'openapi: 3.1.1\npaths: {}\nx-sandbox: {tokens: {success: a, error: b}, malformed: C}',
      /no operation/,
    ],
    [
      'not bundled',
      'openapi: 3.1.1\npaths: {/a: {$ref: a.yaml}}',
      /"a\.yaml" at #\/paths\/~1a\/\$ref, which leaves the document/,
    ],
  ])('a spec that is %s', async ([name, content, message]) => {
    const path = file(`${name.replaceAll(' ', '-')}.yaml`, content);
    for (const args of [
      ['mock', '--spec', path],
      ['verify', 'http://127.0.0.1:1', '--spec', path],
    ]) {
      const { status, stderr } = await cli(...args);
      expect(stderr).toMatch(message);
      expect(stderr).not.toMatch(/\n\s+at /);
      expect(status).toBe(2);
    }
  });

  test.for<[string, string, RegExp]>([
    ['that is not YAML', 'a: [', /is not valid YAML/],
    ['without tokens', 'name: a', /invalid at the top level: the key tokens is missing/],
    [
      'with a typo',
      'tokens: {succes: a}',
      /invalid at tokens: the key succes is unknown\. Did you mean success\? The keys are success, unknown|invalid at tokens: the key success is missing/,
    ],
    [
      'with an unknown code',
      'tokens: {success: a}\nprovoke: {NO_SUCH: {token: b}}',
      /there is no code NO_SUCH/,
    ],
    [
      'with an unknown operation',
      'tokens: {success: a}\nprovoke: {NOT_FOUND: {operations: {listPostByUser: {token: b}}}}',
      /invalid at provoke\.NOT_FOUND\.operations: there is no operation listPostByUser\. Did you mean listPostsByUser\?/,
    ],
    [
      'with an unknown parameter',
      'tokens: {success: a}\nprovoke: {default: {operations: {listPostsByUser: {parameters: {user: b}}}}}',
      /at provoke\.default\.operations\.listPostsByUser\.parameters: there is no parameter user\. .*The parameters are platform, username/,
    ],
    [
      'that requests an optional parameter',
      'tokens: {success: a}\nparameters: {limit: "5"}',
      /invalid at parameters: there is no required parameter limit\./,
    ],
    [
      'that requests an invalid value',
      'tokens: {success: a}\nparameters: {platform: myspace}',
      /invalid at parameters\.platform: the contract does not allow the value "myspace"/,
    ],
    [
      'with operations in operations',
      'tokens: {success: a}\nprovoke: {default: {operations: {listPostsByUser: {operations: {}}}}}',
      /invalid at provoke\.default\.operations\.listPostsByUser\.operations: (this key is not allowed here|it )/,
    ],
    [
      'with a token for a skipped code',
      'tokens: {success: a}\nprovoke: {default: {skip: no, token: b}}',
      /invalid at provoke\.default\.token: this key is not allowed here/,
    ],
    ['with a bad path', 'tokens: {success: a}\nprovoke: {default: {path: x}}', /invalid at provoke\.default/],
  ])('a profile %s', async ([name, content, message]) => {
    const { status, stderr } = await cli(
      'verify',
      'http://127.0.0.1:1',
      '--profile',
      file(`${name}.profile.yaml`, content),
    );
    expect(stderr).toMatch(message);
    expect({ status, trace: /\n\s+at /.test(stderr) }).toEqual({ status: 2, trace: false });
  });
});

/** Invalid files that fuzzing found, given to the command: a one-line message without a stack trace, and status 2. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/contract/document.ts';
import { EXTREMES } from '../../helpers/fuzz/mutations.ts';
import { cli } from '../../helpers/program.ts';
import { contract, temporaryFolder } from '../../helpers/project.ts';

const folder = temporaryFolder('fuzz-commands');

function file(name: string, content: string): string {
  const path = join(folder, name.replaceAll(' ', '-'));
  writeFileSync(path, content);
  return path;
}

/** Returns the bundle as JSON, with another value at a path of keys. */
function changed(path: readonly string[], value: unknown): string {
  const document = structuredClone(contract.document);
  const parent = path.slice(0, -1).reduce((node, key) => node[key] as JsonObject, document);
  Object.assign(parent, { [path.at(-1) ?? '']: value });
  return JSON.stringify(document);
}

const [name = ''] = Object.keys(contract.document.paths as JsonObject);
const [component = ''] = Object.keys((contract.document.components as JsonObject).parameters as JsonObject);
const [first] = contract.operations;
const [entry] = contract.errors;

const SPECS: readonly [what: string, text: string, message: RegExp][] = [
  [
    'nested very deeply',
    `openapi: 3.1.1\na: ${EXTREMES['deeply nested lists']}`,
    /nested more than 200 levels/,
  ],
  [
    'with exponentially many aliases',
    `openapi: 3.1.1\n${EXTREMES['billion laughs']}`,
    /Cannot parse the spec .*: Excessive alias count/,
  ],
  ['that contains itself', 'openapi: 3.1.1\na: &a\n  b: *a\n', /nested .* or it contains itself/],
  ['with an unresolved alias', 'openapi: 3.1.1\na: *b\n', /Cannot parse the spec .*: Unresolved alias/],
  [
    'with an invalid reference',
    changed(['paths', name], { $ref: '#/%zz' }),
    /the reference "#\/%zz" at #\S+, which leads to nothing/,
  ],
  ['with an invalid URL', changed(['servers'], [{ url: 'http://[' }]), /url at #\/servers\/0/],
  [
    'with two operations of the same name',
    changed(['paths', '/a'], (contract.document.paths as JsonObject)[name]),
    /two operations/,
  ],
  [
    'with an invalid pattern',
    changed(['components', 'parameters', component, 'x-wire-pattern'], '('),
    /must be a regular expression/,
  ],
  [
    'with a pattern that does not take linear time',
    changed(['components', 'parameters', component, 'x-wire-pattern'], '^(?=a)'),
    /the pattern "\^\(\?=a\)" has look-around, .* which do not take linear time\. Rewrite it\.\n$/,
  ],
  [
    'with an unknown code',
    changed(['components', 'parameters', component, 'x-invalid'], 'NO'),
    /names the code NO, but no response has it/,
  ],
  [
    'with a line break in a token',
    changed(['x-sandbox', 'tokens', 'success'], 'a\r\nb: c'),
    /cannot be sent in a header/,
  ],
];

test.for(SPECS)('reports a spec %s', async ([what, text, message]) => {
  const path = file(`${what}.spec`, text);
  for (const args of [
    ['mock', '--port', '0', '--spec', path],
    ['verify', 'http://127.0.0.1:1', '--spec', path],
  ]) {
    const { status, stdout, stderr } = await cli(...args);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^[^\n]+\.\n$/);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  }
});

test('reports a spec with an invalid schema', async () => {
  const schema = changed(
    ['components', 'schemas', entry?.code ?? '', 'properties', 'message', 'type'],
    'sentence',
  );
  const { status, stderr } = await cli('verify', 'http://127.0.0.1:1', '--spec', file('schema', schema));
  expect(stderr).toMatch(/^The schema at #\/[^\n]+ is invalid: [^\n]+\.\n$/);
  expect(status).toBe(2);
});

const PROFILES: readonly [what: string, text: string, message: RegExp][] = [
  [
    'with exponentially many aliases',
    EXTREMES['billion laughs'] ?? '',
    /is not valid YAML: Excessive alias count/,
  ],
  ['nested very deeply', EXTREMES['deeply nested lists'] ?? '', /nested more than 200 levels/],
  [
    'with a line break in a token',
    'tokens: {success: "a\\nb"}',
    /invalid at tokens\.success: this is not a valid value of an HTTP header/,
  ],
  [
    'with a header without a name',
    'tokens: {success: a}\nheaders: {"": b}',
    /invalid at headers\.: this is not a valid name of an HTTP header/,
  ],
  [
    'with an environment variable named like a JavaScript property',
    'tokens: {success: {env: constructor}}',
    /constructor, which is not set/,
  ],
];

test.for(PROFILES)('reports a profile %s', async ([what, text, message]) => {
  const profile = file(`${what}.profile`, text);
  const { status, stdout, stderr } = await cli('verify', 'http://127.0.0.1:1', '--profile', profile);
  expect(stderr).toMatch(message);
  expect(stderr).toMatch(/^[^\n]+\.\n$/);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});

test.for(['', 'a'.repeat(70_000)])('reports an invalid pattern (%#)', async (pattern) => {
  const { status, stdout, stderr } = await cli('verify', 'http://127.0.0.1:1', '--list', '--only', pattern);
  expect(stderr).toMatch(/^--only "[^\n]* is not a valid pattern: [^\n]+\.\n$/);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});

test('accepts a spec and a profile with a byte order mark', async () => {
  const spec = file('bom.json', `\ufeff${JSON.stringify(contract.document)}`);
  const profile = file('bom.yaml', `\ufefftokens: {success: a}\n`);
  const { status, stdout } = await cli('verify', '--list', '--spec', spec, '--profile', profile);
  expect(status).toBe(0);
  expect(stdout).toContain(`${first?.id}/success`);
});

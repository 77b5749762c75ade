/** What fuzzing found, through the command: a sentence and the exit status of wrong usage, and never a trace. */
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

/** The bundle with another value at a path of keys. */
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

const SPECS: readonly [what: string, text: string, says: RegExp][] = [
  [
    'nested without end',
    `openapi: 3.1.1\na: ${EXTREMES['deep lists that end']}`,
    /nested more than 200 levels/,
  ],
  ['full of aliases', `openapi: 3.1.1\n${EXTREMES['billion laughs']}`, /is broken: Excessive alias count/],
  ['nested in itself', 'openapi: 3.1.1\na: &a\n  b: *a\n', /nested .* or in itself/],
  ['with an alias to nowhere', 'openapi: 3.1.1\na: *b\n', /is broken: Unresolved alias/],
  ['with a reference that is no URL', changed(['paths', name], { $ref: '#/%zz' }), /no object at #\/%zz\./],
  ['with a URL that is none', changed(['servers'], [{ url: 'http://[' }]), /url at #\/servers\/0/],
  [
    'with two operations of one name',
    changed(['paths', '/a'], (contract.document.paths as JsonObject)[name]),
    /two operations/,
  ],
  [
    'with a pattern that is none',
    changed(['components', 'parameters', component, 'x-wire-pattern'], '('),
    /no regular expression/,
  ],
  [
    'with a code that is none',
    changed(['components', 'parameters', component, 'x-invalid'], 'NO'),
    /names NO, which is no code/,
  ],
  [
    'with a token of two lines',
    changed(['x-sandbox', 'tokens', 'success'], 'a\r\nb: c'),
    /cannot stand in a header/,
  ],
];

test.for(SPECS)('a spec %s', async ([what, text, says]) => {
  const path = file(`${what}.spec`, text);
  for (const args of [
    ['mock', '--port', '0', '--spec', path],
    ['verify', 'http://127.0.0.1:1', '--spec', path],
  ]) {
    const { status, stdout, stderr } = await cli(...args);
    expect(stderr).toMatch(says);
    expect(stderr).toMatch(/^[^\n]+\.\n$/);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  }
});

test('a schema that is none', async () => {
  const schema = changed(
    ['components', 'schemas', entry?.code ?? '', 'properties', 'message', 'type'],
    'sentence',
  );
  const { status, stderr } = await cli('verify', 'http://127.0.0.1:1', '--spec', file('schema', schema));
  expect(stderr).toMatch(/^The schema at #\/[^\n]+ is none: [^\n]+\.\n$/);
  expect(status).toBe(2);
});

const PROFILES: readonly [what: string, text: string, says: RegExp][] = [
  ['full of aliases', EXTREMES['billion laughs'] ?? '', /is no YAML: Excessive alias count/],
  ['nested without end', EXTREMES['deep lists that end'] ?? '', /nested more than 200 levels/],
  [
    'with a token of two lines',
    'tokens: {success: "a\\nb"}',
    /wrong at tokens\.success: no header can have this value/,
  ],
  [
    'with a header of no name',
    'tokens: {success: a}\nheaders: {"": b}',
    /wrong at headers\.: no header can have this name/,
  ],
  ['with a variable of JavaScript', 'tokens: {success: {env: constructor}}', /constructor, which is not set/],
];

test.for(PROFILES)('a profile %s', async ([what, text, says]) => {
  const profile = file(`${what}.profile`, text);
  const { status, stdout, stderr } = await cli('verify', 'http://127.0.0.1:1', '--profile', profile);
  expect(stderr).toMatch(says);
  expect(stderr).toMatch(/^[^\n]+\.\n$/);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});

test.for(['', 'a'.repeat(70_000)])('a pattern that is none (%#)', async (pattern) => {
  const { status, stdout, stderr } = await cli('verify', 'http://127.0.0.1:1', '--list', '--only', pattern);
  expect(stderr).toMatch(/^--only "[^\n]* is no pattern: [^\n]+\.\n$/);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});

test('a spec and a profile with a byte order mark are taken', async () => {
  const spec = file('bom.json', `\ufeff${JSON.stringify(contract.document)}`);
  const profile = file('bom.yaml', `\ufefftokens: {success: a}\n`);
  const { status, stdout } = await cli('verify', '--list', '--spec', spec, '--profile', profile);
  expect(status).toBe(0);
  expect(stdout).toContain(`${first?.id}/success`);
});

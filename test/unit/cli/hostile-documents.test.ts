/** Documents that try to reach other files, to exhaust the process or to be read in two ways, given to each command. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cases } from '../../../src/conformance/library.ts';
import type { Json, JsonObject } from '../../../src/contract/document.ts';
import { pointerPart, valueAt } from '../../../src/contract/json-pointer.ts';
import { cli } from '../../helpers/program.ts';
import { contract, temporaryFolder } from '../../helpers/project.ts';

const folder = temporaryFolder('hostile-documents');
let count = 0;

function file(content: string | Buffer): string {
  const path = join(folder, `${count++}.spec`);
  writeFileSync(path, content);
  return path;
}

/** Returns the bundle as JSON, with another value at each pointer. */
function changed(changes: Record<string, Json>): string {
  const document = structuredClone(contract.document);
  for (const [pointer, value] of Object.entries(changes)) {
    const end = pointer.lastIndexOf('/');
    const key = pointer.slice(end + 1).replaceAll('~1', '/');
    Object.assign(valueAt(document, pointer.slice(0, end)) as JsonObject, { [key]: value });
  }
  return JSON.stringify(document);
}

/** Returns the bundle as JSON, with one more schema or other component that nothing uses. */
function withUnused(value: Json, section = 'schemas'): string {
  const { [section]: others = {} } = contract.document.components as JsonObject;
  return changed({ [`#/components/${section}`]: { ...(others as JsonObject), Unused: value } });
}

const [operation] = contract.operations;
const [entry] = contract.errors;
const path = `#/paths/${pointerPart(operation?.path ?? '')}`;
const schema = `${entry?.pointer}/properties/message`;
const unused = '#/components/schemas/Unused';
const yaml = 'openapi: 3.1.1\n';

const leaves = (reference: string, pointer: string) =>
  `has the reference "${reference}" at ${pointer}, which leaves the document`;

const dangles = (reference: string, pointer: string) =>
  `has the reference "${reference}" at ${pointer}, which leads to nothing`;

/** The document, and a part of the message. */
const HOSTILE: Record<string, [content: string | Buffer, message: string]> = {
  'a reference to a file in a schema': [
    changed({ [schema]: { $ref: 'file:///etc/passwd' } }),
    leaves('file:///etc/passwd', `${schema}/$ref`),
  ],
  'a reference to a server in an unused schema': [
    withUnused({ properties: { a: { items: { $ref: 'http://127.0.0.1:1/a.json#/b' } } } }),
    leaves('http://127.0.0.1:1/a.json#/b', `${unused}/properties/a/items/$ref`),
  ],
  'a relative reference in an unused response': [
    withUnused({ $ref: './other.yaml' }, 'responses'),
    leaves('./other.yaml', '#/components/responses/Unused/$ref'),
  ],
  'an empty reference': [withUnused({ $ref: '' }), leaves('', `${unused}/$ref`)],
  'a reference to an anchor': [withUnused({ $ref: '#anchor' }), dangles('#anchor', `${unused}/$ref`)],
  'a reference to nothing': [
    changed({ [schema]: { $ref: '#/components/schemas/Nothing' } }),
    dangles('#/components/schemas/Nothing', `${schema}/$ref`),
  ],
  'a reference with malformed percent-encoding': [
    withUnused({ $ref: '#/%zz' }),
    dangles('#/%zz', `${unused}/$ref`),
  ],
  'a mapping to nothing': [
    withUnused({ discriminator: { propertyName: 'a', mapping: { a: '#/components/schemas/Nothing' } } }),
    'has the mapping "#/components/schemas/Nothing" at',
  ],
  'a dynamic reference to a server': [
    withUnused({ $dynamicRef: 'https://example.com/a#node' }),
    leaves('https://example.com/a#node', `${unused}/$dynamicRef`),
  ],
  'a path item in another file': [
    changed({ [path]: { $ref: 'paths.yaml' } }),
    leaves('paths.yaml', `${path}/$ref`),
  ],
  'a link to an operation elsewhere': [
    withUnused({ operationRef: 'https://example.com/openapi.json#/paths/~1a/get' }, 'links'),
    leaves('https://example.com/openapi.json#/paths/~1a/get', '#/components/links/Unused/operationRef'),
  ],
  'a reference in an extension': [
    changed({ '#/info/x-more': [{ deep: { $ref: '/etc/passwd' } }] }),
    leaves('/etc/passwd', '#/info/x-more/0/deep/$ref'),
  ],
  'a reference among the texts of a code': [
    changed({ [`${entry?.pointer}/x-error/causes`]: [{ $ref: '/etc/passwd' }] }),
    leaves('/etc/passwd', `${entry?.pointer}/x-error/causes/0/$ref`),
  ],
  'a reference in the place of a contact': [
    changed({ '#/info/contact': { $ref: '/etc/passwd' } }),
    leaves('/etc/passwd', '#/info/contact/$ref'),
  ],
  'a reference in the place of an example': [
    withUnused({ $ref: 'file:///etc/passwd' }, 'examples'),
    leaves('file:///etc/passwd', '#/components/examples/Unused/$ref'),
  ],
  'an example at a URL': [
    withUnused({ externalValue: 'file:///etc/passwd' }, 'examples'),
    'has the address of an example at #/components/examples/Unused/externalValue, which leaves the document',
  ],
  'a mapping to another file': [
    withUnused({ oneOf: [], discriminator: { propertyName: 'a', mapping: { b: 'b.yaml' } } }),
    `has the mapping "b.yaml" at ${unused}/discriminator/mapping/b, which leads to no schema of the document`,
  ],
  'a schema with its own base URI': [
    withUnused({ $id: 'https://example.com/', $ref: entry?.pointer ?? '' }),
    `has the identifier "https://example.com/" at ${unused}/$id`,
  ],
  'an example that is used as a schema': [
    withUnused({ $ref: `${unused}2` }).replace(
      '"Unused":',
      `"Unused2":${JSON.stringify({ items: { $ref: `${unused}3/example/0` } })},"Unused3":${JSON.stringify({ example: [{ $ref: 'http://a' }] })},"Unused":`,
    ),
    leaves('http://a', `${unused}3/example/0/$ref`),
  ],
  'a cycle of references': [
    withUnused({ allOf: [{ $ref: `${unused}/not` }], not: { $ref: unused } }),
    'has a cycle of references through #/components/schemas/Unused',
  ],
  'a reference to itself': [withUnused({ $ref: unused }), `has a cycle of references through ${unused}`],
  'deep JSON behind a duplicate key': [
    `{"openapi":"3.1.1","a":${'['.repeat(40_000)}${']'.repeat(40_000)},"a":1}`,
    'Map keys must be unique, but "a" occurs twice at line 1, column 80025',
  ],
  'a thousand aliases': [`${yaml}a: &a 1\nb: [${'*a,'.repeat(1000)}]`, 'it has more than 100 aliases'],
  'aliases of aliases': [
    `${yaml}${Array.from({ length: 10 }, (_, level) => `a${level}: &a${level} [${level ? `*a${level - 1},`.repeat(9) : '1'}]\n`).join('')}`,
    'Excessive alias count',
  ],
  'invalid UTF-8': [
    Buffer.concat([Buffer.from(`${yaml}# ä\na: "`), Buffer.from([0xff, 0x22])]),
    'byte 25 (line 3) is not valid UTF-8',
  ],
  'a part of a character at its end': [
    Buffer.concat([Buffer.from(`${yaml}a: `), Buffer.from([0xe2, 0x82])]),
    'byte 20 (line 2) is not valid UTF-8',
  ],
  'UTF-16': [Buffer.from(`\ufeff${yaml}`, 'utf16le'), 'byte 1 (line 1) is not valid UTF-8'],
  'NUL in YAML': [`${yaml}a: b\0c`, 'it has the control character U+0000 at line 2'],
  'NUL in JSON': [`{"openapi":\n"3.1.1\0"}`, 'it has the control character U+0000 at line 2'],
  'no content': ['', 'is not an OpenAPI document: it is empty'],
  'only a byte order mark': ['\ufeff\n', 'is not an OpenAPI document: it is empty'],
  'a duplicate key in YAML': [`${yaml}openapi: 3.1.0\n`, 'Map keys must be unique at line 2, column 1'],
  'a duplicate key in JSON': [
    '{"openapi": "3.1.1", "a": [{}, {"b": 1,\n "\\u0062": 2}]}',
    'Map keys must be unique, but "b" occurs twice at line 2, column 2',
  ],
  'a tag that creates a function': [
    `${yaml}a: !!js/function "() => 1"`,
    'Unresolved tag: tag:yaml.org,2002:js/function at line 2, column 4',
  ],
  'a local tag': [`${yaml}a: !include /etc/passwd`, 'Unresolved tag: !include at line 2, column 4'],
  'a merge key': [
    `${yaml}a: &a {b: 1}\nc:\n  <<: *a\n`,
    'Merge keys (<<) are not supported at line 4, column 3',
  ],
  'two documents': [`${yaml}---\n${yaml}`, 'it has a second document'],
  'more than 8 MiB': [`${yaml}# ${'a'.repeat(8 * 1024 * 1024)}`, 'it is larger than 8 MiB'],
};

/** Documents that take about a second each. */
const LARGE: typeof HOSTILE = {
  'a long cycle of path items': [
    changed({
      '#/paths': Object.fromEntries(
        Array.from({ length: 20_000 }, (_, index) => [
          `/${index}`,
          { $ref: `#/paths/~1${(index + 1) % 20_000}` },
        ]),
      ),
    }),
    'has a cycle of references through #/paths/~1',
  ],
  'deep JSON': [
    `{"openapi":"3.1.1","a":${'['.repeat(400_000)}${']'.repeat(400_000)}}`,
    'more than 200 levels',
  ],
  'deep YAML': [`${yaml}a: ${'['.repeat(100_000)}`, 'more than 200 levels'],
  'a million values': [
    `{"openapi":"3.1.1","a":[${'1,'.repeat(1_000_000)}1]}`,
    'it has more than 1000000 parts',
  ],
};

const good = file(JSON.stringify(contract.document));

/** The commands that read a document. */
const COMMANDS: readonly ((spec: string) => string[])[] = [
  (spec) => ['mock', '--port', '0', '--spec', spec],
  (spec) => ['verify', 'http://127.0.0.1:1', '--spec', spec],
  (spec) => ['diff', spec, good],
  (spec) => ['diff', good, spec, '--fail-on', 'none'],
  (spec) => ['codes', '--spec', spec],
  (spec) => ['explain', entry?.code ?? '', '--spec', spec],
];

async function expectRejected(spec: string, message: string, commands = COMMANDS): Promise<void> {
  const outputs = new Set<string>();
  for (const command of commands) {
    const { status, stdout, stderr } = await cli(...command(spec));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    outputs.add(stderr);
  }
  const stderr = [...outputs].join('');
  expect(outputs.size).toBe(1);
  expect(stderr).toContain(message);
  expect(stderr).toContain(`spec ${spec}`);
  expect(stderr).toMatch(/^[A-Z][^\n]+\.\n$/);
}

test.for(Object.entries(HOSTILE))('rejects %s', async ([, [content, message]]) => {
  const spec = file(content);
  await expectRejected(spec, message);
  expect(() => cases({ target: 'http://127.0.0.1:1', spec })).toThrow(message);
});

test.for(Object.entries(LARGE))('rejects %s', async ([, [content, message]]) => {
  await expectRejected(file(content), message, COMMANDS.slice(0, 1));
});

test('rejects a FIFO, a device and a folder without opening them', async () => {
  const fifo = join(folder, 'fifo');
  execFileSync('mkfifo', [fifo]);
  await expectRejected(fifo, 'it is a FIFO (named pipe)');
  await expectRejected('/dev/zero', 'it is a device');
  await expectRejected(folder, 'it is a folder');
});

test.for([
  ['2.0', '{"swagger": "2.0"}', '"2.0"'],
  ['3.0', 'openapi: 3.0.3\n', '"3.0.3"'],
  ['3.0 as a number', 'openapi: 3.0\n', '3'],
  ['3.1 as a number', 'openapi: 3.1\n', '3.1'],
  ['3.1 without a patch version', 'openapi: "3.1"\n', '"3.1"'],
  ['3.2', 'openapi: 3.2.0\n', '"3.2.0"'],
  ['3.10', 'openapi: 3.10.0\n', '"3.10.0"'],
])('rejects a document of OpenAPI %s', async ([, content, version]) => {
  await expectRejected(
    file(content ?? ''),
    `has the OpenAPI version ${version}, but only a text such as "3.1.1" is supported: give the 3.1 document, for example generated/openapi.yaml.`,
  );
});

/** Returns the bundle as JSON, with a chain of references that starts at a field. */
function withChain(link: (next: JsonObject) => Json): string {
  const { schemas = {} } = structuredClone(contract.document.components) as JsonObject;
  const next = (index: number) => ({ $ref: `#/components/schemas/Link${index}` });
  const links = Array.from({ length: 2_000 }, (_, index) => [`Link${index}`, link(next(index + 1))]);
  return changed({
    '#/components/schemas': { ...(schemas as JsonObject), ...Object.fromEntries(links), Link2000: {} },
    [schema]: next(0),
  });
}

test.for<[name: string, link: (next: JsonObject) => Json]>([
  ['$ref', (next) => next],
  ['allOf', (next) => ({ allOf: [next] })],
  ['not', (next) => ({ not: { anyOf: [next] } })],
])('readers reject a long chain of references through %s', async ([, link]) => {
  const spec = file(withChain(link));
  for (const args of [
    ['mock', '--port', '0', '--spec', spec],
    ['verify', '--list', '--spec', spec],
    ['diff', good, spec],
  ]) {
    const { status, stdout, stderr } = await cli(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^[^\n]+ a chain of more than 100 references and nested schemas at #[^\n]+\.\n$/);
  }
});

test.for<[name: string, link: (next: JsonObject) => Json]>([
  ['properties', (next) => ({ properties: { next } })],
  ['items', (next) => ({ items: next })],
])('verify rejects a long chain of references through %s, and diff compares it', async ([, link]) => {
  const spec = file(withChain(link));
  const { status, stdout, stderr } = await cli('verify', 'http://127.0.0.1:9', '--spec', spec);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^[^\n]+ nested (?:more than 256 levels|too) deep[^\n]+\.\n$/);
  expect(await cli('diff', spec, spec)).toMatchObject({ status: 0, stderr: '' });
  expect(await cli('diff', good, spec)).toMatchObject({ status: 1, stderr: '' });
});

test('diff compares thousands of unused components', async () => {
  const { schemas = {} } = contract.document.components as JsonObject;
  const used = Object.keys(schemas as JsonObject)[0];
  const unusedSchemas = Array.from({ length: 10_000 }, (_, index) => [
    `Unused${index}`,
    { $ref: `#/components/schemas/${used}` },
  ]);
  const spec = file(
    changed({ '#/components/schemas': { ...(schemas as JsonObject), ...Object.fromEntries(unusedSchemas) } }),
  );
  const { status, stdout, stderr } = await cli('diff', good, spec, '--format', 'json');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const { changes } = JSON.parse(stdout) as { changes: { impact: string }[] };
  expect(new Set(changes.map(({ impact }) => impact))).toEqual(new Set(['patch']));
}, 20_000);

test('accepts references in data, properties named like references, recursion and a byte order mark', async () => {
  const data = { $ref: 'file:///etc/passwd', $id: 'https://example.com/', externalValue: 'http://a' };
  const text = withUnused({
    type: 'object',
    properties: {
      $ref: { type: 'string', example: data, examples: [data], default: data, enum: [data], const: data },
      $id: { type: 'string' },
      externalValue: { $ref: '#/components/schemas/Unused/properties/$ref' },
      'x-schema': { items: { $ref: unused } },
      children: { type: 'array', items: { $ref: '#/components/schemas/Unused' } },
      anything: { $ref: '#/x-tables/0/schema' },
    },
    discriminator: { propertyName: '$ref', mapping: { $ref: unused, b: 'Unused' } },
  });
  const spec = file(`\ufeff${text.replace(/\}$/, ',"x-tables":[{"schema":{"type":"string"}}]}')}`);
  for (const args of [
    ['verify', '--list', '--spec', spec],
    ['diff', good, spec, '--fail-on', 'none'],
    ['codes', '--spec', spec],
  ])
    expect(await cli(...args)).toMatchObject({ status: 0, stderr: '' });
});

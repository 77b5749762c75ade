/** The table of a request body in llms-full.txt. */
import { expect, test } from 'vitest';
import { bodyFieldBlocks } from '../../../scripts/build/body-fields.ts';
import type { JsonObject } from '../../../src/contract/document.ts';
import { toMarkdown } from '../../../src/text/markdown.ts';

const schemaPointer = '#/components/schemas/Input';
const body = { schemaPointer, required: true, mediaType: 'application/json', description: '', schema: {} };

/** Returns the table for a body with this schema. */
function tableOf(schema: JsonObject): string {
  const document = { components: { schemas: { Input: schema } } };
  return toMarkdown(bodyFieldBlocks(document, { ...body, exampleName: '', example: {}, pointer: '' }));
}

test.each<[name: string, schema: JsonObject, required: string[]]>([
  ['the schema', { required: ['a'] }, ['a']],
  ['a part of `allOf`', { allOf: [{ required: ['a'] }, { required: ['b'] }] }, ['a', 'b']],
  ['one alternative', { oneOf: [{ required: ['a'] }, { required: ['b'] }] }, []],
  ['each alternative', { anyOf: [{ required: ['a', 'b'] }, { required: ['b'] }] }, ['b']],
  ['the only alternative for an object', { oneOf: [{ required: ['a'] }, { type: 'null' }] }, ['a']],
])('a field is required if it is required by %s', (_, schema, required) => {
  const properties = { a: { type: 'string' }, b: { type: 'string' } };
  const text = tableOf({ ...schema, properties });
  const rows = [...text.matchAll(/^\| `(\w)` \| string \| (yes|no) \|/gm)].map(([, name, is]) => [name, is]);
  expect(rows).toEqual(['a', 'b'].map((name) => [name, required.includes(name) ? 'yes' : 'no']));
});

test('the fields of an alternative are required only if each alternative requires them', () => {
  const a = { required: ['a'], properties: { a: { type: 'string' } } };
  const b = { required: ['b'], properties: { b: { type: 'string' } } };
  expect(tableOf({ oneOf: [a, b] })).not.toContain('| yes |');
  expect(tableOf({ properties: { c: { oneOf: [a, { type: 'null' }] } } })).toMatch(/`c\.a` \| string \| yes/);
});

test.each([
  [100, undefined],
  [101, 'The schema of the body in openapi.yaml describes 1 more field.'],
  [103, 'The schema of the body in openapi.yaml describes 3 more fields.'],
])('a body of %i fields has a row for at most 100 of them', (count, note) => {
  const names = Array.from({ length: count }, (_, index) => `field${index}`);
  const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
  const text = tableOf({ type: 'object', properties });
  expect(text.match(/^\| `field\d+`/gm)).toHaveLength(Math.min(count, 100));
  expect(text.trimEnd().split('\n').at(-1)).toMatch(note ?? /^\| `field99`/);
});

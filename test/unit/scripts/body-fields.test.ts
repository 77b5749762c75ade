/** The table of a request body in llms-full.txt. */
import { expect, test } from 'vitest';
import { bodyFieldBlocks } from '../../../scripts/build/body-fields.ts';
import { toMarkdown } from '../../../src/text/markdown.ts';

test.each([
  [100, undefined],
  [101, 'The schema of the body in openapi.yaml describes 1 more field.'],
  [103, 'The schema of the body in openapi.yaml describes 3 more fields.'],
])('a body of %i fields has a row for at most 100 of them', (count, note) => {
  const names = Array.from({ length: count }, (_, index) => `field${index}`);
  const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
  const document = { components: { schemas: { Input: { type: 'object', properties } } } };
  const schemaPointer = '#/components/schemas/Input';
  const body = { schemaPointer, required: true, mediaType: 'application/json', description: '', schema: {} };
  const text = toMarkdown(bodyFieldBlocks(document, { ...body, exampleName: '', example: {}, pointer: '' }));
  expect(text.match(/^\| `field\d+`/gm)).toHaveLength(Math.min(count, 100));
  expect(text.trimEnd().split('\n').at(-1)).toMatch(note ?? /^\| `field99`/);
});

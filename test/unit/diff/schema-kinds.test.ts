/** Every kind of change of a schema: in requests and in responses, in both directions, and together with another text. */
import { describe, test } from 'vitest';
import { edited } from '../../../scripts/build/change-rules/edit.ts';
import type { Json, JsonObject } from '../../../src/contract/document.ts';
import { expectVerdict } from '../../helpers/diff/checked-kinds.ts';
import { SCHEMA_KINDS } from '../../helpers/diff/schema-kinds.ts';

const BOTH = 'breaking callers+servers';
const REQUEST = { narrowed: 'breaking callers', widened: 'feature', changed: 'breaking callers' };
const RESPONSE = { narrowed: 'breaking servers', widened: 'breaking callers', changed: BOTH };

const text = { type: 'string' };
const xError = { meaning: 'A', solution: 'B', retry: 'never', trigger: 'state' };
const body = (schema: Json): Json => ({ 'application/json': { schema } });

/** A contract with one operation. */
const DOCUMENT: JsonObject = {
  openapi: '3.1.1',
  info: { title: 'A', version: '1.0.0' },
  paths: {
    '/a': {
      post: {
        operationId: 'a',
        parameters: [{ name: 'a', in: 'query', schema: text }],
        requestBody: { content: body({ type: 'object', properties: { a: text } }) },
        responses: {
          200: {
            headers: { A: { schema: text } },
            content: body({ type: 'object', properties: { a: text } }),
          },
          409: { content: body({ properties: { error: { $ref: '#/components/schemas/CODE' } } }) },
        },
      },
    },
  },
  components: {
    schemas: { CODE: { type: 'object', properties: { code: { const: 'CODE' } }, 'x-error': xError } },
  },
};

const OPERATION = '/paths/~1a/post';
const JSON_BODY = 'content/application~1json/schema/properties/a';

/** Where a schema can be: the place decides whom a change breaks. */
const PLACES = {
  'a query parameter': [`${OPERATION}/parameters/0/schema`, REQUEST],
  'a field of a request body': [`${OPERATION}/requestBody/${JSON_BODY}`, REQUEST],
  'a field of a response': [`${OPERATION}/responses/200/${JSON_BODY}`, RESPONSE],
  'a field of an error': ['/components/schemas/CODE/properties/a', RESPONSE],
  'a header of a response': [`${OPERATION}/responses/200/headers/A/schema`, RESPONSE],
} as const;

describe.each(Object.entries(PLACES))('in %s', (_, [pointer, ratings]) => {
  test.for(SCHEMA_KINDS)('%s', ([, before, after, effect]) => {
    const [old, next] = [before, after].map((schema) => edited(DOCUMENT, [[pointer, schema]]));
    const expected = { ...ratings, same: 'patch', equal: 'none', unreviewed: BOTH };
    expectVerdict(old, next, expected[effect]);
    const reverse = effect === 'narrowed' ? 'widened' : effect === 'widened' ? 'narrowed' : effect;
    expectVerdict(next, old, expected[reverse]);
  });
});

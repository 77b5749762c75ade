/** A small contract for the examples of the rules. It is not part of the project's own API. */
import type { Json, JsonObject } from '../../../src/contract/document.ts';

const text: JsonObject = { type: 'string' };

const entry = (code: string, more: JsonObject = {}): JsonObject => ({
  type: 'object',
  required: ['code', ...Object.keys(more)],
  properties: { code: { const: code }, ...more },
  'x-error': {
    category: 'Orders',
    since: '1.0.0',
    meaning: 'Cannot order the book',
    solution: 'Order later',
    occurs: 'The book cannot be ordered.',
    retry: 'never',
    trigger: 'server',
  },
});

/** A new error code, to be added at `/components/schemas`. */
export const NEW_CODE = entry('PRINTING');

const book: JsonObject = {
  type: 'object',
  required: ['id', 'price'],
  properties: {
    id: { type: 'integer', 'x-role': 'key' },
    title: { type: 'string', maxLength: 80, pattern: '^[A-Z]' },
    genre: { $ref: '#/components/schemas/Genre' },
    state: { enum: ['printed', 'reprinted'] },
    price: { type: 'number', minimum: 0 },
    tax: { type: 'integer' },
    total: { type: 'integer' },
    added: { type: 'string', format: 'date' },
    shelf: { anyOf: [{ type: 'integer' }, { type: 'boolean' }] },
    note: { type: 'string', not: { const: 'none' } },
  },
  'x-relations': [{ field: 'genre', echoes: 'genre', level: 'SHOULD' }],
};

const error: Json = {
  description: 'The order failed.',
  headers: { 'Retry-After': { schema: text, 'x-level': 'SHOULD', 'x-equals': 'wait' } },
  content: {
    'application/json': {
      schema: {
        type: 'object',
        properties: {
          error: {
            oneOf: [{ $ref: '#/components/schemas/SOLD_OUT' }, { $ref: '#/components/schemas/NOT_READY' }],
            discriminator: { propertyName: 'code' },
          },
        },
      },
    },
  },
};

/** The document before each example. */
export const EXAMPLE_DOCUMENT: JsonObject = {
  openapi: '3.1.1',
  info: { title: 'Books', version: '1.0.0', description: 'Orders books.' },
  servers: [{ url: '/v1' }],
  security: [{ bearer: [] }, { key: [] }],
  paths: {
    '/books/{genre}': {
      get: {
        operationId: 'listBooks',
        parameters: [
          { name: 'genre', in: 'path', required: true, schema: { $ref: '#/components/schemas/Genre' } },
          {
            name: 'limit',
            in: 'query',
            schema: { type: 'integer', maximum: 100, default: 20 },
            'x-wire-pattern': '[0-9]+',
            'x-invalid': 'NOT_READY',
          },
          { name: 'tags', in: 'query', schema: { type: 'array', items: text } },
        ],
        responses: {
          200: {
            description: 'The books.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: { data: { type: 'array', items: { $ref: '#/components/schemas/Book' } } },
                },
              },
            },
          },
          409: { $ref: '#/components/responses/Failed' },
        },
      },
    },
    '/orders': {
      post: {
        operationId: 'orderBook',
        requestBody: {
          content: {
            'application/json': { schema: { $ref: '#/components/schemas/Order' } },
          },
        },
        responses: {
          201: { description: 'Ordered.' },
          409: { $ref: '#/components/responses/Failed' },
        },
      },
    },
  },
  components: {
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer' },
      key: { type: 'apiKey', in: 'header', name: 'X-Key' },
    },
    schemas: {
      Genre: { type: 'string', enum: ['poetry', 'drama'] },
      Book: book,
      Order: { ...structuredClone(book), 'x-relations': [] },
      SOLD_OUT: entry('SOLD_OUT', { wait: { type: 'integer', 'x-role': 'wait' } }),
      NOT_READY: entry('NOT_READY'),
    },
    responses: { Failed: error },
  },
  'x-error-categories': ['Orders', 'Server'],
  'x-sandbox': { tokens: { success: 'test_ok', error: 'test_{code}' }, malformed: 'NOT_READY' },
};

/** Every kind of change of a schema: in requests and in responses, in both directions, and together with another text. */
import { describe, expect, test } from 'vitest';
import { valueAt } from '../../../src/contract/json-pointer.ts';
import { type Bundle, changed, operationBy } from '../../helpers/diff/bundle.ts';
import { judged } from '../../helpers/diff/judge.ts';
import { SCHEMA_KINDS } from '../../helpers/diff/schema-kinds.ts';

const BOTH = 'breaking callers+servers';

/** Where a schema can be: the place decides whom a change breaks. */
const PLACES: Record<string, (bundle: Bundle, schema: Bundle) => void> = {
  'a query parameter': (b, schema) =>
    operationBy(b, '/posts/by-user').operation.parameters.push({ name: 'probe', in: 'query', schema }),
  'a request body': (b, schema) => {
    const content = { 'application/json': { schema: { type: 'object', properties: { probe: schema } } } };
    operationBy(b, '/posts/by-user').operation.requestBody = { content };
  },
  'a field of a response': (b, schema) => {
    b.components.schemas.Post.properties.probe = schema;
  },
  'a field of an error': (b, schema) => {
    b.components.schemas.NOT_FOUND.properties.probe = schema;
  },
  'a header of a response': (b, schema) => {
    b.components.responses.NotFoundResponse.headers = { Probe: { schema } };
  },
};

const REQUEST = { narrowed: 'breaking callers', widened: 'feature', changed: 'breaking callers' };
const RESPONSE = { narrowed: 'breaking servers', widened: 'breaking callers', changed: BOTH };
const REVERSE = { narrowed: 'widened', widened: 'narrowed', changed: 'changed' } as const;

describe.each(Object.entries(PLACES))('in %s', (place, put) => {
  const ratings = / (?:parameter|request)/.test(place) ? REQUEST : RESPONSE;
  test.for(SCHEMA_KINDS)('%s', ([, old, next, effect]) => {
    const documents = [old, next].map((schema) => changed((b) => put(b, structuredClone(schema))));
    const worded = documents.map((document) => {
      const copy = structuredClone(document);
      copy.info.description = 'Other words.';
      copy.components.schemas.Post.description = 'Other words.';
      return copy;
    });
    for (const [from, to, shift] of [
      [0, 1, effect],
      [1, 0, effect in REVERSE ? REVERSE[effect as keyof typeof REVERSE] : effect],
    ] as const) {
      const { verdict, changes } = judged(documents[from], documents[to]);
      const expected = { ...ratings, same: 'patch', equal: 'none', unreviewed: BOTH }[shift];
      const reported = changes.map(({ kind, subject, message }) => `${kind}: ${subject} ${message}`);
      expect(verdict, reported.join('\n')).toBe(expected);
      expect(changes.some(({ kind }) => kind === 'unreviewed')).toBe(shift === 'unreviewed');
      for (const [pointer, document] of changes.flatMap((change) => [
        [change.old, documents[from]] as const,
        [change.new, documents[to]] as const,
      ]))
        if (pointer !== undefined) expect(valueAt(document, pointer.slice(1)), pointer).toBeDefined();
      const beside = judged(documents[from], worded[to]);
      expect(beside.verdict).toBe(expected === 'none' ? 'patch' : expected);
      const others = beside.changes.filter(({ kind }) => kind !== 'text-changed');
      expect(others).toEqual(changes.filter(({ kind }) => kind !== 'text-changed'));
    }
  });
});

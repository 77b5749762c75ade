/** Request targets are split and read as `URLSearchParams` reads them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { queryValue, splitTarget } from '../../../src/sandbox/request-target.ts';

test.for<[string, string, string]>([
  ['/a/b?c=d', '/a/b', 'c=d'],
  ['/a', '/a', ''],
  ['/a?b?c', '/a', 'b?c'],
  ['/a#b?c', '/a', ''],
  ['/a?b#c', '/a', 'b'],
  ['http://host:1/a?b', '/a', 'b'],
  ['http://user:secret@host/a', '/a', ''],
  ['http://host', '/', ''],
  ['http://host?b', '/', 'b'],
  ['//host/a', '//host/a', ''],
  ['/http://host/a', '/http://host/a', ''],
  ['*', '*', ''],
])('%s has the path %s and the query %j', ([target, path, query]) => {
  expect(splitTarget(target)).toEqual({ path, query });
});

test('a query value is the value that URLSearchParams returns', () => {
  const part = fc.constantFrom(
    'limit',
    'lim',
    '%6c',
    '%6Cimit',
    'imit',
    'x',
    '=',
    '=',
    '&',
    '&',
    '+',
    '%',
    '%zz',
    '5',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const query = parts.join('');
      expect(queryValue(query, 'limit')).toBe(new URLSearchParams(query).get('limit') ?? undefined);
    }),
    { numRuns: 2_000 },
  );
});

/** Request targets are split and read as `URLSearchParams` reads them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeText, encodedValues, splitTarget } from '../../../src/sandbox/request-target.ts';

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

test('the decoded values of a parameter are those that URLSearchParams returns', () => {
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
    '%2C',
    ',',
    '%zz',
    '5',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const query = parts.join('');
      const all = new URLSearchParams(query).getAll('limit');
      expect(encodedValues(query, 'limit', 99).map(decodeText)).toEqual(all);
      expect(encodedValues(query, 'limit', 1).map(decodeText)).toEqual(all.slice(0, 1));
    }),
    { numRuns: 2_000 },
  );
});

test('the values keep their encoding, so that a list can be split at its commas', () => {
  expect(encodedValues('a=1&b=x&a=2%2C3,4&a', 'a', 9)).toEqual(['1', '2%2C3,4', '']);
});

/** `uniqueItems` has the meaning of JSON Schema, in linear time. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { validatorOf } from '../../../src/contract/validator.ts';
import { runs } from '../../helpers/properties/runs.ts';

const schema = { type: 'array', uniqueItems: true };
const isUnique = validatorOf({ schema }, '#/schema');

test('the result is that of ajv', () => {
  const ajv = new Ajv2020({ strict: false }).compile(schema);
  const item = fc.oneof(
    fc.constantFrom(...[0, -0, 1, '1', true, null, '', 'a', [], {}, [[]], ['1'], { a: 1 }, { a: 1, b: [2] }]),
    fc.constantFrom<object>(
      { b: [2], a: 1 },
      { 2: 0, 1: 0 },
      { 1: 0, 2: 0 },
      { a: { c: 1, b: 2 } },
      { a: { b: 2, c: 1 } },
    ),
    fc.jsonValue({ maxDepth: 2 }),
  );
  fc.assert(
    fc.property(fc.array(item, { maxLength: 6 }), (items) => {
      expect(isUnique(items)).toBe(ajv(items));
    }),
    runs(2000),
  );
});

test('the fault names the first pair', () => {
  expect(isUnique([{ a: 1, b: 2 }, 7, { b: 2, a: 1 }, 7])).toBe(false);
  expect(isUnique.errors?.[0]?.message).toBe(
    'must NOT have duplicate items (items ## 0 and 2 are identical)',
  );
});

test.for(['__proto__', 'constructor'])('%s can be an item', (name) => {
  expect([isUnique([name]), isUnique([name, name])]).toEqual([true, false]);
  const object = JSON.parse(`{"${name}":1}`);
  expect([isUnique([object, {}]), isUnique([object, object])]).toEqual([true, false]);
});

test('many objects take linear time', () => {
  // To compare each with each other takes minutes.
  expect(isUnique(Array.from({ length: 100_000 }, (_, index) => ({ index })))).toBe(true);
});

test('false has no effect', () => {
  expect(validatorOf({ off: { uniqueItems: false } }, '#/off')([1, 1])).toBe(true);
});

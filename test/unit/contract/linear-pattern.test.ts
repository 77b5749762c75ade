/** Patterns of a spec match exactly what JavaScript's own engine matches, but always in linear time. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LinearPattern, PatternError } from '../../../src/contract/linear-pattern.ts';
import { validatorOf } from '../../../src/contract/validator.ts';
import { runs, TIMEOUT } from '../../helpers/properties/runs.ts';

const atoms = fc.constantFrom(
  ...[
    'a',
    'b',
    '-',
    'é',
    '😀',
    '.',
    '\\d',
    '\\D',
    '\\w',
    '\\W',
    '\\s',
    '\\S',
    '\\n',
    '\\t',
    '\\.',
    '\\/',
    '\\u0061',
  ],
  ...[
    '\\u{1F600}',
    '\\ud83d\\ude00',
    '\\x61',
    '\\cA',
    '\\0',
    '\\p{L}',
    '\\P{Lu}',
    '\\p{Script=Latin}',
    '[^]',
    '[]',
  ],
  ...['[ab]', '[^a]', '[\\]a-c]', '[\\s\\d-]', '[😀é]', '[\\b]', '[.$^|()]'],
);
const assertions = fc.constantFrom('^', '$', '\\b', '\\B');
const quantifiers = fc.constantFrom('*', '+', '?', '*?', '+?', '??', '{2}', '{0}', '{1,}', '{0,2}', '{1,3}?');

const patterns = fc.letrec<{ choice: string; sequence: string; term: string }>((tie) => ({
  choice: fc
    .array(tie('sequence'), { minLength: 1, maxLength: 3, depthIdentifier: 'nesting' })
    .map((all) => all.join('|')),
  sequence: fc.array(tie('term'), { maxLength: 4, depthIdentifier: 'nesting' }).map((all) => all.join('')),
  term: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'nesting' },
    { weight: 4, arbitrary: atoms },
    { weight: 1, arbitrary: assertions },
    { weight: 2, arbitrary: fc.tuple(atoms, quantifiers).map((parts) => parts.join('')) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('(', '(?:'), tie('choice'), fc.option(quantifiers, { nil: '' }))
        .map(([open, inner, quantifier]) => `${open}${inner})${quantifier}`),
    },
  ),
})).choice;

const texts = fc.string({
  unit: fc.constantFrom(
    'a',
    'b',
    'A',
    'c',
    '1',
    '-',
    ' ',
    '\n',
    '\r',
    '\u2028',
    '\u00a0',
    'é',
    '😀',
    '\ud83d',
    '\0',
    '\u0001',
  ),
  maxLength: 8,
});

test('a pattern matches the same texts as in the engine of JavaScript', { timeout: TIMEOUT }, () => {
  fc.assert(
    fc.property(patterns, fc.array(texts, { minLength: 1, maxLength: 8 }), (source, all) => {
      const native = new RegExp(source, 'u');
      const pattern = new LinearPattern(source);
      for (const text of all) expect(pattern.test(text), JSON.stringify(text)).toBe(native.test(text));
    }),
    runs(3000),
  );
});

test.each([
  ['a group with a name', '^(?<year>\\d{4})-(?<month>\\d\\d)$', '2026-11', '2026-1'],
  ['a slug', '^[a-z\\d]+(?:-[a-z\\d]+)*$', 'a-slug-1', 'a--slug'],
  ['a mail address', '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$', 'me@example.com', 'me@example'],
])('%s', (_, source, right, wrong) => {
  expect(new LinearPattern(source).test(right)).toBe(true);
  expect(new LinearPattern(source).test(wrong)).toBe(false);
});

describe('linear time', () => {
  test.each(['^(a+)+$', '^(a|a)*$', '(a*)*b', '^(?:a?){50}a{50}$', '^[^@]+@[^@]+$'])('%s', (source) => {
    // The engine of JavaScript needs exponential or quadratic time.
    expect(new LinearPattern(source).test(`${'a'.repeat(50_000)}!`)).toBe(false);
  });
});

test.each([
  ['(?=a)b', 'look-around'],
  ['(?!a)b', 'look-around'],
  ['(?<=a)b', 'look-around'],
  ['(?<!a)b', 'look-around'],
  ['(a)\\1', 'back-reference'],
  ['(?<a>a)\\k<a>', 'back-reference'],
  ['^.{1,5000}$', '2000 steps'],
  ['(?:a{50}){50}', '2000 steps'],
  ['(?:){9999999}', '2000 steps'],
])('is refused: %s', (source, reason) => {
  expect(() => new LinearPattern(source)).toThrow(PatternError);
  expect(() => new LinearPattern(source)).toThrow(reason);
});

test('an invalid pattern is a syntax error', () => {
  expect(() => new LinearPattern('(a')).toThrow(SyntaxError);
});

test('several patterns of one document do not replace each other', () => {
  const document = { digits: { pattern: '^\\d+$' }, letters: { pattern: '^[a-z]+$' } };
  const results = ['12', 'ab'].map((text) =>
    ['#/digits', '#/letters'].map((pointer) => validatorOf(document, pointer)(text)),
  );
  expect(results).toEqual([
    [true, false],
    [false, true],
  ]);
});

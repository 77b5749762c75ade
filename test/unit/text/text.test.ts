/** Helpers of `src/text/` on edge cases that the tests of their callers do not cover. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { counted, listed } from '../../../src/text/english.ts';
import { clauseOf } from '../../../src/text/sanitize.ts';
import { shellQuote } from '../../../src/text/shell.ts';
import { closeMatches, didYouMean, suggestion } from '../../../src/text/suggest.ts';
import { truncate } from '../../../src/text/truncate.ts';

describe('closeMatches', () => {
  test.for([
    ['succes', ['success', 'unknown'], ['success']],
    ['JUNIT', ['json', 'junit'], ['junit']],
    ['sumary', ['junit', 'summary', 'summer'], ['summary']],
    ['summr', ['summary', 'SUMMER'], ['SUMMER', 'summary']],
    ['ab', ['cd'], []],
    ['', ['a'], []],
    ['x'.repeat(10_000_000), ['xxx'], []],
  ] as const)('%j: the similar words, the most similar first', ([word, candidates, expected]) => {
    expect(closeMatches(word, candidates)).toEqual(expected);
  });

  test('didYouMean and suggestion name the words, and are empty without a word', () => {
    expect(didYouMean([])).toBe('');
    expect(didYouMean(['a', 'b', 'c'])).toBe('Did you mean a, b or c?');
    expect(suggestion('succes', ['success', 'successes'])).toBe(' Did you mean success?');
    expect(suggestion('zzz', ['success'])).toBe('');
  });
});

test('listed and counted form lists and plurals', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((words) => listed(words).join(''))).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ]);
  expect([0, 1, 2].map((count) => counted(count, 'case'))).toEqual(['0 cases', '1 case', '2 cases']);
});

test.for([
  ['a text of the length', 'abcd', 4, 'abcd'],
  ['a longer text', 'abcde', 4, 'abc…'],
  ['a pair of surrogates at the cut', 'ab\u{1f600}cd', 4, 'ab…'],
  ['a pair of surrogates before the cut', 'a\u{1f600}cde', 4, 'a\u{1f600}…'],
] as const)('truncate handles %s', ([, text, length, expected]) => {
  expect(truncate(text, length)).toBe(expected);
});

test.for(['', 'plain', "it's", "''", '$HOME `id` \\ "x" !\n;&', '-n', 'ä \u{1f600}'])(
  'a shell reads back the text quoted by shellQuote: %j',
  (text) => {
    const { stdout } = spawnSync('sh', ['-c', `printf %s ${shellQuote(text)}`], { encoding: 'utf8' });
    expect(stdout).toBe(text);
  },
);

test.for([
  [new Error('Bad thing:\n  at line 3.\n'), 'Bad thing: at line 3'],
  ['broken: [object Object]', 'broken'],
  [undefined, 'undefined'],
] as const)('clauseOf makes a clause of the error %j', ([error, clause]) => {
  expect(clauseOf(error)).toBe(clause);
});

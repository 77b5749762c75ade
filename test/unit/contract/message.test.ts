/** Tests the definition of a visible message. The client, the server helpers and the tester each have tests of their use of it. */
import { describe, expect, test } from 'vitest';
import { isVisibleMessage } from '../../../src/contract/message.ts';

/** The classes of invisible characters in DECISIONS "Code and message". */
const INVISIBLE_CLASSES = [
  /^\p{Cc}$/u,
  /^\p{Cf}$/u,
  /^\p{Z}$/u,
  /^\p{White_Space}$/u,
  /^\p{Default_Ignorable_Code_Point}$/u,
  /^\u2800$/u,
];

describe('isVisibleMessage returns true for', () => {
  test.for([
    ['a letter', 'a'],
    ['punctuation', '.'],
    ['a symbol outside of the basic plane', '\u{1f600}'],
    ['Chinese', '\u672a\u627e\u5230'],
    ['a combining accent', '\u0301'],
    ['a Braille pattern with dots', '\u2801'],
    ['a private-use character', '\ue000'],
    ['an unassigned code point', '\u0378'],
    ['a lone surrogate', '\ud800'],
    ['one letter after invisible characters', '\u200b\u2800\n\u3164a'],
  ])('%s', ([, text]) => {
    expect(isVisibleMessage(text)).toBe(true);
  });
});

describe('isVisibleMessage returns false for', () => {
  test.for([
    ['an empty text', ''],
    ['a space', ' '],
    ['a tab and a line feed', '\t\n'],
    ['NUL and DEL', '\u0000\u007f'],
    ['a C1 control', '\u0085'],
    ['a no-break space', '\u00a0'],
    ['an ideographic space', '\u3000'],
    ['a line separator', '\u2028'],
    ['a zero-width space', '\u200b'],
    ['a byte order mark', '\ufeff'],
    ['a soft hyphen', '\u00ad'],
    ['a right-to-left override', '\u202e'],
    ['a Hangul filler', '\u3164'],
    ['a combining grapheme joiner', '\u034f'],
    ['a variation selector', '\ufe0f'],
    ['a language tag', '\u{e0001}'],
    ['a blank Braille pattern', '\u2800'],
    [
      'all invisible characters together',
      ' \t\u0000\u00a0\u2028\u200b\ufeff\u00ad\u3164\ufe0f\u{e0001}\u2800',
    ],
  ])('%s', ([, text]) => {
    expect(isVisibleMessage(text)).toBe(false);
  });

  test.for([[undefined], [null], [404], [true], [['Not found.']], [{ en: 'Not found.' }]])(
    'a value that is not a text: %j',
    ([value]) => {
      expect(isVisibleMessage(value)).toBe(false);
    },
  );
});

test('every code point is visible unless it is in one of the classes', () => {
  const wrong: string[] = [];
  for (let point = 0; point <= 0x10ffff; point++) {
    const character = String.fromCodePoint(point);
    const expected = !INVISIBLE_CLASSES.some((pattern) => pattern.test(character));
    if (isVisibleMessage(character) !== expected) wrong.push(point.toString(16));
  }
  expect(wrong).toEqual([]);
});

test('isVisibleMessage takes linear time for a long invisible text', () => {
  expect(isVisibleMessage('\u200b'.repeat(5_000_000))).toBe(false);
});

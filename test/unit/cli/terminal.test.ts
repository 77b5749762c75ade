/** Rendering of blocks for a terminal: wrapping, colours and control characters. */
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { screenOf, toTerminal } from '../../../src/cli/terminal.ts';
import {
  type Block,
  code,
  codeBlock,
  heading,
  link,
  list,
  paragraph,
  strong,
  table,
} from '../../../src/text/blocks.ts';

const PLAIN = { width: 30, color: false, terminal: false };
const COLORED = { ...PLAIN, color: true };

const BLOCKS = [
  heading(1, 'CODE'),
  paragraph(
    strong('Bold.'),
    ' Some text with ',
    code('code'),
    ' and a ',
    link(code('link'), 'x.md'),
    ' that is wrapped at thirty.',
  ),
  list(['*star*, [a](b) and `tick`', 'two words that do not fit in one line']),
  table(['Field', 'Description'], [[code('a|b'), 'Some words about it, more than fit.']]),
  codeBlock('sh', 'curl a-line-that-is-much-longer-than-thirty\n\n# after an empty line'),
];

test('wraps blocks at the width, except code blocks', () => {
  expect(toTerminal(BLOCKS, PLAIN)).toBe(`CODE

Bold. Some text with \`code\`
and a \`link\` that is wrapped
at thirty.

- *star*, [a](b) and \`tick\`
- two words that do not fit in
  one line

Field  Description
\`a|b\`  Some words about it,
       more than fit.

  curl a-line-that-is-much-longer-than-thirty

  # after an empty line`);
});

test('colours do not change the text', () => {
  const colored = toTerminal(BLOCKS, COLORED);
  expect(colored).toContain('\x1b[1mCODE\x1b[22m');
  expect(colored).toContain('\x1b[1mBold.\x1b[22m');
  // Code has a colour instead of backquotes.
  expect(colored).toContain('\x1b[36mcode\x1b[39m');
  expect(stripVTControlCharacters(colored)).toContain('*star*, [a](b) and `tick`');
});

test.for<[string, (text: string) => Block]>([
  ['a heading', (text) => heading(1, text)],
  ['a paragraph', (text) => paragraph(text)],
  ['strong text', (text) => paragraph(strong(text))],
  ['code', (text) => paragraph(code(text))],
  ['a link', (text) => paragraph(link(text, text))],
  ['a list', (text) => list([text])],
  ['a table', (text) => table([text], [[text]])],
  ['a block of code', (text) => codeBlock('sh', text)],
])('%s displays text literally, with visible control characters', ([, block]) => {
  const output = toTerminal([block('\x1b[2J**a**\u202e\rb')], { ...PLAIN, width: 80 });
  expect(output).toContain('␛[2J**a**⟨U+202E⟩␍b');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the output must not contain control characters
  expect(output).not.toMatch(/[\x1b\r\u202e]/);
});

test('screenOf uses the width of the terminal, at most 100, and colours unless NO_COLOR is set or there is no terminal', () => {
  const screen = (stdout: object, env: object) => screenOf({ stdout, env } as Parameters<typeof screenOf>[0]);
  expect(screen({ isTTY: true, columns: 60 }, {})).toEqual({ width: 60, color: true, terminal: true });
  expect(screen({ isTTY: true, columns: 300 }, { NO_COLOR: '1' })).toEqual({
    width: 100,
    color: false,
    terminal: true,
  });
  expect(screen({}, {})).toEqual({ width: 80, color: false, terminal: false });
});

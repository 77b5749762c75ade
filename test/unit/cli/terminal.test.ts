/** Our Markdown on a terminal: its blocks, wrapped, in colours where there are any. */
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { screenOf, toTerminal } from '../../../src/cli/terminal.ts';

const PLAIN = { width: 30, color: false, terminal: false };
const COLORED = { ...PLAIN, color: true };

const MARKDOWN = `# CODE

**Bold.** Some text with \`code\` and a [\`link\`](x.md) that is wrapped at thirty.

- \\*star\\*, \\[a\\](b) and \\\`tick\\\`
- two words that do not fit in one line

| Field | Description |
| --- | --- |
| \`a\\|b\` | Some words about it, more than fit. |

\`\`\`sh
curl a-line-that-is-much-longer-than-thirty

# after an empty line
\`\`\``;

test('blocks are wrapped at the width, but for code', () => {
  expect(toTerminal(MARKDOWN, PLAIN)).toBe(`CODE

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

test('colours change nothing but the look', () => {
  const colored = toTerminal(MARKDOWN, COLORED);
  expect(colored).toContain('\x1b[1mCODE\x1b[22m');
  expect(colored).toContain('\x1b[1mBold.\x1b[22m');
  // Colour stands for the backquotes.
  expect(colored).toContain('\x1b[36mcode\x1b[39m');
  expect(stripVTControlCharacters(colored)).toContain('*star*, [a](b) and `tick`');
});

test('a screen is as wide as the terminal, within reason, and plain without one or with NO_COLOR', () => {
  const screen = (stdout: object, env: object) => screenOf({ stdout, env } as Parameters<typeof screenOf>[0]);
  expect(screen({ isTTY: true, columns: 60 }, {})).toEqual({ width: 60, color: true, terminal: true });
  expect(screen({ isTTY: true, columns: 300 }, { NO_COLOR: '1' })).toEqual({
    width: 100,
    color: false,
    terminal: true,
  });
  expect(screen({}, {})).toEqual({ width: 80, color: false, terminal: false });
});

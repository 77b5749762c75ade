/** Rendering of blocks as Markdown: text with markup characters is displayed literally in every position. */
import { describe, expect, test } from 'vitest';
import {
  type Block,
  code,
  codeBlock,
  heading,
  type Inline,
  link,
  list,
  paragraph,
  parseInline,
  strong,
  table,
} from '../../../src/text/blocks.ts';
import { literal, toMarkdown } from '../../../src/text/markdown.ts';

const rendered = (...blocks: Block[]) => toMarkdown(blocks);
const text = (content: Inline) => rendered(paragraph(content));

test('renders every type of block, separated by empty lines', () => {
  const blocks = [
    heading(2, 'Title'),
    paragraph(strong('Bold.'), ' ', code('name'), ' and ', link(code('other'), 'other.md')),
    list(['one', ['two ', code('2')]]),
    table(['Name', 'Value'], [[code('a'), '1']]),
    codeBlock('sh', 'curl a\n\n# b'),
  ];
  expect(rendered(...blocks)).toBe(`## Title

**Bold.** \`name\` and [\`other\`](other.md)

- one
- two \`2\`

| Name | Value |
| --- | --- |
| \`a\` | 1 |

\`\`\`sh
curl a

# b
\`\`\``);
});

test.for<[string, string]>([
  ['*a* [b](c) <d> `e` \\ ~f~', '\\*a\\* \\[b\\](c) \\<d\\> \\`e\\` \\\\ \\~f\\~'],
  // An underscore within a word is not markup (CommonMark 6.2).
  ['a_b __c__ _d', 'a_b \\_\\_c\\_\\_ \\_d'],
  ['&lt; &#60; AT&T & more', '\\&lt; \\&#60; AT&T & more'],
  [' folded\n  lines ', 'folded lines'],
])('escapes the text %j in every position', ([hostile, escaped]) => {
  expect(literal(hostile)).toBe(escaped);
  expect(text(hostile)).toBe(escaped);
  expect(text(strong(hostile.trim()))).toBe(`**${escaped}**`);
  expect(text(link(hostile.trim(), 'x'))).toBe(`[${escaped}](x)`);
  expect(rendered(heading(1, hostile))).toBe(`# ${escaped}`);
  expect(rendered(list([hostile]))).toBe(`- ${escaped}`);
  expect(rendered(table([hostile], [[hostile]]))).toBe(`| ${escaped} |\n| --- |\n| ${escaped} |`);
});

test.for<[string, string]>([
  ['# a', '\\# a'],
  ['- a', '\\- a'],
  ['+ a', '\\+ a'],
  ['---', '\\---'],
  ['- - -', '\\- - -'],
  ['12. a', '12\\. a'],
  ['1) a', '1\\) a'],
  ['-5 and #a and 1.5', '-5 and #a and 1.5'],
])('escapes the text %j so that it starts no block', ([hostile, escaped]) => {
  expect(text(hostile)).toBe(escaped);
  expect(rendered(list([hostile]))).toBe(`- ${escaped}`);
});

describe('marks that depend on their context', () => {
  test('number signs at the end of a heading are displayed', () => {
    expect(rendered(heading(1, 'C #'))).toBe('# C \\#');
    expect(rendered(heading(1, 'C#'))).toBe('# C#');
  });

  test('an exclamation mark before a link does not form an image', () => {
    expect(text(['Now!', link('a', 'b')])).toBe('Now\\![a](b)');
    expect(text(['Now! ', link('a', 'b')])).toBe('Now! [a](b)');
  });

  test('strong text is trimmed, and omitted if it is empty', () => {
    expect(text(strong(' a '))).toBe('**a**');
    expect(text(['a', strong('')])).toBe('a');
  });

  test('characters that would end the address of a link are escaped', () => {
    expect(text(link('a', 'x y(z)<w>&amp;v'))).toBe('[a](x%20y\\(z\\)%3Cw%3E\\&amp;v)');
  });
});

describe('code', () => {
  test.for<[string, string]>([
    ['a', '`a`'],
    ['a`b', '`` a`b ``'],
    ['``', '``` `` ```'],
    [' a ', '`  a  `'],
    ['a\nb', '`a b`'],
    ['*a*', '`*a*`'],
  ])('%j is displayed literally', ([inside, markdown]) => {
    expect(text(code(inside))).toBe(markdown);
  });

  test('in a table may contain pipes, also after a backslash', () => {
    const row = (content: Inline) => rendered(table(['A'], [[content]])).split('\n')[2];
    expect(row(code('x|y'))).toBe('| `x\\|y` |');
    expect(row('x|y\nz')).toBe('| x\\|y z |');
    expect(row('x\\|y')).toBe('| x\\\\\\|y |');
    expect(row(code('x\\|y'))).toBe('| <code>x\\\\&#124;y</code> |');
  });

  test('in a block may contain a fence', () => {
    expect(rendered(codeBlock('md', '```\na\n```'))).toBe('````md\n```\na\n```\n````');
  });
});

test.for<[string, Inline]>([
  ['Wait `a_b` seconds', ['Wait ', code('a_b'), ' seconds']],
  ['`` a`b `` **c**', [code('a`b'), ' **c**']],
  ['one single `', 'one single `'],
])('parseInline parses the code spans of %j', ([source, content]) => {
  expect(text(parseInline(source))).toBe(text(content));
});

/** Blocks on a terminal: as text of a width, in colours or without. */
import { stripVTControlCharacters } from 'node:util';
import pc from 'picocolors';
import type { Block, Inline } from '../text/blocks.ts';
import { visible } from '../text/sanitize.ts';
import type { World } from './world.ts';

/** How text is shown. */
export interface Screen {
  /** In characters. */
  width: number;
  color: boolean;
  /** Whether people look at it, and no program reads it. */
  terminal: boolean;
}

/** No line is longer, however wide the terminal is: people lose their place. */
const MAX_WIDTH = 100;

/** A column that is narrower tears its words. */
const MIN_COLUMN = 16;

const GAP = '  ';

/** What standard output is: without colours where it is no terminal, or where NO_COLOR is set (https://no-color.org). */
export function screenOf({ stdout, env }: Pick<World, 'stdout' | 'env'>): Screen {
  const width = stdout.columns || Number(env.COLUMNS) || 80;
  const terminal = stdout.isTTY === true;
  return { width: Math.min(width, MAX_WIDTH), color: terminal && !env.NO_COLOR, terminal };
}

/** Renders blocks as text for a terminal, in which no text steers the terminal. */
export function toTerminal(blocks: readonly Block[], screen: Screen): string {
  return blocks.map((block) => blockOf(block, screen)).join('\n\n');
}

function blockOf(block: Block, screen: Screen): string {
  switch (block.type) {
    case 'heading':
      return pc.createColors(screen.color).bold(inlineOf(block.content, screen.color));
    case 'paragraph':
      return wrapped(block.content, screen);
    case 'list':
      return block.items.map((item) => wrapped(item, screen, '- ')).join('\n');
    case 'table':
      return tableOf(block.head, block.rows, screen);
    case 'code-block':
      // Not wrapped: it is there to be copied.
      return visible(block.text)
        .split('\n')
        .map((line) => `  ${line}`.trimEnd())
        .join('\n');
  }
}

/** A table in columns as wide as their widest cell; the last one has what is left. */
function tableOf(
  head: readonly Inline[],
  rows: readonly (readonly Inline[])[],
  { width, color }: Screen,
): string {
  const { dim } = pc.createColors(color);
  const texts = (row: readonly Inline[]) => row.map((cell) => inlineOf(cell, color));
  const cells = [texts(head).map(dim), ...rows.map(texts)];
  const widths = head.map((_, at) => Math.max(...cells.map((row) => lengthOf(row[at] ?? ''))));
  const before = widths.slice(0, -1).reduce((sum, column) => sum + column + GAP.length, 0);
  const left = Math.max(width - before, MIN_COLUMN);
  return cells
    .map((row) => {
      const [first = '', ...more] = linesOf(row.at(-1) ?? '', left);
      const columns = row.slice(0, -1).map((cell, at) => padded(cell, widths[at] ?? 0));
      return [[...columns, first].join(GAP).trimEnd(), ...more.map((line) => ' '.repeat(before) + line)].join(
        '\n',
      );
    })
    .join('\n');
}

/** A paragraph, every line but the first indented as far as the mark before it. */
function wrapped(content: Inline, { width, color }: Screen, mark = ''): string {
  const lines = linesOf(inlineOf(content, color), width - mark.length);
  return lines.map((line, index) => (index === 0 ? mark : ' '.repeat(mark.length)) + line).join('\n');
}

/** Strong text and code have colours if there are any; without them, code has backquotes. Of a link, its text is shown. */
function inlineOf(content: Inline, color: boolean): string {
  if (typeof content === 'string') return lineOf(content);
  if (!('type' in content)) return content.map((part) => inlineOf(part, color)).join('');
  const { bold, cyan } = pc.createColors(color);
  if (content.type === 'code') return color ? cyan(lineOf(content.text)) : `\`${lineOf(content.text)}\``;
  const inner = inlineOf(content.content, color);
  return content.type === 'strong' ? bold(inner) : inner;
}

/** A text in one line, its control characters visible. */
function lineOf(text: string): string {
  return visible(text).replace(/\s+/g, ' ');
}

function linesOf(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && lengthOf(last) + 1 + lengthOf(word) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - lengthOf(text)));
}

/** The characters that are seen of a text. */
function lengthOf(text: string): number {
  return stripVTControlCharacters(text).length;
}

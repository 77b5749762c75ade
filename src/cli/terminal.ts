/** Renders blocks as text for a terminal: wrapped to a width, with or without colours. */
import pc from 'picocolors';
import type { Block, Inline } from '../text/blocks.ts';
import { visible } from '../text/sanitize.ts';
import { visibleLength, wrap } from '../text/wrap.ts';
import type { World } from './world.ts';

/** The properties of the output that determine how text is rendered. */
export interface Screen {
  /** In characters. */
  width: number;
  color: boolean;
  /** Whether the output is a terminal, not a file or pipe. */
  terminal: boolean;
}

/** The maximum line length, also on wider terminals, because longer lines are hard to read. */
const MAX_WIDTH = 100;

/** The minimum width of the last column of a table, so that it has room for whole words. */
const MIN_COLUMN = 16;

const GAP = '  ';

/** Returns the properties of stdout. No colours if it is not a terminal or NO_COLOR is set (https://no-color.org). */
export function screenOf({ stdout, env }: Pick<World, 'stdout' | 'env'>): Screen {
  const width = stdout.columns || Number(env.COLUMNS) || 80;
  const terminal = stdout.isTTY === true;
  return { width: Math.min(width, MAX_WIDTH), color: terminal && !env.NO_COLOR, terminal };
}

/** Renders blocks as text. Control characters are made visible, so that foreign text cannot control the terminal. */
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
      // Not wrapped, so that people can copy it.
      return visible(block.text)
        .split('\n')
        .map((line) => `  ${line}`.trimEnd())
        .join('\n');
    case 'tabs':
      return block.tabs
        .flatMap(({ label, blocks }) => [
          pc.createColors(screen.color).bold(lineOf(label)),
          toTerminal(blocks, screen),
        ])
        .join('\n\n');
  }
}

/** Renders a table. Each column is as wide as its widest cell; the last column takes the remaining width. */
function tableOf(
  head: readonly Inline[],
  rows: readonly (readonly Inline[])[],
  { width, color }: Screen,
): string {
  const { dim } = pc.createColors(color);
  const texts = (row: readonly Inline[]) => row.map((cell) => inlineOf(cell, color));
  const cells = [texts(head).map(dim), ...rows.map(texts)];
  const widths = head.map((_, at) => Math.max(...cells.map((row) => visibleLength(row[at] ?? ''))));
  const before = widths.slice(0, -1).reduce((sum, column) => sum + column + GAP.length, 0);
  const left = Math.max(width - before, MIN_COLUMN);
  return cells
    .map((row) => {
      const [first = '', ...more] = wrap(row.at(-1) ?? '', left);
      const columns = row.slice(0, -1).map((cell, at) => padded(cell, widths[at] ?? 0));
      return [[...columns, first].join(GAP).trimEnd(), ...more.map((line) => ' '.repeat(before) + line)].join(
        '\n',
      );
    })
    .join('\n');
}

/** Wraps a paragraph after an optional mark. All lines except the first are indented by the width of the mark. */
function wrapped(content: Inline, { width, color }: Screen, mark = ''): string {
  const lines = wrap(inlineOf(content, color), width - mark.length);
  return lines.map((line, index) => (index === 0 ? mark : ' '.repeat(mark.length)) + line).join('\n');
}

/** Renders inline content. Without colours, code has backquotes. A link is rendered as its text. */
function inlineOf(content: Inline, color: boolean): string {
  if (typeof content === 'string') return lineOf(content);
  if (!('type' in content)) return content.map((part) => inlineOf(part, color)).join('');
  const { bold, cyan } = pc.createColors(color);
  if (content.type === 'code') return color ? cyan(lineOf(content.text)) : `\`${lineOf(content.text)}\``;
  const inner = inlineOf(content.content, color);
  return content.type === 'strong' ? bold(inner) : inner;
}

/** Returns a text on one line, with its control characters made visible. */
function lineOf(text: string): string {
  return visible(text).replace(/\s+/g, ' ');
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - visibleLength(text)));
}

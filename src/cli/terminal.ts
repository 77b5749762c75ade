/** The reference on a terminal: our Markdown as text of a width, in colours or without. */
import { stripVTControlCharacters } from 'node:util';
import pc from 'picocolors';
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

/** Text for a terminal of the Markdown that `src/reference/` writes: its blocks, and no others. */
export function toTerminal(markdown: string, screen: Screen): string {
  return blocksOf(markdown)
    .map((block) => blockOf(block, screen))
    .join('\n\n');
}

/** The blocks of a text: an empty line ends one, unless it stands in a fence. */
function blocksOf(markdown: string): string[] {
  return markdown.trim().match(/^```[\s\S]*?^```$|(?:^(?!```).+\n?)+/gm) ?? [];
}

function blockOf(block: string, screen: Screen): string {
  const [first = '', ...rest] = block.trimEnd().split('\n');
  const { bold } = pc.createColors(screen.color);
  // Not wrapped: it is there to be copied.
  if (first.startsWith('```'))
    return rest
      .slice(0, -1)
      .map((line) => `  ${line}`.trimEnd())
      .join('\n');
  if (first.startsWith('#')) return bold(first.replace(/^#+ /, ''));
  if (first.startsWith('| ')) return tableOf([first, ...rest], screen);
  if (first.startsWith('- ')) {
    return [first, ...rest].map((line) => wrapped(line.slice(2), screen, '- ')).join('\n');
  }
  return wrapped([first, ...rest].join(' '), screen);
}

/** A table in columns as wide as their widest cell; the last one has what is left. */
function tableOf([head = '', , ...rows]: string[], screen: Screen): string {
  const { dim } = pc.createColors(screen.color);
  const cells = [head, ...rows].map((row, index) =>
    row
      .slice(2, -2)
      .split(/ (?<!\\)\| /)
      .map((cell) => (index === 0 ? dim(cell) : inlineOf(cell, screen.color))),
  );
  const widths = (cells[0] ?? []).map((_, at) => Math.max(...cells.map((row) => lengthOf(row[at] ?? ''))));
  const before = widths.slice(0, -1).reduce((sum, width) => sum + width + GAP.length, 0);
  const left = Math.max(screen.width - before, MIN_COLUMN);
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
function wrapped(text: string, { width, color }: Screen, mark = ''): string {
  const lines = linesOf(inlineOf(text, color), width - mark.length);
  return lines.map((line, index) => (index === 0 ? mark : ' '.repeat(mark.length)) + line).join('\n');
}

/** Inline Markdown: bold and code in colours where there are any, of a link its text, what was escaped as it is. */
function inlineOf(text: string, color: boolean): string {
  const { bold, cyan } = pc.createColors(color);
  return text
    .replace(/(?<!\\)\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/\*\*(.+?)\*\*/g, (_, inner: string) => bold(inner))
    .replace(/(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)/g, (all, _, inner: string) =>
      color ? cyan(inner.trim()) : all,
    )
    .replace(/\\([\\`*_<>[\]|])/g, '$1');
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

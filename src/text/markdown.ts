/** Renders blocks as GitHub Flavored Markdown. Also exports functions for code that builds Markdown text itself, without blocks. */
import type { Block, Inline } from './blocks.ts';
import { trimEnd } from './trim-end.ts';

/** Renders blocks as Markdown. Texts are escaped, so that they are displayed literally. */
export function toMarkdown(content: readonly Block[]): string {
  return blocks(...content.map(blockToMarkdown));
}

function blockToMarkdown(block: Block): string {
  switch (block.type) {
    case 'heading':
      return heading(block.level, headingText(inlineToMarkdown(block.content)));
    case 'paragraph':
      return paragraphText(inlineToMarkdown(block.content));
    case 'list':
      return bullets(block.items.map((item) => paragraphText(inlineToMarkdown(item))));
    case 'table':
      return table(
        block.head.map(inlineToMarkdown),
        block.rows.map((row) => row.map(inlineToMarkdown)),
      );
    case 'code-block':
      return fence(block.language, block.text);
    case 'tabs':
      return blocks(...block.tabs.flatMap((tab) => [`**${escaped(tab.label)}**`, toMarkdown(tab.blocks)]));
  }
}

function inlineToMarkdown(content: Inline): string {
  if (typeof content === 'string') return escaped(content);
  if (!('type' in content)) return content.map(inlineToMarkdown).reduce(joined, '');
  if (content.type === 'code') return code(content.text);
  const inner = inlineToMarkdown(content.content);
  if (content.type === 'link') return `[${inner}](${escapedUrl(content.href)})`;
  return inner.trim() === '' ? '' : `**${inner.trim()}**`;
}

/** Joins two parts. An exclamation mark before a link is escaped, because the two would form an image. */
function joined(before: string, after: string): string {
  return before.endsWith('!') && after.startsWith('[') ? `${before.slice(0, -1)}\\!${after}` : before + after;
}

/** Escapes characters that would make a paragraph a heading, list or horizontal line (CommonMark 4.1, 4.2, 5.2). */
function paragraphText(markdown: string): string {
  const text = markdown.trim();
  if (/^-[- ]*$/.test(text)) return `\\${text}`;
  return text.replace(/^(?:#{1,6}|[-+])(?= |$)/, '\\$&').replace(/^(\d{1,9})([.)])(?= |$)/, '$1\\$2');
}

/** Escapes `#` characters at the end of a heading, because Markdown would remove them (CommonMark 4.2). */
function headingText(markdown: string): string {
  const text = markdown.trim();
  const content = trimEnd(text, '#');
  const isClosing = content.length < text.length && (content === '' || content.endsWith(' '));
  return isClosing ? `${content}\\${text.slice(content.length)}` : text;
}

/**
 * Escapes the characters of inline markup (CommonMark 2.4). Underscores are escaped unless they are within a word, and an
 * ampersand is escaped if it may start an entity. The name of an entity has at most 31 characters.
 */
function escaped(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*<>[\]~]|&(?=#?[\p{L}\p{N}]{0,31}(?:;|$))/gu, '\\$&')
    .replace(/_+/g, (run, start, whole) => {
      const end = start + run.length;
      const before = /[\p{L}\p{N}]$/u.test(whole.slice(Math.max(0, start - 2), start));
      const after = /^[\p{L}\p{N}]/u.test(whole.slice(end, end + 2));
      return before && after ? run : run.replaceAll('_', '\\_');
    });
}

/** Escapes the characters that would end a link's address or be decoded in it (CommonMark 6.3). */
function escapedUrl(href: string): string {
  return href
    .replace(/[\s<>\\]/g, (character) => encodeURIComponent(character))
    .replace(/[()]|&(?=#?\w{1,31};)/g, '\\$&');
}

/** Joins the lines of a text: a paragraph of YAML can extend over several lines. */
export function inline(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}

/** Escapes a text, so that code that builds Markdown itself can insert it. */
export function literal(text: string): string {
  return inline(escaped(text));
}

/** Returns a name or value as inline code. */
export function code(text: string): string {
  // A pipe ends a table cell, and a code span in a cell cannot contain a backslash and a pipe (GFM, example 200).
  if (text.includes('\\|')) return `<code>${escaped(text).replaceAll('|', '&#124;')}</code>`;
  const line = text.replace(/[\r\n]+/g, ' ');
  // The delimiters must be longer than any run of backquotes in the text. Markdown strips one blank at each end
  // (CommonMark 6.1).
  const ticks = fenceAround(line, 1);
  return /`|^ .* $/.test(line) ? `${ticks} ${line} ${ticks}` : `${ticks}${line}${ticks}`;
}

/** Returns a fenced code block. */
function fence(language: string, text: string): string {
  const ticks = fenceAround(text, 3);
  return `${ticks}${language}\n${text}\n${ticks}`;
}

/** Returns a run of backquotes that is longer than every run in the text. */
function fenceAround(text: string, atLeast: number): string {
  const runs = (text.match(/`+/g) ?? []).map((run) => run.length + 1);
  return '`'.repeat(Math.max(atLeast, ...runs));
}

export function heading(level: number, text: string): string {
  return `${'#'.repeat(level)} ${text}`;
}

/** Returns a table of GitHub Flavored Markdown. The cells contain Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Escapes pipes, which would end a cell, also in inline code (GFM, example 200). */
function cell(text: string): string {
  return inline(text).replaceAll('|', '\\|');
}

export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** Joins blocks with empty lines. Omits parts that are empty or false. */
export function blocks(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => typeof part === 'string' && part !== '').join('\n\n');
}

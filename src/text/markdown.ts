/** GitHub Flavored Markdown: blocks rendered, and the few forms that a page is written in directly. */
import type { Block, Inline } from './blocks.ts';

/** Renders blocks. Only the renderer escapes: whatever is in a text, it is shown as it is. */
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

/** An exclamation mark before a link would make an image of it. */
function joined(before: string, after: string): string {
  return before.endsWith('!') && after.startsWith('[') ? `${before.slice(0, -1)}\\!${after}` : before + after;
}

/** A text that starts a block: the mark of a heading, a list or a rule is escaped (CommonMark 4.1, 4.2, 5.2). */
function paragraphText(markdown: string): string {
  return markdown
    .trim()
    .replace(/^(?:#{1,6}|[-+])(?= |$)|^-(?=[- ]*$)/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?= |$)/, '$1\\$2');
}

/** A heading may end with number signs, which are not shown (CommonMark 4.2). */
function headingText(markdown: string): string {
  return markdown.trim().replace(/(?<= |^)#+$/, '\\$&');
}

/**
 * Escapes the characters of inline markup (CommonMark 2.4): always those that need no other characters around them, an
 * underscore unless it is within a word, and an ampersand if an entity may begin there.
 */
function escaped(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*<>[\]~]|(?<![\p{L}\p{N}]_*)_|_(?!_*[\p{L}\p{N}])|&(?=#?[\p{L}\p{N}]*(?:;|$))/gu, '\\$&');
}

/** An address without the characters that would end it or be decoded (CommonMark 6.3). */
function escapedUrl(href: string): string {
  return href
    .replace(/[\s<>\\]/g, (character) => encodeURIComponent(character))
    .replace(/[()]|&(?=#?\w+;)/g, '\\$&');
}

/** Text in one line: what YAML folded over several is one paragraph. */
export function inline(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}

/** Escapes a text within Markdown that is written directly. */
export function literal(text: string): string {
  return inline(escaped(text));
}

/** A name or a value as inline code. */
export function code(text: string): string {
  // A table ends a cell at a pipe, and has no form for a backslash before one in a code span (GFM, example 200).
  if (text.includes('\\|')) return `<code>${escaped(text).replaceAll('|', '&#124;')}</code>`;
  const line = text.replace(/[\r\n]+/g, ' ');
  // A run of backticks in the text needs a longer one around it, and a blank at each end is not shown (CommonMark 6.1).
  const ticks = fenceAround(line, 1);
  return /`|^ .* $/.test(line) ? `${ticks} ${line} ${ticks}` : `${ticks}${line}${ticks}`;
}

/** A block of code, or of whatever `language` names. */
export function fence(language: string, text: string): string {
  const ticks = fenceAround(text, 3);
  return `${ticks}${language}\n${text}\n${ticks}`;
}

/** More backticks than a text has in a row. */
function fenceAround(text: string, atLeast: number): string {
  const runs = (text.match(/`+/g) ?? []).map((run) => run.length + 1);
  return '`'.repeat(Math.max(atLeast, ...runs));
}

export function heading(level: number, text: string): string {
  return `${'#'.repeat(level)} ${text}`;
}

/** A table of GitHub Flavored Markdown; the cells are Markdown themselves. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A pipe ends a cell, in inline code too, unless a backslash stands before it (GFM, example 200). */
function cell(text: string): string {
  return inline(text).replaceAll('|', '\\|');
}

export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** Blocks with an empty line between each two; what is empty or false is left out. */
export function blocks(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => typeof part === 'string' && part !== '').join('\n\n');
}

/** Renders blocks as HTML. */
import type { Block, Inline, Tab } from './blocks.ts';
import { html, Markup } from './html.ts';

/** Returns the HTML of a code block's text, with its syntax highlighted. */
export type Highlight = (text: string, language: string) => Markup;

/** Renders blocks as HTML. Headings get an id that is derived from their text. */
export function toHtml(blocks: readonly Block[], highlight: Highlight = plain): Markup {
  return html`${blocks.map((block) => blockToHtml(block, highlight))}`;
}

function blockToHtml(block: Block, highlight: Highlight): Markup {
  switch (block.type) {
    case 'heading': {
      // An element name is not a value that a template may contain.
      const content = html`${inlineToHtml(block.content)}`;
      const id = html`${slug(textOf(block.content))}`;
      return new Markup(`<h${block.level} id="${id}">${content}</h${block.level}>\n`);
    }
    case 'paragraph':
      return html`<p>${inlineToHtml(block.content)}</p>\n`;
    case 'list':
      return html`<ul>\n${block.items.map((item) => html`<li>${inlineToHtml(item)}</li>\n`)}</ul>\n`;
    case 'table':
      return tableToHtml(block.head, block.rows);
    case 'code-block': {
      const request = block.request && html` data-request="${JSON.stringify(block.request)}"`;
      return html`<div class="code-block"${request}><pre tabindex="0"><code data-language="${block.language}">${highlight(block.text, block.language)}</code></pre></div>\n`;
    }
    case 'tabs':
      return html`<div class="tabs">\n<div class="tab-list"></div>\n${block.tabs.map((tab, at) => tabToHtml(tab, at, highlight))}</div>\n`;
  }
}

/** Renders a table. Each cell repeats the heading of its column, which a narrow window shows instead of the head. */
function tableToHtml(head: readonly Inline[], rows: readonly (readonly Inline[])[]): Markup {
  const heads = head.map((cell) => html`<th scope="col">${inlineToHtml(cell)}</th>`);
  const lines = rows.map(
    (row) =>
      html`<tr>${row.map((cell, at) => html`<td data-head="${textOf(head[at] ?? '')}">${inlineToHtml(cell)}</td>`)}</tr>\n`,
  );
  return html`<div class="table"><table>\n<thead><tr>${heads}</tr></thead>\n<tbody>\n${lines}</tbody>\n</table></div>\n`;
}

/** Renders a tab. With scripts, a page shows only the first tab of a group from the start, so that nothing moves later. */
function tabToHtml({ label, blocks }: Tab, at: number, highlight: Highlight): Markup {
  return html`<section class="tab${at > 0 && ' inactive'}" data-label="${label}">\n<p class="tab-label"><strong>${label}</strong></p>\n${toHtml(blocks, highlight)}</section>\n`;
}

/** Renders inline content. */
export function inlineToHtml(content: Inline): Markup {
  if (typeof content === 'string') return html`${content}`;
  if (!('type' in content)) return html`${content.map(inlineToHtml)}`;
  if (content.type === 'code') return inlineCode(content.text);
  if (content.type === 'strong') return html`<strong>${inlineToHtml(content.content)}</strong>`;
  return html`<a href="${content.href}">${inlineToHtml(content.content)}</a>`;
}

/** The longest code that always stays on one line, in characters. It fits a window of 320 pixels. */
const MAX_UNBROKEN = 32;

/** The places in a long word that may have a line break: before a segment of a path, a property or a parameter, and after a comma. */
const BREAKS = /(?<![/:])(?=[/?&]|\.\p{L})|(?<=,)/u;

/** Renders names or values. A word has no line break, unless it is long. */
export function inlineCode(text: string): Markup {
  if (text.length <= MAX_UNBROKEN && !/\s/.test(text)) return html`<code>${text}</code>`;
  return html`<code class="long">${text.split(/(\s+)/).map(wordToHtml)}</code>`;
}

function wordToHtml(word: string): Markup {
  const parts = word.length > MAX_UNBROKEN ? word.split(BREAKS) : [word];
  // A browser would break a part after a hyphen.
  const isUnbroken = (part: string) => part.includes('-') && part.length <= MAX_UNBROKEN;
  return html`${parts.map((part, at) => html`${at > 0 && new Markup('<wbr>')}${isUnbroken(part) ? html`<span>${part}</span>` : part}`)}`;
}

/** Returns the text of inline content without markup. */
function textOf(content: Inline): string {
  if (typeof content === 'string') return content;
  if (!('type' in content)) return content.map(textOf).join('');
  return content.type === 'code' ? content.text : textOf(content.content);
}

/** Returns the id of a heading: lower case, with a hyphen for everything but letters, digits and underscores. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_]+/gu, '-')
    .replace(/^-|-$/g, '');
}

function plain(text: string): Markup {
  return html`${text}`;
}

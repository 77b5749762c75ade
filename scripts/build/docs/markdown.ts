/** Renders Markdown as HTML with the same elements as text/html-blocks.ts. */
import { Marked, type Tokens } from 'marked';
import { codeBlock } from '../../../src/text/blocks.ts';
import { html, Markup } from '../../../src/text/html.ts';
import { inlineCode, slug, toHtml } from '../../../src/text/html-blocks.ts';
import { highlight } from './highlight.ts';

/** Returns the target of a link on the page, or undefined if the site does not have the target. */
export type LinkTarget = (href: string) => string | undefined;

/** Renders GitHub Flavored Markdown. HTML in the text is shown, not interpreted, except for comments, which are removed. */
export function markdownToHtml(text: string, target: LinkTarget = (href) => href): Markup {
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text: title }) {
        const content = this.parser.parseInline(tokens);
        return `<h${depth} id="${html`${slug(title.replaceAll('`', ''))}`}">${content}</h${depth}>\n`;
      },
      code({ text: code, lang = '' }) {
        return toHtml([codeBlock(lang.split(' ')[0] ?? '', code)], highlight).text;
      },
      codespan({ text: code }) {
        return inlineCode(code).text;
      },
      table(token) {
        const cells = (row: Tokens.TableCell[]) => row.map(({ tokens }) => this.parser.parseInline(tokens));
        return tableOf(cells(token.header), token.rows.map(cells), token.header);
      },
      link({ href, tokens }) {
        const content = this.parser.parseInline(tokens);
        const to = target(href);
        return to === undefined ? content : `<a href="${html`${to}`}">${content}</a>`;
      },
      html({ text: raw }) {
        return html`${raw.replace(/<!--[\s\S]*?-->/g, '')}`.text;
      },
    },
  });
  return new Markup(marked.parse(text, { async: false }));
}

function tableOf(head: string[], rows: string[][], header: Tokens.TableCell[]): string {
  const heads = head.map((cell) => `<th scope="col">${cell}</th>`).join('');
  const label = (at: number) => html`${(header[at]?.text ?? '').replaceAll('`', '')}`;
  const lines = rows.map(
    (row) => `<tr>${row.map((cell, at) => `<td data-head="${label(at)}">${cell}</td>`).join('')}</tr>`,
  );
  return `<div class="table"><table>\n<thead><tr>${heads}</tr></thead>\n<tbody>\n${lines.join('\n')}\n</tbody>\n</table></div>\n`;
}

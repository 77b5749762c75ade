/** Text as blocks without markup. text/markdown.ts, text/html-blocks.ts and cli/terminal.ts render them. */

/** Text within a block. A string is plain text: renderers escape the characters of their markup language. */
import type { ExampleRequest } from '../contract/example-request.ts';

export type Inline =
  | string
  | { type: 'code'; text: string }
  /** Must be surrounded by white space, punctuation, or the start or end of the block, as Markdown requires. */
  | { type: 'strong'; content: Inline }
  | { type: 'link'; href: string; content: Inline }
  | readonly Inline[];

export type Block =
  /** The level is 1 to 6. */
  | { type: 'heading'; level: number; content: Inline }
  | { type: 'paragraph'; content: Inline }
  | { type: 'list'; items: readonly Inline[] }
  | { type: 'table'; head: readonly Inline[]; rows: readonly (readonly Inline[])[] }
  | { type: 'code-block'; language: string; text: string; request?: ExampleRequest }
  /** Alternatives. A page shows one at a time; Markdown and a terminal show all. */
  | { type: 'tabs'; tabs: readonly Tab[] };

export interface Tab {
  label: string;
  blocks: readonly Block[];
}

/** Returns a name or value, rendered as code. */
export function code(text: string): Inline {
  return { type: 'code', text };
}

export function strong(content: Inline): Inline {
  return { type: 'strong', content };
}

export function link(content: Inline, href: string): Inline {
  return { type: 'link', href, content };
}

export function heading(level: number, content: Inline): Block {
  return { type: 'heading', level, content };
}

export function paragraph(...content: readonly Inline[]): Block {
  return { type: 'paragraph', content };
}

export function list(items: readonly Inline[]): Block {
  return { type: 'list', items };
}

export function table(head: readonly Inline[], rows: readonly (readonly Inline[])[]): Block {
  return { type: 'table', head, rows };
}

/** @param request the request that the text shows; a page can send it if its server also serves the sandbox */
export function codeBlock(language: string, text: string, request?: ExampleRequest): Block {
  return { type: 'code-block', language, text, ...(request && { request }) };
}

export function tabs(...all: readonly Tab[]): Block {
  return { type: 'tabs', tabs: all };
}

/** Parses a text of the spec: backquotes enclose names and values (CommonMark 6.1), and there is no other markup. */
export function parseInline(text: string): Inline {
  // The parts with odd indices are runs of backquotes.
  const parts = text.split(/(`+)/);
  const nextOf = new Map<string, number>();
  const ends: (number | undefined)[] = [];
  for (let at = parts.length - 2; at > 0; at -= 2) {
    ends[at] = nextOf.get(parts[at] ?? '');
    nextOf.set(parts[at] ?? '', at);
  }
  const content: Inline[] = [];
  for (let at = 0; at < parts.length; at++) {
    const end = ends[at];
    if (end === undefined) content.push(parts[at] ?? '');
    else {
      content.push(
        code(
          parts
            .slice(at + 1, end)
            .join('')
            .replace(/^ (.+) $/s, '$1'),
        ),
      );
      at = end;
    }
  }
  return content;
}

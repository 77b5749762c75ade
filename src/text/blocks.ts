/** Text in blocks, in no markup language: text/markdown.ts and cli/terminal.ts render it. */

/** Text within a block. A string is text as it is: a renderer escapes the characters that its language reads as markup. */
export type Inline =
  | string
  | { type: 'code'; text: string }
  /** Has white space, punctuation or the block's start and end around it, as Markdown needs it. */
  | { type: 'strong'; content: Inline }
  | { type: 'link'; href: string; content: Inline }
  | readonly Inline[];

export type Block =
  /** The level is 1 to 6. */
  | { type: 'heading'; level: number; content: Inline }
  | { type: 'paragraph'; content: Inline }
  | { type: 'list'; items: readonly Inline[] }
  | { type: 'table'; head: readonly Inline[]; rows: readonly (readonly Inline[])[] }
  | { type: 'code-block'; language: string; text: string };

/** A name or a value. */
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

export function codeBlock(language: string, text: string): Block {
  return { type: 'code-block', language, text };
}

/** A run of backquotes, text, and a run of the same length (CommonMark 6.1). */
const CODE_SPAN = /(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)/s;

/** Parses a text of the spec, in which names and values have backquotes around them. It has no other markup. */
export function parseInline(text: string): Inline {
  // Both groups are among the parts: each text is followed by the backquotes and the inside of a code span.
  return text.split(CODE_SPAN).map((part, at) => {
    if (at % 3 === 0) return part;
    return at % 3 === 1 ? '' : code(part.replace(/^ (.+) $/s, '$1'));
  });
}

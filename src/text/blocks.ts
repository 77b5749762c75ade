/** Text as blocks without markup. text/markdown.ts and cli/terminal.ts render them. */

/** Text within a block. A string is plain text: renderers escape the characters of their markup language. */
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
  | { type: 'code-block'; language: string; text: string };

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

export function codeBlock(language: string, text: string): Block {
  return { type: 'code-block', language, text };
}

/** Matches a run of backquotes, text, and a run of the same length (CommonMark 6.1). */
const CODE_SPAN = /(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)/s;

/** Parses a text of the spec: backquotes enclose names and values, and there is no other markup. */
export function parseInline(text: string): Inline {
  // `split` also returns both groups: each text is followed by the backquotes and the content of a code span.
  return text.split(CODE_SPAN).map((part, at) => {
    if (at % 3 === 0) return part;
    return at % 3 === 1 ? '' : code(part.replace(/^ (.+) $/s, '$1'));
  });
}

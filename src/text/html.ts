/** Templates of a markup language: what is filled in is escaped, unless it is markup itself. */
import { visible } from './sanitize.ts';

/** A piece of markup. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** What may stand in a template; `false` and `undefined` stand for nothing, a list for its items one after another. */
export type Content = Markup | string | number | false | undefined | readonly Content[];

export type Template = (strings: TemplateStringsArray, ...values: Content[]) => Markup;

/**
 * Makes the tag of a language's templates.
 *
 * @param quote writes a text so that it is nothing but text, in an attribute in double quotes or between tags
 */
export function templateOf(quote: (text: string, inAttribute: boolean) => string): Template {
  const write = (content: Content, inAttribute: boolean): string => {
    if (content instanceof Markup) return content.text;
    if (content === false || content === undefined) return '';
    if (typeof content === 'string' || typeof content === 'number')
      return quote(String(content), inAttribute);
    return content.map((item) => write(item, inAttribute)).join('');
  };
  return (strings, ...values) => {
    let quotes = 0;
    const parts = strings.map((literal, index) => {
      // Double quotes stand in templates around attributes alone: after an odd number of them, one is open.
      const filled = index === 0 ? '' : write(values[index - 1], quotes % 2 === 1);
      quotes += literal.split('"').length - 1;
      return filled + literal;
    });
    return new Markup(parts.join(''));
  };
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The five characters that mean something in XML and in HTML. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** The tag of HTML templates: what is filled in is escaped, and its control characters are made visible. */
export const html = templateOf((text) => escapeMarkup(visible(text)));

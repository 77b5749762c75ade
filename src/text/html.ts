/** Template tags for markup languages. They escape every value that is not markup itself. */
import { visible } from './sanitize.ts';

/** Text that is already markup and is not escaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** A value in a template. `false` and `undefined` are rendered as nothing, a list as the sequence of its items. */
export type Content = Markup | string | number | false | undefined | readonly Content[];

export type Template = (strings: TemplateStringsArray, ...values: Content[]) => Markup;

/**
 * Creates a template tag for a markup language.
 *
 * @param escapeText escapes a text for use in a double-quoted attribute or between tags
 */
export function templateOf(escapeText: (text: string, inAttribute: boolean) => string): Template {
  const render = (content: Content, inAttribute: boolean): string => {
    if (content instanceof Markup) return content.text;
    if (content === false || content === undefined) return '';
    if (typeof content === 'string' || typeof content === 'number')
      return escapeText(String(content), inAttribute);
    return content.map((item) => render(item, inAttribute)).join('');
  };
  return (strings, ...values) => {
    let quotes = 0;
    const parts = strings.map((literal, index) => {
      // Templates use double quotes only around attributes: after an odd number of quotes, an attribute is open.
      const value = index === 0 ? '' : render(values[index - 1], quotes % 2 === 1);
      quotes += literal.split('"').length - 1;
      return value + literal;
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

/** Escapes the five characters that have a meaning in XML and HTML. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** Tag of HTML templates. Escapes values and makes their control characters visible. */
export const html = templateOf((text) => escapeMarkup(visible(text)));

/** HTML whose fillings are nothing but text. */
import { visible } from '../characters.ts';
import { escapeMarkup, templateOf } from '../markup.ts';

/** The tag of HTML templates: what is filled in is escaped, and its control characters are made visible. */
export const html = templateOf((text) => escapeMarkup(visible(text)));

/** Renders an outcome as a mark and a word, so that no information is only in the colour. */

import type { Markup } from '../../../text/html.ts';
import { html } from '../../../text/html.ts';
import type { Outcome } from '../../types.ts';
import { MARKS } from '../labels.ts';

export function badge(outcome: Outcome): Markup {
  return html`<span class="badge ${outcome}">${mark(outcome)} ${outcome}</span>`;
}

/** Renders only the mark, hidden from screen readers, because the word is next to it. */
export function mark(outcome: Outcome): Markup {
  return html`<span aria-hidden="true">${MARKS[outcome]}</span>`;
}

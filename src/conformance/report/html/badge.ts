/** An outcome as a mark and a word: colour says nothing that they do not. */

import type { Markup } from '../../../text/html.ts';
import { html } from '../../../text/html.ts';
import type { Outcome } from '../../types.ts';
import { MARKS } from '../labels.ts';

export function badge(outcome: Outcome): Markup {
  return html`<span class="badge ${outcome}">${mark(outcome)} ${outcome}</span>`;
}

/** The mark alone, for eyes: the word stands beside it. */
export function mark(outcome: Outcome): Markup {
  return html`<span aria-hidden="true">${MARKS[outcome]}</span>`;
}

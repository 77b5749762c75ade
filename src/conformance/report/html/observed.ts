/** Renders what the run observed: items, pages, and the fields and nulls that were never seen. */
import type { Markup } from '../../../text/html.ts';
import { html } from '../../../text/html.ts';
import type { Report } from '../../types.ts';
import { coverageLabel, unseenLabels } from '../coverage.ts';

export function observedSection(report: Report): Markup {
  const lines = unseenLabels(report).map((line) => html`<li>${line}</li>\n`);
  return html`<section id="observed" aria-labelledby="observed-title">
<h2 id="observed-title">Observed</h2>
<p>${coverageLabel(report)}</p>
${lines.length > 0 && html`<ul>\n${lines}</ul>\n`}</section>`;
}

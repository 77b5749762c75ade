/** Renders a table of every code at every operation, and a list of the codes that were not provoked. */

import { counted } from '../../../text/english.ts';
import type { Markup } from '../../../text/html.ts';
import { html } from '../../../text/html.ts';
import type { Report } from '../../types.ts';
import { notExercisedLabels } from '../coverage.ts';
import { type Cell, matrixOf } from '../matrix.ts';
import type { Anchors } from './anchors.ts';
import { badge } from './badge.ts';

export function codesSection(report: Report, anchors: Anchors): Markup | undefined {
  const { operations, rows } = matrixOf(report);
  if (rows.length === 0) return undefined;
  const head = operations.map((operation) => html`<th scope="col"><code>${breakable(operation)}</code></th>`);
  const lines = rows.map(
    ({ code, cells }) =>
      html`<tr><th scope="row"><code>${code}</code></th>${cells.map((cell) => html`<td>${cell ? cellOf(cell, anchors) : 'not declared'}</td>`)}</tr>\n`,
  );
  return html`<section id="codes" aria-labelledby="codes-title">
<h2 id="codes-title">Every code</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="codes-title">
<table class="matrix"><caption>The outcome for each code, by operation</caption>
<thead><tr><th scope="col">Code</th>${head}</tr></thead>
<tbody>
${lines}</tbody></table></div>
${notExercised(report)}</section>`;
}

/** Renders a camel-case name with possible line breaks before capital letters. */
function breakable(name: string): Markup[] {
  return name
    .split(/(?<=[a-z])(?=[A-Z])/)
    .map((part, index) => (index === 0 ? html`${part}` : html`<wbr>${part}`));
}

/** Links to the first case with the outcome of the cell; says how many cases have it if not all do. */
function cellOf({ outcome, cases }: Cell, anchors: Anchors): Markup {
  const decisive = cases.filter((result) => result.outcome === outcome);
  const part =
    decisive.length < cases.length &&
    html` <span class="of">${decisive.length} of ${counted(cases.length, 'case')}</span>`;
  return html`<a href="#${anchors.case(decisive[0]?.id ?? '')}">${badge(outcome)}</a>${part}`;
}

function notExercised(report: Report): Markup | undefined {
  const lines = notExercisedLabels(report).map((line) => html`<li>${line}</li>\n`);
  if (lines.length === 0) return undefined;
  return html`<h3 id="not-exercised">Not exercised</h3>
<ul>
${lines}</ul>
`;
}

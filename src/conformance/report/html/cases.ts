/** Renders all cases, collapsed by operation and group, and the cases in which the tester failed. */

import type { Markup } from '../../../text/html.ts';
import { html } from '../../../text/html.ts';
import { type CaseResult, OUTCOMES, type Report } from '../../types.ts';
import { type CaseGroup, groupsOf } from '../groups.ts';
import { faultNumbers, HEADINGS } from '../labels.ts';
import type { Anchors } from './anchors.ts';
import { badge, mark } from './badge.ts';

export function casesSection(report: Report, anchors: Anchors): Markup {
  const numbers = faultNumbers(report);
  const byOperation = new Map<string, CaseGroup[]>();
  for (const group of groupsOf(report)) {
    byOperation.set(group.operation, [...(byOperation.get(group.operation) ?? []), group]);
  }
  const parts = [...byOperation].map(
    ([operation, own]) => html`<h3><code>${operation}</code></h3>
${own.map((group) => groupDetails(group, anchors, numbers))}`,
  );
  return html`<section id="cases" aria-labelledby="cases-title">
<h2 id="cases-title">All cases</h2>
${parts}</section>`;
}

function groupDetails(
  { group, results, counts }: CaseGroup,
  anchors: Anchors,
  numbers: ReadonlyMap<string, number[]>,
): Markup {
  const tallies = OUTCOMES.filter((outcome) => counts[outcome] > 0).map(
    (outcome) => html` <span class="badge ${outcome}">${mark(outcome)} ${counts[outcome]} ${outcome}</span>`,
  );
  const rows = results.map((result) => row(result, anchors, numbers.get(result.id) ?? []));
  return html`<details class="group"><summary><span class="heading">${HEADINGS[group]}</span>${tallies}</summary>
<table class="list">
<thead><tr><th scope="col">Outcome</th><th scope="col">Case</th><th scope="col">Time</th></tr></thead>
<tbody>
${rows}</tbody></table></details>
`;
}

function row(result: CaseResult, anchors: Anchors, faults: readonly number[]): Markup {
  const { id, title, level, outcome, reason, durationMs } = result;
  const see = faults.map((number) => html` ${anchors.linkToFault(number)}`);
  const why = reason !== undefined && html`<p class="reason">${reason}</p>`;
  const chip = level === 'SHOULD' && html` <span class="level">${level}</span>`;
  return html`<tr id="${anchors.case(id)}"><td>${badge(outcome)}</td><td><code>${id}</code>${chip}${see}<p class="title">${title}</p>${why}</td><td class="time">${Math.round(durationMs)} ms</td></tr>\n`;
}

/** Renders the cases in which the tester failed. */
export function notCarriedOut({ results }: Report, anchors: Anchors): Markup | undefined {
  const errors = results.filter(({ outcome }) => outcome === 'error');
  if (errors.length === 0) return undefined;
  const items = errors.map(
    ({ id, title, reason = '' }) =>
      html`<li>${anchors.linkToCase(id)} <span class="title">${title}</span><pre>\n${reason}</pre></li>\n`,
  );
  return html`<section id="errors" aria-labelledby="errors-title">
<h2 id="errors-title">Not carried out</h2>
<p>In these cases, the tester itself failed. They have no result for the target.</p>
<ul class="cases">
${items}</ul></section>`;
}

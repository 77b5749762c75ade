/** Renders each fault as a card: the expected and the actual result, the exchange, the cases. */

import { counted } from '../../../text/english.ts';
import type { Markup } from '../../../text/html.ts';
import { html } from '../../../text/html.ts';
import type { CaseResult, Fault, Report } from '../../types.ts';
import { isKnown, severity } from '../labels.ts';
import { type Anchors, sourceOf } from './anchors.ts';
import { badge } from './badge.ts';
import { exchange } from './exchange.ts';

export function faultsSection(report: Report, anchors: Anchors): Markup {
  const { faults, results } = report;
  const byId = new Map(results.map((result) => [result.id, result]));
  const cards = faults.map((fault, index) => card(fault, index + 1, isKnown(fault, report), anchors, byId));
  return html`<section id="faults" aria-labelledby="faults-title">
<h2 id="faults-title">Faults</h2>
${cards.length > 0 ? cards : html`<p class="none">No faults were found.</p>`}
</section>`;
}

function card(
  fault: Fault,
  number: number,
  known: boolean,
  anchors: Anchors,
  byId: ReadonlyMap<string, CaseResult>,
): Markup {
  const { level, title, expected, actual, requirement, source, cases, evidence } = fault;
  const outcome = known ? 'known' : severity(level);
  const id = anchors.fault(number);
  const listed = cases.map((name) => caseItem(name, fault, anchors, byId.get(name)));
  return html`<article class="card ${outcome}" id="${id}" aria-labelledby="${id}-title">
<header><h3 id="${id}-title"><span class="number">${number}</span> ${withCode(title)}</h3> ${badge(outcome)} <span class="level">${level}</span></header>
<dl class="finding">
<div><dt>Expected</dt><dd>${expected}</dd></div>
<div><dt>Actual</dt><dd class="actual">${actual}</dd></div>
<div><dt>Contract</dt><dd>${withCode(requirement)} (${sourceOf(source)})</dd></div>
</dl>
${evidence && exchange(evidence, `fault ${number}`)}
<details><summary>In ${counted(cases.length, 'case')}</summary>
<ul class="cases">
${listed}</ul></details>
</article>
`;
}

/** Renders a case of a fault: the title, the actual result if it differs from that of the fault, and the request. */
function caseItem(name: string, fault: Fault, anchors: Anchors, result: CaseResult | undefined): Markup {
  const own = result?.findings.find(({ cause, level }) => cause === fault.cause && level === fault.level);
  const actual = own && own.actual !== fault.actual && html`<p>Actual: ${own.actual}</p>`;
  const curl = result?.evidence && html`<pre class="curl">${result.evidence.curl}</pre>`;
  return html`<li>${anchors.linkToCase(name)} <span class="title">${result?.title}</span>${actual}${curl}</li>\n`;
}

/** Renders a sentence whose names and values are in backquotes. */
function withCode(sentence: string): Markup {
  const parts = sentence.split('`');
  // The text after the last backquote of an odd number is not code.
  const isCode = (at: number) => at % 2 === 1 && at < parts.length - 1;
  return html`${parts.map((part, at) => (isCode(at) ? html`<code>${part}</code>` : part))}`;
}

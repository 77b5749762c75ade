/** Renders a report as one self-contained HTML page, whose policy allows neither scripts nor requests. */

import { createHash } from 'node:crypto';
import type { Markup } from '../../../text/html.ts';
import { html } from '../../../text/html.ts';
import { OUTCOMES, type Report } from '../../types.ts';
import { summaryLabel, verdict } from '../labels.ts';
import { Anchors } from './anchors.ts';
import { mark } from './badge.ts';
import { casesSection, notCarriedOut } from './cases.ts';
import { codesSection } from './codes.ts';
import { faultsSection } from './faults.ts';
import { observedSection } from './observed.ts';
import { STYLE } from './style.ts';

/**
 * The Content-Security-Policy is in the page, because the page is often opened from a disk, without response headers.
 */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE.text).digest('base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Renders a whole report. */
export function renderHtml(report: Report): string {
  const anchors = new Anchors(report);
  const result = verdict(report);
  const errors = notCarriedOut(report, anchors);
  const codes = codesSection(report, anchors);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${report.target} is ${result}</title>
<link rel="icon" href="${icon(report.conformant)}">
<style>${STYLE}</style>
</head>
<body>
${header(report)}
<nav aria-label="Sections"><ul>
${codes && html`<li><a href="#codes">Every code</a></li>\n`}<li><a href="#faults">Faults</a></li>
<li><a href="#observed">Observed</a></li>
${errors && html`<li><a href="#errors">Not carried out</a></li>\n`}<li><a href="#cases">All cases</a></li>
</ul></nav>
<main>
${report.runFailures.map((failure) => html`<p class="hint">${failure}.</p>\n`)}${report.hints.map((hint) => html`<p class="hint"><strong>Look at this first:</strong> ${hint}</p>\n`)}${codes}
${faultsSection(report, anchors)}
${observedSection(report)}
${errors}
${casesSection(report, anchors)}
</main>
<footer><p>Secrets are masked as ***, and long bodies are cut.</p></footer>
</body>
</html>`.text;
}

function header(report: Report): Markup {
  const { conformant, counts, results, target, profile, contract, startedAt } = report;
  const outcome = conformant ? 'passed' : 'failed';
  const result = verdict(report);
  const facts: [string, string][] = [
    ['Target', target],
    ['Contract', `${contract.title} ${contract.version}`],
    ['Profile', profile],
    ['Started', startedAt.replace(/T(\d\d:\d\d:\d\d)[.\d]{0,12}Z$/, ' $1 UTC')],
  ];
  const tiles = OUTCOMES.map(
    (one) =>
      html`<li class="${one}${counts[one] === 0 && ' zero'}"><b>${counts[one]}</b> ${mark(one)} ${one}</li>\n`,
  );
  return html`<header class="verdict ${outcome}">
<h1>${mark(outcome)} ${result.charAt(0).toUpperCase() + result.slice(1)}</h1>
<p class="sentence">${summaryLabel(report)}</p>
<ul class="counts" aria-label="Cases by outcome">
${tiles}</ul>
${bar(report, results.length)}
<dl class="facts">
${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>
</header>`;
}

/**
 * Renders the shares of the outcomes as a bar, hidden from screen readers, because the numbers are above it. It is an
 * SVG, because the policy does not allow style attributes.
 */
function bar({ counts }: Report, total: number): Markup {
  let x = 0;
  const parts = OUTCOMES.map((outcome) => {
    const width = total === 0 ? 0 : (counts[outcome] / total) * 100;
    const part = width > 0 && html`<rect class="${outcome}" x="${x}" width="${width}" height="1"/>`;
    x += width;
    return part;
  });
  return html`<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}

/** Returns an icon that shows the verdict in the browser's tab. It also prevents a request for /favicon.ico. */
function icon(conformant: boolean): string {
  const [color, path] = conformant ? ['#116329', 'm4 8 3 3 5-6'] : ['#b3122f', 'm5 5 6 6m0-6-6 6'];
  const image = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="8" fill="${color}"/><path d="${path}" fill="none" stroke="#fff" stroke-width="2"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(image)}`;
}

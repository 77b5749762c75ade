/** The landing page: from a code or a pasted response to the fix, then the rules that hold for every response. */

import { isObject, type JsonObject } from '../../../src/contract/document.ts';
import type { Contract } from '../../../src/contract/model.ts';
import { textAt } from '../../../src/contract/nodes.ts';
import { emptyStatusesOf } from '../../../src/contract/read.ts';
import { codeSummary } from '../../../src/reference/code-section.ts';
import { sentence } from '../../../src/reference/phrases.ts';
import { SANDBOX } from '../../../src/reference/sandbox-request.ts';
import {
  type Block,
  code,
  codeBlock,
  heading,
  link,
  paragraph,
  parseInline,
  table,
} from '../../../src/text/blocks.ts';
import { html, Markup } from '../../../src/text/html.ts';
import { inlineToHtml, toHtml } from '../../../src/text/html-blocks.ts';
import { inline } from '../../../src/text/markdown.ts';
import { authenticationBlocks } from './authentication.ts';
import type { Explained } from './browser/explain.ts';
import { retryBadge, statusBadge } from './code-page.ts';
import { highlight } from './highlight.ts';
import { markdownToHtml } from './markdown.ts';
import { retryDiagram } from './retry-diagram.ts';
import type { Page, Site } from './site.ts';

/** Returns the landing page. */
export function indexPage(site: Site): Page {
  const { contract, catalogue } = site;
  const [lead = '', ...sections] = textAt(contract.document, 'info.description', '#')
    .trim()
    .split(/\n(?=## )/);
  const [about = '', ...envelope] = lead.split('\n\n');
  // The last section of the description has the rules for servers.
  const rules = sections.pop() ?? '';
  return {
    path: 'index.html',
    title: `Errors of the ${catalogue.title}`,
    description: inline(textAt(contract.document, 'info.summary', '#')),
    scripts: ['index.js'],
    main: html`<h1>Errors of the ${catalogue.title}</h1>
${markdownToHtml(about)}
${pasteBox(site)}${FILTER}${codeTable(site)}${toHtml([heading(2, 'The envelope')])}${markdownToHtml(envelope.join('\n\n'))}${toHtml(envelopeBlocks(contract), highlight)}${toHtml([heading(2, 'When to retry')])}${retryDiagram(catalogue)}${sections.map((section) => markdownToHtml(section))}${toHtml(authenticationBlocks(contract), highlight)}${toHtml(tokenBlocks(site), highlight)}${markdownToHtml(rules)}`,
  };
}

/** The box that explains a pasted text. A script shows it and fills the result. */
function pasteBox({ catalogue, contract }: Site): Markup {
  const explained: Explained = {
    errors: catalogue.errors.map((entry) => ({
      ...entry,
      summary: codeSummary(entry, catalogue, { contract, href: ({ docs }) => docs }),
    })),
    emptyStatuses: emptyStatusesOf(contract),
  };
  const example = catalogue.errors.find(({ retry }) => retry === 'wait') ?? catalogue.errors[0];
  return html`<section class="paste" hidden>
<h2 id="paste">Paste your error</h2>
<label for="error">A code, a status, a log line, JSON or the output of <code>curl -i</code>. The text stays in this page.</label>
<textarea id="error" rows="3" spellcheck="false" autocomplete="off" placeholder="ERROR [worker] ${String(example?.status)} ${example?.code}"></textarea>
<div id="explanation" aria-live="polite"></div>
</section>
<script type="application/json" id="codes-data">${new Markup(JSON.stringify(explained).replaceAll('<', '\\u003c'))}</script>
`;
}

/** Returns a table of all codes with links to their pages. */
export function codeTable({ catalogue }: Site): Markup {
  const rows = catalogue.errors.map(
    (entry) => html`<tr id="${entry.code}">
<td data-head="Code"><a href="${entry.docs}"><code>${entry.code}</code></a>${statusBadge(entry)}</td>
<td data-head="Status">${String(entry.status)}</td>
<td data-head="Category">${entry.category}</td>
<td data-head="Meaning">${inlineToHtml(parseInline(sentence(entry.meaning)))}</td>
<td data-head="Fix">${inlineToHtml(parseInline(sentence(entry.solution)))}</td>
<td data-head="Retry">${retryBadge(entry)}</td>
</tr>
`,
  );
  const head = ['Code', 'Status', 'Category', 'Meaning', 'Fix', 'Retry'];
  return html`<div class="table codes"><table>
<thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${rows}</tbody>
</table></div>
`;
}

/** The field that filters the table of codes. A script shows it. */
const FILTER = html`<h2 id="codes">All codes</h2>
<p class="filter" hidden><label for="filter">Filter</label> <input id="filter" type="search" spellcheck="false" autocomplete="off"> <span role="status" id="matches"></span></p>
`;

/** Shows a success without items, and the error with the fewest fields. */
function envelopeBlocks({ operations, errors }: Contract): Block[] {
  const success = operations.find((operation) => operation.success.content)?.success;
  const error = errors.toSorted((a, b) => a.fields.length - b.fields.length)[0];
  if (!success?.content || !error) return [];
  const { itemsField = '', cursorField = '' } = success;
  const { example } = success.content;
  const data: JsonObject = isObject(example.data) ? { ...example.data } : {};
  if (itemsField in data) data[itemsField] = [];
  if (cursorField in data) data[cursorField] = null;
  return [
    paragraph('A success, here without items:'),
    codeBlock('json', JSON.stringify({ ...example, data }, null, 2)),
    paragraph('An error:'),
    codeBlock('json', JSON.stringify(error.example, null, 2)),
  ];
}

function tokenBlocks({ catalogue }: Site): Block[] {
  const { errors, successToken } = catalogue;
  return [
    heading(2, 'Test tokens'),
    paragraph(
      'The sandbox returns any response for a test token. Start it with ',
      code(SANDBOX.command),
      '.',
    ),
    table(
      ['Token', 'Response'],
      [
        [code(successToken), 'a success'],
        ...errors.map((entry) => [code(entry.testToken), link(code(entry.code), entry.docs)]),
      ],
    ),
  ];
}

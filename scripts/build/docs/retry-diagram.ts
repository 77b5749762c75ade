/** The decision whether to retry, as a diagram of HTML elements. */
import type { Catalogue } from '../../../src/contract/catalogue.ts';
import type { RetryPolicy } from '../../../src/contract/vocabulary.ts';
import { retryInWords } from '../../../src/reference/phrases.ts';
import { html, type Markup } from '../../../src/text/html.ts';
import { inlineToHtml } from '../../../src/text/html-blocks.ts';

/** The questions in the order in which a program answers them. */
const QUESTIONS: readonly [RetryPolicy, string][] = [
  ['wait', 'Does the response name a wait?'],
  ['backoff', 'Is the fault temporary?'],
  ['never', 'Any other code'],
];

/** Returns the diagram: a question with its codes, and the action, for each retry policy. */
export function retryDiagram({ errors }: Catalogue): Markup {
  const rows = QUESTIONS.flatMap(([retry, question]) => {
    const entries = errors.filter((entry) => entry.retry === retry);
    const [first] = entries;
    if (!first) return [];
    const codes = entries.map(({ code, docs }) => html`<a href="${docs}"><code>${code}</code></a>\n`);
    return html`<li class="retry-${retry}"><div><strong>${question}</strong>\n${codes}</div><p>${inlineToHtml(retryInWords(first))}</p></li>\n`;
  });
  return html`<ol class="retry-diagram">\n${rows}</ol>\n`;
}

/** Renders a request, the response, and how to repeat the request. */

import type { Markup } from '../../../text/html.ts';
import { html } from '../../../text/html.ts';
import type { Evidence } from '../../types.ts';
import { bodyText, statusLine } from '../exchange.ts';

/**
 * Renders an exchange.
 *
 * @param about what the exchange belongs to, for the accessible names of its scrollable parts
 */
export function exchange({ request, response, curl }: Evidence, about: string): Markup {
  const shownResponse = response
    ? html`${head(statusLine(response.status), response.headers)}
${scrollable(bodyText(response.body), `The body of the response, ${about}`)}`
    : html`<p class="none">No response.</p>`;
  return html`<div class="exchange">
<section><h4>Request</h4>
${head(`${request.method} ${request.url}`, request.headers)}
${request.body ? scrollable(bodyText(request.body), `The body of the request, ${about}`) : ''}
<h4>Repeat it</h4>
<pre class="curl">${curl}</pre></section>
<section><h4>Response</h4>
${shownResponse}</section>
</div>`;
}

function head(first: string, headers: Readonly<Record<string, string>>): Markup {
  const fields = Object.entries(headers).map(
    ([name, value]) => html`\n<span class="name">${name}:</span> ${value}`,
  );
  return html`<pre><strong>${first}</strong>${fields}</pre>`;
}

/** A scrollable element must be reachable by keyboard and have a name (WCAG 2.1.1, 4.1.2). */
function scrollable(text: string, label: string): Markup {
  // A parser drops the first line feed of a `pre`.
  return html`<pre class="body" tabindex="0" role="group" aria-label="${label}">\n${text}</pre>`;
}

/** The ids of elements in the page, and links to them. */

import type { Markup } from '../../../text/html.ts';
import { html } from '../../../text/html.ts';
import type { Report } from '../../types.ts';

/** Makes the HTML ids of cases and faults. The ids contain numbers, because a case id contains slashes. */
export class Anchors {
  readonly #cases: ReadonlyMap<string, number>;

  constructor({ results }: Report) {
    this.#cases = new Map(results.map(({ id }, index) => [id, index + 1]));
  }

  /** Returns the id of a case's element. */
  case(id: string): string {
    return `case-${this.#cases.get(id) ?? 0}`;
  }

  /** Returns the id of a fault's element, by the number of the fault. */
  fault(number: number): string {
    return `fault-${number}`;
  }

  linkToCase(id: string): Markup {
    return html`<a href="#${this.case(id)}"><code>${id}</code></a>`;
  }

  linkToFault(number: number): Markup {
    return html`<a href="#${this.fault(number)}">fault ${number}</a>`;
  }
}

/** Renders the source of a requirement, as a link if it is a public document. */
export function sourceOf(source: string): Markup {
  const [, rfc, section] = /^RFC (\d+)(?: (\d+(?:\.\d+)*))?$/.exec(source) ?? [];
  if (rfc !== undefined) {
    const fragment = section === undefined ? '' : `#section-${section}`;
    return html`<a href="https://www.rfc-editor.org/rfc/rfc${rfc}${fragment}" rel="noreferrer">${source}</a>`;
  }
  const [, weakness] = /^CWE-(\d+)$/.exec(source) ?? [];
  if (weakness !== undefined) {
    const href = `https://cwe.mitre.org/data/definitions/${weakness}.html`;
    return html`<a href="${href}" rel="noreferrer">${source}</a>`;
  }
  return html`<code>${source}</code>`;
}

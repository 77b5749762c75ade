/** Checks that following the cursors of a listing reaches an end: a bounded number of pages, a SHOULD. */
import { isObject, type JsonObject } from '../../contract/document.ts';
import type { Operation } from '../../contract/model.ts';
import type { Finding } from '../types.ts';
import { excerpt } from './body.ts';
import { must } from './finding.ts';
import { requirementOfPlace } from './requirements.ts';

/** A listing with more pages than this in a row that have a cursor but no new item does not end. */
const MAX_PAGES_WITHOUT_NEW = 4;

/** The pages of one listing, in the order of the cursors. */
export class Listing {
  readonly #document: JsonObject;
  readonly #operation: Operation;
  /** The number of the page that had each cursor. */
  readonly #pages = new Map<string, number>();
  /** The keys of the items on all pages. */
  readonly #keys = new Set<string>();
  #withoutNew = 0;

  constructor(document: JsonObject, operation: Operation) {
    this.#document = document;
    this.#operation = operation;
  }

  /**
   * Adds the next page. It conforms to the schema.
   *
   * @returns the cursor of the page after it, if there is one, and a finding if the listing does not end
   */
  add(body: unknown): { next?: string; finding?: Finding } {
    const { cursorField = '', itemsField = '', itemKeys } = this.#operation.success;
    const data = isObject(body) && isObject(body.data) ? body.data : {};
    const next = data[cursorField];
    // The schema allows an empty cursor, but the contract does not say where it leads.
    if (typeof next !== 'string' || next === '') return {};
    const items = Array.isArray(data[itemsField]) ? data[itemsField].filter(isObject) : [];
    const before = this.#keys.size;
    for (const item of items) this.#keys.add(JSON.stringify(itemKeys.map((key) => item[key] ?? null)));
    this.#withoutNew = this.#keys.size > before ? 0 : this.#withoutNew + 1;
    const first = this.#pages.get(next);
    const page = this.#pages.size + 1;
    this.#pages.set(next, page);
    if (first !== undefined) {
      const actual = `the ${cursorField} of page ${first} again on page ${page}: ${excerpt(JSON.stringify(next))}`;
      return { next, finding: this.#finding(actual) };
    }
    if (this.#withoutNew <= MAX_PAGES_WITHOUT_NEW) return { next };
    const actual = `${this.#withoutNew} pages in a row with a ${cursorField} and without new ${itemsField}`;
    return { next, finding: this.#finding(actual) };
  }

  #finding(actual: string): Finding {
    const { cursorField = '', content, pointer } = this.#operation.success;
    const finding = must({
      check: 'cursor',
      title: 'Following the cursors does not reach an end',
      expected: `a last page, with ${cursorField}: null`,
      actual,
      ...requirementOfPlace(this.#document, content?.schemaPointer ?? pointer, `/data/${cursorField}`),
    });
    return { ...finding, level: 'SHOULD' };
  }
}

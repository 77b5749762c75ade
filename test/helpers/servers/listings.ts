/** Listings with other cursors than the default: which page a cursor leads to, and the posts of each page. */
import type { Json, JsonObject } from '../../../src/contract/document.ts';
import type { Mutation } from './mutant.ts';
import { onData, rewrites } from './mutations.ts';

/** A page of a listing. */
interface ListingPage {
  /** The number of the page that the next cursor leads to, or null on the last page. */
  next: number | null;
  /** The next cursor. @default the number of the next page */
  cursor?: string;
  /** @default the posts of the first page, with ids that no other page has */
  posts?: 'none' | 'the same';
}

/** A server whose cursors are the numbers of pages; the first page has the number 0. */
export function listing(pageOf: (page: number) => ListingPage): Mutation {
  const numbers = new Map<string, number>();
  const prefix = 'page-';
  return {
    ...rewrites((url, request) => {
      const cursor = url.searchParams.get('cursor') ?? '';
      const page = numbers.get(cursor) ?? 0;
      request.headers['x-page'] = String(page);
      if (numbers.has(cursor)) url.searchParams.delete('cursor');
    }),
    ...onData((data, { request }) => {
      const page = Number(request.headers['x-page']);
      const { next, posts, cursor = `${prefix}${next}` } = pageOf(page);
      if (next !== null) numbers.set(cursor, next);
      data.next_cursor = next === null ? null : cursor;
      if (posts === 'none') data.posts = [];
      if (posts === undefined)
        for (const post of data.posts as Json[])
          (post as JsonObject).id = Number((post as JsonObject).id) + 1000 * page;
    }),
  };
}

/** Writes this number in a body instead of the text "NUMBER". */
export function withNumber(json: unknown, number: string): string {
  return JSON.stringify(json).replaceAll('"NUMBER"', number);
}

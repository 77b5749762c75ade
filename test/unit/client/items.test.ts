/** The iteration over the items of all pages. */
import { expect, expectTypeOf, test } from 'vitest';
import { contract } from '../../../generated/contract.ts';
import { type Client, type components, isApiError } from '../../../src/index.ts';
import { failure, inTurn, success, USER, worldOf } from '../../helpers/client/harness.ts';

const page = (ids: number[], cursor: unknown) =>
  success({ posts: ids.map((id) => ({ id })), next_cursor: cursor });
const PAGES = [page([1, 2], 'b'), page([], 'c'), page([3, 4, 5], null)];

type Options = Parameters<Client['listPostsByUser']['items']>[1];

/** Returns the ids of the items, the exception that ended the iteration, and the number of requests. */
async function walk(responses: Parameters<typeof inTurn>, options?: Options) {
  const { client, requests } = worldOf(inTurn(...responses));
  const ids: number[] = [];
  let thrown: unknown;
  try {
    for await (const { id } of client.listPostsByUser.items(USER, options)) ids.push(id);
  } catch (error) {
    thrown = error;
  }
  return { ids, thrown, cursors: requests.map(({ url }) => new URL(url).searchParams.get('cursor')) };
}

test('yields the items of all pages in order', async () => {
  expect(await walk(PAGES)).toEqual({ ids: [1, 2, 3, 4, 5], thrown: undefined, cursors: [null, 'b', 'c'] });
});

test.each([
  [0, [], 0],
  [1, [1], 1],
  [2, [1, 2], 1],
  [3, [1, 2, 3], 3],
  [5, [1, 2, 3, 4, 5], 3],
  [99, [1, 2, 3, 4, 5], 3],
  [Number.POSITIVE_INFINITY, [1, 2, 3, 4, 5], 3],
  [undefined, [1, 2, 3, 4, 5], 3],
])('with max %j, requests no page after the last item', async (max, ids, requests) => {
  const outcome = await walk(PAGES, { max });
  expect(outcome.ids).toEqual(ids);
  expect(outcome.cursors).toHaveLength(requests);
});

test('throws an ApiError after the items so far', async () => {
  const { ids, thrown } = await walk([page([1, 2], 'b'), failure(404, { code: 'NOT_FOUND' })]);
  expect(ids).toEqual([1, 2]);
  expect(isApiError(thrown, 'NOT_FOUND')).toBe(true);
  const repeated = await walk([page([1], 'b'), page([2], 'b')]);
  expect(repeated.ids).toEqual([1, 2]);
  expect(repeated.thrown).toMatchObject({ kind: 'protocol', reason: 'bad_cursor' });
});

test.each([-1, 1.5, '5', '', null, {}])('throws an ApiError if max is %j, and sends nothing', async (max) => {
  const { thrown, cursors } = await walk(PAGES, { max } as never);
  expect(isApiError(thrown)).toBe(true);
  expect(thrown).toMatchObject({ kind: 'refused' });
  expect(String(thrown)).toContain('The option max must be a whole number, 0 or more.');
  expect(cursors).toEqual([]);
});

test.each([null, 'fast'])('throws an ApiError if the options are %j', async (options) => {
  expect((await walk(PAGES, options as never)).thrown).toMatchObject({ kind: 'refused' });
});

test('passes the other options to each call', async () => {
  const { client, requests } = worldOf(inTurn(...PAGES));
  for await (const _ of client.listPostsByUser.items(USER, { headers: { 'x-trace': '7' }, max: 9 }));
  expect(requests.map(({ headers }) => headers.get('x-trace'))).toEqual(['7', '7', '7']);
});

test('exists for exactly the operations with pages; a call and its pages have no max', async () => {
  const { client, requests } = worldOf(inTurn(...PAGES));
  for (const [id, { cursor }] of Object.entries(contract.operations)) {
    expect('items' in client[id as keyof Client]).toBe(cursor !== undefined);
  }
  const { error } = await client.listPostsByUser(USER, { max: 5 } as never);
  expect(error?.message).toContain('The option max does not exist.');
  for await (const { error } of client.listPostsByUser.pages(USER, { max: 5 } as never)) {
    expect(error?.kind).toBe('refused');
  }
  expect(requests).toEqual([]);
});

test('has the type of an item', () => {
  type Item = ReturnType<Client['listPostsByUser']['items']> extends AsyncGenerator<infer One> ? One : never;
  expectTypeOf<Item>().toEqualTypeOf<components['schemas']['Post']>();
});

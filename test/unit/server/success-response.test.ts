/** Success responses for every operation, checked with the client and against the schemas of the spec. */
import { describe, expect, test } from 'vitest';
import { SchemaChecker } from '../../../src/conformance/checks/schema.ts';
import { successResponse } from '../../../src/errors.ts';
import { createClient, type ListPostsByUserData, type Post } from '../../../src/index.ts';
import { contract } from '../../helpers/project.ts';

type Id = Parameters<typeof successResponse>[0];
const ids = contract.operations.map(({ id }) => id) as Id[];

async function postsOf(data?: Partial<ListPostsByUserData>): Promise<Post[]> {
  const { data: all } = await successResponse('listPostsByUser', data).json();
  return all.posts;
}

describe.each(ids)('%s', (id) => {
  const operation = contract.operations.find((each) => each.id === id);

  test('the response has the status and media type of the contract, and conforms to the schema', async () => {
    const response = successResponse(id);
    expect(response.status).toBe(operation?.success.status);
    expect(response.headers.get('content-type')).toBe(operation?.success.content?.mediaType);
    const checker = SchemaChecker.of(contract.document);
    expect(checker.faults(operation?.success.content?.schemaPointer ?? '', await response.json())).toEqual(
      [],
    );
  });

  test('each response can be read once', async () => {
    expect(await successResponse(id).text()).toBe(await successResponse(id).text());
  });
});

test('the client reads the given data', async () => {
  const [post] = await postsOf();
  const data: ListPostsByUserData = {
    posts: [{ ...post, content: null } as Post],
    remaining_balance: 7,
    next_cursor: null,
  };
  const client = createClient({
    baseUrl: 'https://api.test/v1',
    token: 'a-test-token',
    fetch: async () => successResponse('listPostsByUser', data, { headers: { 'x-request-id': 'r1' } }),
  });
  const result = await client.listPostsByUser({ platform: 'x', username: 'ada' });
  expect(result).toMatchObject({ success: true, data, requestId: 'r1' });
});

test('data that does not conform to the schema or its relations is refused, and the message names the fault', async () => {
  const [post] = (await postsOf()) as [Post];
  const { engagement } = post;
  const inPost = (change: object) => ({ posts: [{ ...post, ...change }] });
  const total = engagement.likes + engagement.comments + engagement.shares;
  const wrong: [object, string][] = [
    [{ posts: {} }, 'is invalid: data/posts must be array'],
    [{ remaining_balance: -1 }, 'is invalid: data/remaining_balance must be >= 0'],
    [{ remaining_balance: Number.NaN }, 'is invalid: data/remaining_balance must be integer'],
    [{ next_cursor: undefined }, "is invalid: data must have required property 'next_cursor'"],
    [
      inPost({ platform: 'other' }),
      'is invalid: data/posts/0/platform must be equal to one of the allowed values',
    ],
    [inPost({ post_url: 'no URL' }), 'is invalid: data/posts/0/post_url must match format "uri"'],
    [
      inPost({ published_at: '2026-01-01' }),
      'is invalid: data/posts/0/published_at must match format "date-time"',
    ],
    [
      inPost({ engagement: { ...engagement, total: total + 1 } }),
      `is invalid: data/posts/0/engagement/total must be the sum of likes, comments and shares (${total}), not ${total + 1}`,
    ],
    [{ post: [] }, 'must not have a field post; the fields are '],
  ];
  for (const [data, message] of wrong) {
    expect(() => successResponse('listPostsByUser', data), message).toThrow(
      `The data of listPostsByUser ${message}`,
    );
    expect(() => successResponse('listPostsByUser', data)).toThrow(TypeError);
  }
});

test('an unknown operation, a status and other values are refused', () => {
  for (const id of ['other', 'constructor', '', null]) {
    expect(() => successResponse(id as Id)).toThrow(
      `The contract has no operation ${id}. The operations are `,
    );
  }
  for (const data of [null, [], 'posts']) {
    expect(() => successResponse('listPostsByUser', data as object)).toThrow(
      'The data of listPostsByUser must be an object.',
    );
  }
  const init = { status: 201 } as object;
  expect(() => successResponse('listPostsByUser', {}, init)).toThrow(
    'The status of listPostsByUser is 200: change the status in the init of successResponse, or remove it.',
  );
  // @ts-expect-error The type of a field.
  expect(() => successResponse('listPostsByUser', { remaining_balance: '7' })).toThrow(TypeError);
});

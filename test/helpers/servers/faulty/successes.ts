/** Faulty servers whose successes have wrong posts, balances, cursors or pages. */
import { isObject, type Json, type JsonObject } from '../../../../src/contract/document.ts';
import { listing, withNumber } from '../listings.ts';
import type { Mutation, Outgoing, Page } from '../mutant.ts';
import { errorDecision, type Faulty, onData, onPage, onPosts, onSuccess, text } from '../mutations.ts';

const ONLY = ['successes'];

/** Invalid values, by the kind of a field. */
const WRONG: Record<string, Json[]> = {
  integer: ['7', 0.5, true, [7]],
  count: ['7', 0.5, -1, [], '1.2K'],
  string: [7, [], {}, true],
  'string?': [7, [], {}],
  platform: ['facebook', 'TikTok', '', 7],
  url: [
    '/natgeo/7',
    'natgeo',
    '',
    7,
    'social.example/natgeo',
    '//social.example/7',
    'https://',
    'https://social.example/a b',
    'http//social.example',
  ],
  date: [
    '2026-01-15T09:00:00',
    '2026-01-15 09:00:00Z',
    '2026-01-15',
    1_768_467_600,
    '1768467600',
    'Thu, 15 Jan 2026 09:00:00 GMT',
    '2026-02-30T09:00:00Z',
    '2026-01-15T25:00:00Z',
    '2026-01-15T09:00Z',
    '2026-01-15T09:00:00+0200',
    '2026-01-15T09:00:00+02',
    'yesterday',
    '',
    '20260115T090000Z',
    '2026-1-15T09:00:00Z',
    '0000',
  ],
  type: ['gif', 'IMAGE', '', 7, ['image']],
  urls: [
    ['/1.jpg'],
    [7],
    [null],
    'https://media.example/1.jpg',
    {},
    [{ url: 'https://media.example/1.jpg' }],
  ],
  names: ['one', [7], [null], {}, 'one,two', [{ name: 'one' }]],
  object: [[], 'text', 7],
};

/** The kind of each field of a post, with a question mark if the field can be null. */
const FIELDS: Record<string, string> = {
  id: 'integer',
  platform: 'platform',
  platform_post_id: 'string',
  content: 'string?',
  post_url: 'url',
  published_at: 'date?',
  media: 'object',
  'media.type': 'type?',
  'media.urls': 'urls',
  engagement: 'object',
  'engagement.likes': 'count',
  'engagement.comments': 'count',
  'engagement.shares': 'count',
  'engagement.views': 'count',
  'engagement.total': 'count',
  author: 'object',
  'author.username': 'string',
  'author.display_name': 'string',
  'author.profile_url': 'string',
  'author.avatar_url': 'string',
  hashtags: 'names',
  mentions: 'names',
  scraped_at: 'date',
};

/** The posts that have the fault, and the case that must fail. */
const PLACES: Record<string, [(index: number, page: Page) => boolean, string]> = {
  'in every post': [() => true, 'success'],
  'in the second post': [(index) => index === 1, 'success'],
  'in the last post': [(index, { limit }) => index === limit - 1, 'success'],
  'on the second page': [(_, { offset, limit }) => offset === limit, 'success/pages'],
  'after the first page': [(_, { offset }) => offset > 0, 'success/pages'],
  'on the last page': [(_, { offset, limit }) => limit > 50 && offset + limit > 120, 'success/pages/maximum'],
  'for x only': [(_, { platform }) => platform === 'x', 'success/platform/x'],
  'for linkedin only': [(_, { platform }) => platform === 'linkedin', 'success/platform/linkedin'],
  'with limit=100 only': [(_, { limit }) => limit === 100, 'success/limit/maximum'],
  'in the hundredth post': [(index) => index === 99, 'success/limit/maximum'],
  'with limit=1 only': [(_, { limit }) => limit === 1, 'success/limit/minimum'],
};

/** Sets a field of a post, or removes it if the value is `undefined`. */
function put(post: JsonObject, path: string, value: Json | undefined): void {
  const [outer = '', inner] = path.split('.');
  const parent = inner === undefined ? post : post[outer];
  if (!isObject(parent)) return;
  if (value === undefined) delete parent[inner ?? outer];
  else parent[inner ?? outer] = value;
}

const isEmpty = ({ json }: Outgoing) => (json.data as { posts: Json[] }).posts.length === 0;

const excerpt = (value: Json) => JSON.stringify(value).slice(0, 40);

const fieldFaults = Object.entries(FIELDS).flatMap(([path, kind]): Faulty[] => {
  const values: (Json | undefined)[] = [undefined, ...(WRONG[kind.replace('?', '')] ?? [])];
  if (!kind.endsWith('?')) values.push(null);
  return values.map((value) => ({
    name: `${path} of each post is ${value === undefined ? 'missing' : excerpt(value)}`,
    mutation: onPosts((post) => put(post, path, value)),
    case: 'success',
    check: 'schema',
    only: ['*/success'],
  }));
});

const placeFaults = Object.entries(PLACES).flatMap(([name, [applies, id]]): Faulty[] =>
  (
    [
      ['scraped_at is missing', 'scraped_at', undefined],
      ['published_at has no time zone', 'published_at', '2026-01-15T09:00:00'],
      ['id is a string', 'id', '7'],
      ['total is wrong', 'engagement.total', 1],
    ] as const
  ).map(([fault, path, value]) => ({
    name: `${fault} ${name}`,
    mutation: onPosts((post, index, page) => {
      if (applies(index, page)) put(post, path, value);
    }),
    case: id,
    check: 'schema',
    only: ONLY,
  })),
);

const DATA: Record<string, (data: JsonObject, page: Page) => void> = {
  'remaining_balance is missing': (data) => delete data.remaining_balance,
  'remaining_balance is null': (data) => Object.assign(data, { remaining_balance: null }),
  'remaining_balance is a string': (data) => Object.assign(data, { remaining_balance: '975' }),
  'remaining_balance is a fraction': (data) => Object.assign(data, { remaining_balance: 975.5 }),
  'remaining_balance is negative': (data) => Object.assign(data, { remaining_balance: -1 }),
  'remaining_balance is an object': (data) => Object.assign(data, { remaining_balance: { credits: 975 } }),
  'remaining_balance is named balance': (data) => {
    data.balance = data.remaining_balance ?? 0;
    delete data.remaining_balance;
  },
  'posts is missing': (data) => delete data.posts,
  'posts is null': (data) => Object.assign(data, { posts: null }),
  'posts is an object': (data) => Object.assign(data, { posts: { items: data.posts } }),
  'posts is a single post': (data) => Object.assign(data, { posts: (data.posts as Json[])[0] ?? {} }),
  'posts is named items': (data) => {
    data.items = data.posts ?? [];
    delete data.posts;
  },
  'posts contains null': (data) => (data.posts as Json[]).push(null),
  'posts contains a string': (data) =>
    Object.assign(data, { posts: ['a', ...(data.posts as Json[]).slice(1)] }),
  'next_cursor is missing': (data) => delete data.next_cursor,
  'next_cursor is a number': (data) => Object.assign(data, { next_cursor: 20 }),
  'next_cursor is false': (data) => Object.assign(data, { next_cursor: false }),
  'next_cursor is an object': (data) => Object.assign(data, { next_cursor: { offset: 20 } }),
  'next_cursor is named nextCursor': (data) => {
    data.nextCursor = data.next_cursor ?? null;
    delete data.next_cursor;
  },
};

/** Integers beyond 2^53 - 1, in every form of JSON. */
const UNSAFE = [
  '9007199254740992',
  '9007199254740993',
  '-9007199254740992',
  '9007199254740993.0',
  '9.007199254740993e15',
  '900719925474099300E-2',
  '18446744073709551615',
  '1e300',
];

/** Listings without an end, and the case that must warn. */
const ENDLESS: Record<string, [id: string, mutation: () => Mutation]> = {
  'the same cursor on every page': [
    'success/pages',
    () => listing((page) => ({ next: page + 1, cursor: 'a' })),
  ],
  'the second page has its own cursor': ['success/pages', () => listing(() => ({ next: 1 }))],
  'two cursors in turn': ['success/pages', () => listing((page) => ({ next: page === 1 ? 2 : 1 }))],
  'the last page leads to the first': [
    'success/pages/maximum',
    () => listing((page) => ({ next: (page + 1) % 8 })),
  ],
  'the last page leads to the third': [
    'success/pages/maximum',
    () => listing((page) => ({ next: page === 8 ? 2 : page + 1 })),
  ],
  'empty pages after the last post': [
    'success/pages/maximum',
    () => listing((page) => ({ next: page + 1, ...(page > 1 && { posts: 'none' as const }) })),
  ],
  'no posts at all': ['success/pages/maximum', () => listing((page) => ({ next: page + 1, posts: 'none' }))],
  'every cursor leads to the first page': [
    'success/pages/maximum',
    () => listing((page) => ({ next: page + 1, posts: 'the same' })),
  ],
  'the same cursor if the token is in X-API-Token': [
    'success/pages/X-API-Token',
    () => {
      const { request, response } = listing((page) => ({ next: page + 1, cursor: 'a' }));
      return {
        request: (message) => request?.(message),
        response: (outgoing) => {
          if (outgoing.request.headers['x-api-token']) return response?.(outgoing);
        },
      };
    },
  ],
};

export const successes: readonly Faulty[] = [
  ...fieldFaults,
  ...placeFaults,
  ...Object.entries(DATA).map(
    ([name, change]): Faulty => ({
      name,
      mutation: onData((data, _, page) => change(data, page)),
      case: 'success',
      check: 'schema',
      only: ONLY,
    }),
  ),
  ...['one too large', 'increased by the views', '0', 'the same for all posts'].map(
    (name, index): Faulty => ({
      name: `total of each post is ${name}`,
      mutation: onPosts(({ engagement }) => {
        const counts = engagement as Record<string, number>;
        const total = counts.total ?? 0;
        counts.total = [total + 1, total + (counts.views ?? 0), 0, 1_000_000][index] ?? 0;
      }),
      case: 'success',
      check: 'schema',
      only: ONLY,
    }),
  ),
  {
    name: 'remaining_balance is next to data, not inside',
    mutation: onData((data, { json }) => {
      json.remaining_balance = data.remaining_balance ?? 0;
      delete data.remaining_balance;
    }),
    case: 'success',
    check: 'schema',
    only: ONLY,
  },
  {
    name: 'remaining_balance is missing on the second page',
    mutation: onData((data, _, { offset }) => {
      if (offset > 0) delete data.remaining_balance;
    }),
    case: 'success/pages',
    check: 'schema',
    only: ONLY,
  },
  {
    name: 'next_cursor is missing on the last page',
    mutation: onData((data) => {
      if (data.next_cursor === null) delete data.next_cursor;
    }),
    case: 'success/pages/maximum',
    check: 'schema',
    only: ONLY,
  },
  {
    name: 'next_cursor is missing if a page has no posts',
    mutation: onData((data) => {
      if ((data.posts as Json[]).length === 0) delete data.next_cursor;
    }),
    case: 'success/opaque/unknown',
    operation: 'listPostsByUser',
    check: 'schema',
    only: ONLY,
  },
  {
    name: 'posts is null if a page has no posts',
    mutation: onData((data) => {
      if ((data.posts as Json[]).length === 0) data.posts = null;
    }),
    case: 'success/opaque/unknown',
    operation: 'listPostsByHashtag',
    check: 'schema',
    only: ONLY,
  },
  {
    name: 'a page without posts is a 204',
    mutation: onSuccess((outgoing) => {
      if (!isEmpty(outgoing)) return;
      outgoing.status = 204;
      outgoing.body = '';
      delete outgoing.headers['Content-Type'];
    }),
    case: 'success/opaque/unknown',
    operation: 'listPostsByUser',
    check: 'media-type',
    only: ONLY,
  },
  {
    name: 'the second page is INTERNAL_ERROR',
    mutation: onPage((page) => (page.offset > 0 ? errorDecision('INTERNAL_ERROR') : page)),
    case: 'success/pages',
    check: 'success',
    only: ONLY,
  },
  {
    name: 'the second page is INVALID_PARAMETERS',
    mutation: onPage((page) => (page.offset > 0 ? errorDecision('INVALID_PARAMETERS') : page)),
    case: 'success/pages',
    check: 'success',
    only: ONLY,
  },
  {
    name: 'the third page is INTERNAL_ERROR',
    mutation: onPage((page) => (page.offset === 2 * page.limit ? errorDecision('INTERNAL_ERROR') : page)),
    case: 'success/pages/default',
    check: 'success',
    only: ONLY,
  },
  {
    name: 'the second page is INVALID_API_TOKEN if the token is in X-API-Token',
    mutation: onPage((page, { headers }) =>
      page.offset > 0 && headers['x-api-token'] ? errorDecision('INVALID_API_TOKEN') : page,
    ),
    case: 'success/pages/X-API-Token',
    check: 'success',
    only: ONLY,
  },
  ...[201, 202, 203, 206, 207, 299, 400, 404, 500].map(
    (status): Faulty => ({
      name: `every success has status ${status}`,
      mutation: onSuccess((outgoing) => {
        outgoing.status = status;
      }),
      case: 'success',
      check: 'status',
      only: ONLY,
    }),
  ),
  {
    name: 'static-file middleware handles names that end like a file',
    mutation: onSuccess((outgoing) => {
      if (!/\.json(\?|$)/.test(outgoing.request.url ?? '')) return;
      outgoing.status = 404;
      text(outgoing, 'text/html', '<h1>404</h1>');
    }),
    case: 'success/opaque/ending',
    check: 'media-type',
    only: ONLY,
  },
  {
    name: 'a page without posts has status 404',
    mutation: onSuccess((outgoing) => {
      if (isEmpty(outgoing)) outgoing.status = 404;
    }),
    case: 'success/opaque/unknown',
    operation: 'listPostsByUser',
    check: 'status',
    only: ONLY,
  },
  ...(['NOT_FOUND', 'INVALID_PLATFORM', 'INVALID_PARAMETERS'] as const).map((code): Faulty => {
    return {
      name: `${code} is charged`,
      mutation: () => {
        let spent = 0;
        return {
          response: ({ json, code: returned }) => {
            if (returned === code) spent += 5;
            if (json.data) json.data.remaining_balance = Number(json.data.remaining_balance) - spent;
          },
        };
      },
      case: `charging/${code}`,
      check: 'charge',
      level: 'SHOULD',
      only: ['charging'],
    };
  }),
  ...Object.entries(ENDLESS).map(
    ([name, [id, mutation]]): Faulty => ({
      name: `cursors without an end: ${name}`,
      mutation,
      case: id,
      check: 'cursor',
      level: 'SHOULD',
      only: ONLY,
    }),
  ),
  ...UNSAFE.map(
    (number): Faulty => ({
      name: `the id of the last post is ${number}`,
      mutation: onData((data, outgoing) => {
        const last = (data.posts as JsonObject[]).at(-1);
        if (last) last.id = 'NUMBER';
        outgoing.body = withNumber(outgoing.json, number);
      }),
      case: 'success',
      check: 'integers',
      level: 'SHOULD',
      only: ['*/success'],
    }),
  ),
  {
    name: 'an additional field of the second page is 9007199254740993',
    mutation: onData((data, outgoing, { offset }) => {
      if (offset > 0) Object.assign(data, { total_posts: ['NUMBER'] });
      outgoing.body = withNumber(outgoing.json, '9007199254740993');
    }),
    case: 'success/pages',
    check: 'integers',
    level: 'SHOULD',
    only: ONLY,
  },
];

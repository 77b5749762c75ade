/** The page that react-query.test.ts bundles for a browser. It uses the hooks like an application. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import createApi from 'openapi-react-query';
import { createElement as h, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { createFetchClient } from '../../../src/openapi-fetch.ts';

const client = createFetchClient({
  baseUrl: `${location.origin}/api/v1`,
  token: 'test_ok',
  sleep: async () => {},
});
const $api = createApi(client);
const BY_USER = '/posts/by-user/{platform}/{username}';
const initOf = (username: string) => ({ params: { path: { platform: 'x' as const, username } } });

/** Shows one page of a user's posts, or the error. */
function One({ username }: { username: string }) {
  const { data, error } = $api.useQuery('get', BY_USER, initOf(username));
  if (error) return h('output', null, `${error.error.code ?? error.error.kind}: ${error.error.message}`);
  return h('output', null, data ? `${data.data.remaining_balance} left` : 'waiting');
}

/** Shows all pages that were requested. */
function All({ username }: { username: string }) {
  const { data, hasNextPage, fetchNextPage } = $api.useInfiniteQuery('get', BY_USER, initOf(username), {
    pageParamName: 'cursor',
    // With undefined, the library would request the cursor 0.
    initialPageParam: null,
    getNextPageParam: (page) => page.data.next_cursor,
  });
  const cursors = data?.pages.map((page) => String(page.data.next_cursor)) ?? [];
  return h('div', null, [
    h('output', { key: 'out' }, cursors.join(' ')),
    hasNextPage && h('button', { type: 'button', key: 'more', onClick: () => fetchNextPage() }, 'more'),
  ]);
}

/** Shows what the URL selects, until it is closed. */
function Page() {
  const [isOpen, setOpen] = useState(true);
  const username = new URLSearchParams(location.search).get('user') ?? '';
  const shown = username === 'paged' ? h(All, { username }) : h(One, { username });
  return h('main', null, [
    h('button', { type: 'button', key: 'close', id: 'close', onClick: () => setOpen(false) }, 'close'),
    isOpen && h('section', { key: 'shown' }, shown),
  ]);
}

const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
createRoot(document.body).render(h(QueryClientProvider, { client: queries }, h(Page)));

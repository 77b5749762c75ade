/** Types that must hold, and mistakes that must not compile: checked by `tsc`, never run. */
import {
  type CallOptions,
  type Client,
  createClient,
  isApiError,
  orThrow,
  type Result,
} from '../../src/index.ts';

declare const client: Client;
declare function use<Type>(value: Type): void;

export async function narrowing(): Promise<void> {
  const result = await client.listPostsByUser({
    platform: 'x',
    username: 'natgeo',
    limit: 5,
    cursor: undefined,
  });

  // @ts-expect-error There is no data before `success` is checked.
  result.data.posts;
  if (result.success) {
    use<number>(result.data.remaining_balance);
    use<string | null>(result.data.next_cursor);
    use<Response>(result.response);
    use<undefined>(result.error);
    // @ts-expect-error No such field.
    result.data.balance;
    return;
  }

  const { error } = result;
  use<undefined>(result.data);
  use<Response | undefined>(result.response);
  use<string>(error.message);
  use<number | undefined>(error.retryAfterMs);

  // By the code alone.
  if (error.code === 'INSUFFICIENT_BALANCE') {
    use<number | undefined>(error.required);
    use<number | undefined>(error.available);
    use<'api'>(error.kind);
    use<string>(error.solution);
    // @ts-expect-error A server can leave it out.
    use<number>(error.required);
    // @ts-expect-error The field of another code.
    error.retry_after;
  }
  if (error.code === 'RATE_LIMIT_EXCEEDED') use<number | undefined>(error.retry_after);
  // @ts-expect-error No such code: the union is closed.
  if (error.code === 'NO_SUCH_CODE') return;
  // @ts-expect-error Not every code has it.
  error.retry_after;

  switch (error.kind) {
    case 'api':
      use<number>(error.status);
      use<string>(error.docs);
      break;
    case 'unknown_code':
      use<string>(error.receivedCode);
      use<undefined>(error.code);
      use<string>(error.excerpt);
      break;
    case 'protocol':
      use<number>(error.status);
      use<string>(error.excerpt);
      break;
    case 'timeout':
    case 'network':
    case 'abort':
    case 'refused':
      use<unknown>(error.cause);
      use<undefined>(error.status);
      break;
    default:
      use<never>(error);
  }
}

export async function parameters(): Promise<void> {
  // @ts-expect-error No such platform.
  await client.listPostsByUser({ platform: 'TikTok', username: 'natgeo' });
  // @ts-expect-error The platform is missing.
  await client.listPostsByUser({ username: 'natgeo' });
  // @ts-expect-error The hashtag is the other operation's.
  await client.listPostsByUser({ platform: 'x', username: 'natgeo', hashtag: 'travel' });
  // @ts-expect-error A number, not its digits.
  await client.listPostsByUser({ platform: 'x', username: 'natgeo', limit: '5' });
  // @ts-expect-error Parameters are required.
  await client.listPostsByHashtag();
  await client.listPostsByHashtag(
    { platform: 'x', hashtag: 'travel' },
    { signal: null, retry: false, timeoutMs: 5 },
  );
  // @ts-expect-error No such option of a call.
  await client.listPostsByHashtag({ platform: 'x', hashtag: 'travel' }, { timeout: 5 });
  use<CallOptions>({ retry: { retries: 1 } });

  for await (const page of client.listPostsByHashtag.pages({ platform: 'x', hashtag: 'travel' })) {
    use<Result<unknown>>(page);
    if (page.success) use<string[]>(page.data.posts.map(({ post_url }) => post_url));
    else use<string>(page.error.message);
  }
}

export function options(): void {
  // @ts-expect-error No host is invented.
  createClient({ token: 't' });
  // @ts-expect-error The token is required.
  createClient({ baseUrl: 'https://api.example/api/v1' });
  // @ts-expect-error No header of the spec.
  createClient({ baseUrl: 'https://api.example/api/v1', token: 't', tokenHeader: 'Cookie' });
  createClient({
    baseUrl: 'https://api.example/api/v1',
    token: async () => 't',
    tokenHeader: 'X-API-Token',
    onBalance: ({ balance, low }) => use<[number, boolean]>([balance, low]),
    onRetry: ({ error }) => use<string>(error.message),
  });
}

export async function throwing(): Promise<void> {
  try {
    use<number>(orThrow(await client.listPostsByUser({ platform: 'x', username: 'a' })).remaining_balance);
  } catch (error) {
    if (isApiError(error, 'RATE_LIMIT_EXCEEDED')) {
      use<number | undefined>(error.retry_after);
      use<Error>(error);
      // @ts-expect-error The field of another code.
      error.required;
    } else if (isApiError(error)) {
      if (error.kind === 'unknown_code') use<string>(error.receivedCode);
      use<number>(error.attempts);
      // @ts-expect-error No such code.
      isApiError(error, 'OOPS');
    }
  }
}

export async function http(): Promise<void> {
  const path = { platform: 'x', username: 'a' } as const;
  const { data, error } = await client.http.GET('/posts/by-user/{platform}/{username}', { params: { path } });
  if (data) use<number>(data.data.remaining_balance);
  else if (error.error.code === 'RATE_LIMIT_EXCEEDED') use<number>(error.error.retry_after);
  // @ts-expect-error No such path.
  await client.http.GET('/posts', {});
}

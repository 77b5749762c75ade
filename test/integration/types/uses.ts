/**
 * The client's types as programs use them, and mistakes that must not compile. Never run: checked against `src/` by
 * `npm run check:types`, and against the package by types.test.ts.
 */
import {
  ApiError,
  type ApiFailure,
  type CallOptions,
  type Client,
  createClient,
  type ErrorCode,
  type Failure,
  isApiError,
  type ListPostsByUserParameters,
  orThrow,
  type Result,
} from '../../../src/index.ts';

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
  // @ts-expect-error There is no error before `success` is checked.
  result.error.message;
  if (result.success) {
    use<number>(result.data.remaining_balance);
    use<string | null>(result.data.next_cursor);
    use<Response>(result.response);
    use<undefined>(result.error);
    const [post] = result.data.posts;
    // @ts-expect-error It may be null.
    post?.content.length;
    // @ts-expect-error No such field.
    result.data.balance;
    return;
  }

  const { error } = result;
  use<undefined>(result.data);
  use<Response | undefined>(result.response);
  // @ts-expect-error There may have been no answer.
  result.response.status;
  use<string>(error.message);
  use<number>(error.attempts);
  use<number | undefined>(error.retryAfterMs);
  // @ts-expect-error A server may not have said.
  use<number>(error.retryAfterMs);

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
  // @ts-expect-error No such kind.
  if (error.kind === 'http') return;

  switch (error.kind) {
    case 'api':
      use<ErrorCode>(error.code);
      use<number>(error.status);
      use<string>(error.docs);
      // @ts-expect-error The answer was understood.
      error.excerpt;
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
      // @ts-expect-error It may be anything.
      error.cause.message;
      break;
    default:
      use<never>(error);
  }
}

/** A function of the caller's over results of any operation. */
export function dataOr<Data>(result: Result<Data>, other: Data): Data {
  return result.success ? result.data : other;
}

export async function generic(): Promise<void> {
  const result = await client.listPostsByHashtag({ platform: 'x', hashtag: 'a' });
  if (!result.success) {
    use<Failure>(result.error);
    return;
  }
  use<number>(dataOr(result, result.data).posts.length);
  // @ts-expect-error Other data than the operation's.
  dataOr<{ nothing: 1 }>(result, { nothing: 1 });
  // @ts-expect-error The code of another failure.
  use<ApiFailure<'NOT_FOUND'>>({} as ApiFailure<'INTERNAL_ERROR'>);
}

export async function parameters(): Promise<void> {
  // @ts-expect-error No such platform.
  await client.listPostsByUser({ platform: 'TikTok', username: 'natgeo' });
  // @ts-expect-error Any string may be none.
  await client.listPostsByUser({ platform: 'tiktok' as string, username: 'natgeo' });
  // @ts-expect-error The platform is missing.
  await client.listPostsByUser({ username: 'natgeo' });
  // @ts-expect-error The hashtag is the other operation's.
  await client.listPostsByUser({ platform: 'x', username: 'natgeo', hashtag: 'travel' });
  // @ts-expect-error A number, not its digits.
  await client.listPostsByUser({ platform: 'x', username: 'natgeo', limit: '5' });
  // @ts-expect-error Parameters are required.
  await client.listPostsByHashtag();
  // @ts-expect-error No such operation.
  await client.listPosts({ platform: 'x' });
  await client.listPostsByHashtag(
    { platform: 'x', hashtag: 'travel' },
    { signal: null, retry: false, timeoutMs: 5 },
  );
  // @ts-expect-error No such option of a call.
  await client.listPostsByHashtag({ platform: 'x', hashtag: 'travel' }, { timeout: 5 });
  // @ts-expect-error The token is the client's.
  await client.listPostsByHashtag({ platform: 'x', hashtag: 'travel' }, { token: 't' });
  use<CallOptions>({ retry: { retries: 1 } });
  // What a caller does not know may be undefined, under `exactOptionalPropertyTypes` too.
  use<CallOptions>({ signal: undefined, timeoutMs: undefined, deadlineMs: undefined, retry: undefined });
  use<ListPostsByUserParameters>({ platform: 'x', username: 'a', limit: undefined, cursor: undefined });

  for await (const page of client.listPostsByHashtag.pages({ platform: 'x', hashtag: 'travel' })) {
    use<Result<unknown>>(page);
    // @ts-expect-error A page may be a failure.
    page.data.posts;
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
  // @ts-expect-error Milliseconds, as a number.
  createClient({ baseUrl: 'https://api.example/api/v1', token: 't', timeoutMs: '5s' });
  // @ts-expect-error No such option.
  createClient({ baseUrl: 'https://api.example/api/v1', token: 't', retries: 5 });
  // @ts-expect-error Retries are off with `false`; there is no `true`.
  createClient({ baseUrl: 'https://api.example/api/v1', token: 't', retry: true });
  createClient({
    baseUrl: 'https://api.example/api/v1',
    token: async () => 't',
    tokenHeader: 'X-API-Token',
    onBalance: ({ balance, low }) => use<[number, boolean]>([balance, low]),
    onRetry: async ({ error, waitMs }) => use<[string, number]>([error.message, waitMs]),
  });
  createClient({
    baseUrl: 'https://api.example/api/v1',
    token: 't',
    tokenHeader: undefined,
    timeoutMs: undefined,
    retry: { retries: undefined },
    fetch: undefined,
    onRetry: undefined,
    lowBalance: undefined,
  });
  createClient({ baseUrl: 'https://api.example/api/v1', token: 't', fetch });
  createClient({ baseUrl: 'https://api.example/api/v1', token: 't', fetch: async ({ url }) => fetch(url) });
}

export async function throwing(): Promise<void> {
  try {
    use<number>(orThrow(await client.listPostsByUser({ platform: 'x', username: 'a' })).remaining_balance);
  } catch (error) {
    if (isApiError(error, 'RATE_LIMIT_EXCEEDED')) {
      use<number | undefined>(error.retry_after);
      use<'RATE_LIMIT_EXCEEDED'>(error.code);
      use<Error>(error);
      // @ts-expect-error The field of another code.
      error.required;
    } else if (isApiError(error)) {
      if (error.kind === 'unknown_code') use<string>(error.receivedCode);
      if (error.code === 'INSUFFICIENT_BALANCE') use<number | undefined>(error.required);
      use<number>(error.attempts);
      // @ts-expect-error No such code.
      isApiError(error, 'OOPS');
      // @ts-expect-error The fields of a code are there when the code is known.
      error.required;
    }
    // @ts-expect-error It may be any exception.
    error.code;
    if (error instanceof ApiError) {
      use<ErrorCode | undefined>(error.code);
      // @ts-expect-error It says what was.
      error.code = undefined;
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
  // @ts-expect-error No such method there.
  await client.http.POST('/posts/by-user/{platform}/{username}', { params: { path } });
  await client.http.GET('/posts/by-user/{platform}/{username}', {
    // @ts-expect-error No such platform.
    params: { path: { platform: 'myspace', username: 'a' } },
  });
  client.http.use({ onRequest: ({ request }) => request });
  // @ts-expect-error It is the client's own.
  client.http = {} as Client['http'];
}

/** What a consumer makes of the client and exports is declared in terms of the package's own names. */
export const own = createClient({ baseUrl: 'https://api.example/api/v1', token: 't' });
export const byUser = own.listPostsByUser;
export const first = () => own.listPostsByUser({ platform: 'x', username: 'a' });
export const pages = () => own.listPostsByUser.pages({ platform: 'x', username: 'a' });
export const dataOf = async () => orThrow(await first());
export const { http: lower } = own;

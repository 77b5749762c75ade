/**
 * Correct uses of the client's types, and mistakes that must not compile. This program never runs. It compiles
 * against `src/` in `npm run check:types`, and against the package in types.test.ts.
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
  type ProtocolFailure,
  type Result,
} from '../../../src/index.ts';
import { createFetchClient, type FetchClient } from '../../../src/openapi-fetch.ts';

declare const client: Client;
declare function use<Type>(value: Type): void;

export async function narrowing(): Promise<void> {
  const result = await client.listPostsByUser({
    platform: 'x',
    username: 'natgeo',
    limit: 5,
    cursor: undefined,
  });

  // @ts-expect-error `data` may be undefined before the check of `success`.
  result.data.posts;
  // @ts-expect-error `error` may be undefined before the check of `success`.
  result.error.message;
  if (result.success) {
    use<number>(result.data.remaining_balance);
    use<string | null>(result.data.next_cursor);
    use<Response>(result.response);
    use<string | undefined>(result.requestId);
    use<undefined>(result.error);
    const [post] = result.data.posts;
    // @ts-expect-error `content` may be null.
    post?.content.length;
    // @ts-expect-error Unknown field.
    result.data.balance;
    return;
  }

  const { error } = result;
  use<undefined>(result.data);
  use<Response | undefined>(result.response);
  // @ts-expect-error The server may not have sent a response.
  result.response.status;
  use<string>(error.message);
  use<number>(error.attempts);
  use<string | undefined>(error.requestId);
  use<string | undefined>(error.reason);
  use<number | undefined>(error.retryAfterMs);
  // @ts-expect-error The server may not have sent a wait.
  use<number>(error.retryAfterMs);

  // Narrows by code only.
  if (error.code === 'INSUFFICIENT_BALANCE') {
    use<number | undefined>(error.required);
    use<number | undefined>(error.available);
    use<'api'>(error.kind);
    use<string>(error.solution);
    // @ts-expect-error A server may omit the field.
    use<number>(error.required);
    // @ts-expect-error A field of another code.
    error.retry_after;
  }
  if (error.code === 'RATE_LIMIT_EXCEEDED') use<number | undefined>(error.retry_after);
  // @ts-expect-error Unknown code: the union is closed.
  if (error.code === 'NO_SUCH_CODE') return;
  // @ts-expect-error Not every code has this field.
  error.retry_after;
  // @ts-expect-error Unknown kind.
  if (error.kind === 'http') return;

  switch (error.kind) {
    case 'api':
      use<ErrorCode>(error.code);
      use<number>(error.status);
      use<string>(error.docs);
      // @ts-expect-error A valid error response has no excerpt.
      error.excerpt;
      break;
    case 'unknown_code':
      use<string>(error.receivedCode);
      use<undefined>(error.code);
      use<string>(error.excerpt);
      break;
    case 'protocol':
      use<number>(error.status);
      // @ts-expect-error Unknown reason: the list is closed.
      if (error.reason === 'odd') break;
      use<string>(error.excerpt);
      break;
    case 'timeout':
    case 'network':
    case 'abort':
    case 'refused':
      use<unknown>(error.cause);
      use<undefined>(error.status);
      // @ts-expect-error The type of the cause is unknown.
      error.cause.message;
      break;
    default:
      use<never>(error);
  }
}

/** A generic function over the result of any operation. */
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
  // @ts-expect-error The result has other data.
  dataOr<{ nothing: 1 }>(result, { nothing: 1 });
  // @ts-expect-error A failure with another code.
  use<ApiFailure<'NOT_FOUND'>>({} as ApiFailure<'INTERNAL_ERROR'>);
}

export async function parameters(): Promise<void> {
  // @ts-expect-error Unknown platform.
  await client.listPostsByUser({ platform: 'TikTok', username: 'natgeo' });
  // @ts-expect-error A string may be an unknown platform.
  await client.listPostsByUser({ platform: 'tiktok' as string, username: 'natgeo' });
  // @ts-expect-error The platform is missing.
  await client.listPostsByUser({ username: 'natgeo' });
  // @ts-expect-error `hashtag` is a parameter of the other operation.
  await client.listPostsByUser({ platform: 'x', username: 'natgeo', hashtag: 'travel' });
  // @ts-expect-error A string instead of a number.
  await client.listPostsByUser({ platform: 'x', username: 'natgeo', limit: '5' });
  // @ts-expect-error The parameters are required.
  await client.listPostsByHashtag();
  // @ts-expect-error Unknown operation.
  await client.listPosts({ platform: 'x' });
  await client.listPostsByHashtag(
    { platform: 'x', hashtag: 'travel' },
    { signal: null, retry: false, timeoutMs: 5 },
  );
  // @ts-expect-error Unknown option of a call.
  await client.listPostsByHashtag({ platform: 'x', hashtag: 'travel' }, { timeout: 5 });
  await client.listPostsByHashtag({ platform: 'x', hashtag: 'travel' }, { token: 't' });
  for await (const post of client.listPostsByHashtag.items(
    { platform: 'x', hashtag: 'travel' },
    { max: 9 },
  )) {
    use<number>(post.id);
  }
  // @ts-expect-error Only an iteration over items has a maximum.
  await client.listPostsByHashtag({ platform: 'x', hashtag: 'travel' }, { max: 9 });
  use<CallOptions>({ retry: { retries: 1 } });
  // Optional properties accept undefined, also with `exactOptionalPropertyTypes`.
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
  // @ts-expect-error The base URL is required.
  createClient({ token: 't' });
  // @ts-expect-error The token is required.
  createClient({ baseUrl: 'https://api.example/api/v1' });
  // @ts-expect-error The spec does not define this header for tokens.
  createClient({ baseUrl: 'https://api.example/api/v1', token: 't', tokenHeader: 'Cookie' });
  // @ts-expect-error A string instead of a number of milliseconds.
  createClient({ baseUrl: 'https://api.example/api/v1', token: 't', timeoutMs: '5s' });
  // @ts-expect-error Unknown option.
  createClient({ baseUrl: 'https://api.example/api/v1', token: 't', retries: 5 });
  // @ts-expect-error `retry` accepts only `false` or options.
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
      // @ts-expect-error A field of another code.
      error.required;
    } else if (isApiError(error)) {
      if (error.kind === 'unknown_code') use<string>(error.receivedCode);
      if (error.code === 'INSUFFICIENT_BALANCE') use<number | undefined>(error.required);
      use<number>(error.attempts);
      // @ts-expect-error Unknown code.
      isApiError(error, 'OOPS');
      // @ts-expect-error The fields of a code require a check of the code.
      error.required;
    }
    // @ts-expect-error The type of the exception is unknown.
    error.code;
    if (error instanceof ApiError) {
      use<ErrorCode | undefined>(error.code);
      // @ts-expect-error `code` is read-only.
      error.code = undefined;
    }
  }
}

export async function openapiFetch(): Promise<void> {
  const fetchClient: FetchClient = createFetchClient({ baseUrl: 'https://api.example/api/v1', token: 't' });
  const path = { platform: 'x', username: 'a' } as const;
  const { data, error } = await fetchClient.GET('/posts/by-user/{platform}/{username}', {
    params: { path },
    timeoutMs: 5,
  });
  if (data) use<number>(data.data.remaining_balance);
  else if (error.error.code === 'RATE_LIMIT_EXCEEDED') use<number | undefined>(error.error.retry_after);
  else if (error.error.kind === 'protocol') use<ProtocolFailure['reason']>(error.error.reason);
  // @ts-expect-error A failure without a response has no code.
  else use<ErrorCode>(error.error.code);
  // @ts-expect-error Unknown path.
  await fetchClient.GET('/posts', {});
  // @ts-expect-error The path does not support this method.
  await fetchClient.POST('/posts/by-user/{platform}/{username}', { params: { path } });
  await fetchClient.GET('/posts/by-user/{platform}/{username}', {
    // @ts-expect-error Unknown platform.
    params: { path: { platform: 'myspace', username: 'a' } },
  });
  fetchClient.use({ onRequest: ({ request }) => request });
}

/** Exports whose declarations must only use names that the package exports. */
export const own = createClient({ baseUrl: 'https://api.example/api/v1', token: 't' });
export const byUser = own.listPostsByUser;
export const first = () => own.listPostsByUser({ platform: 'x', username: 'a' });
export const pages = () => own.listPostsByUser.pages({ platform: 'x', username: 'a' });
export const dataOf = async () => orThrow(await first());
export const lower = createFetchClient({ baseUrl: 'https://api.example/api/v1', token: 't' });

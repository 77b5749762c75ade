/**
 * Lets a situation happen to a client, and reduces what came of it to JSON. Nothing of Node and nothing of vitest in it:
 * any runtime can load it (test/e2e/runtimes/).
 */
import { inTurn, type Options, USER, type World, worldOf } from './harness.ts';
import type { Situation } from './situations.ts';

/** What came of a situation. */
export interface Observation {
  result?: { success: boolean; data?: object; error?: ObservedError; response?: { status: number } };
  /** What was thrown, where something was. */
  threw?: unknown;
  waits: number[];
  /** How many requests there were. Over a connection, it is the server who knows. */
  requests?: number;
}

export interface ObservedError {
  message: string;
  operation: string;
  attempts: number;
}

/** What to do over a connection. JSON, where the options are. */
export interface Task {
  baseUrl: string;
  options?: Options;
  /** By default `listPostsByUser`, with parameters that always do. */
  call?: Call;
  /** Abort when the head is there and the body is not. */
  abortsInBody?: boolean;
  /** An address that answers when the client has closed the connection; it is waited for. */
  closed?: string;
}

export interface Call {
  operation: 'listPostsByUser' | 'listPostsByHashtag';
  parameters: Record<string, string | number>;
  headers?: Record<string, string>;
}

/** With a `fetch` that is made up. */
export function observeMadeUp({ answers, options }: Situation): Promise<Observation> {
  const world = worldOf(inTurn(...answers), options);
  return observe(world, () => world.client.listPostsByUser(USER), true);
}

/** Over a connection, by the `fetch` that the client takes where nobody gives it one. */
export async function observeReal({
  baseUrl,
  options,
  call,
  abortsInBody,
  closed,
}: Task): Promise<Observation> {
  const controller = new AbortController();
  const abortingFetch = async (request: Request) => {
    const response = await fetch(request);
    setTimeout(() => controller.abort(new Error('enough')));
    return response;
  };
  const world = worldOf(inTurn(), {
    ...options,
    baseUrl,
    fetch: abortsInBody ? abortingFetch : undefined,
  });
  const { operation = 'listPostsByUser', parameters = USER, headers } = call ?? {};
  const method = world.client[operation] as (parameters: object, options: object) => Promise<object>;
  const seen = await observe(world, () => method(parameters, { headers, signal: controller.signal }));
  if (closed) await fetch(closed);
  return seen;
}

async function observe(
  { waits, requests }: World,
  call: () => Promise<object>,
  isMadeUp = false,
): Promise<Observation> {
  const seen: Observation = { waits };
  try {
    seen.result = plain(await call()) as NonNullable<Observation['result']>;
  } catch (cause) {
    seen.threw = plain(cause) ?? 'undefined';
  }
  if (isMadeUp) seen.requests = requests.length;
  return seen;
}

/** A value as JSON has it, with all that an error says, its stack included. */
function plain(value: unknown, depth = 0): unknown {
  if (value instanceof Response) return { status: value.status };
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? String(value) : value;
  // A cause may go round in a circle.
  if (depth > 8) return '…';
  if (Array.isArray(value)) return value.map((item) => plain(item, depth + 1));
  const names = Object.getOwnPropertyNames(value);
  if (value instanceof Error) names.push('name', 'message');
  return Object.fromEntries(
    names.map((name) => [name, plain((value as Record<string, unknown>)[name], depth + 1)]),
  );
}

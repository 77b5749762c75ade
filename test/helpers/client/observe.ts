/**
 * Runs a situation with a client and reduces the outcome to JSON. Depends on neither Node nor vitest, so that every
 * runtime can load it (test/e2e/runtimes/).
 */
import { inTurn, type Options, USER, type World, worldOf } from './harness.ts';
import type { Situation } from './situations.ts';

/** The outcome of a situation. */
export interface Observation {
  result?: { success: boolean; data?: object; error?: ObservedError; response?: { status: number } };
  /** The thrown value, if any. */
  threw?: unknown;
  waits: number[];
  /** The number of requests. Over a connection, only the server knows it. */
  requests?: number;
}

export interface ObservedError {
  message: string;
  operation: string;
  attempts: number;
}

/** A call to make over a connection. JSON, unless `options` contains functions. */
export interface Task {
  baseUrl: string;
  options?: Options;
  /** By default `listPostsByUser` with fixed parameters. */
  call?: Call;
  /** The number of calls, all at the same time; 1 by default. The observation has the first failure, if any. */
  calls?: number;
  /** Aborts after the head of the response and before its body. */
  abortsInBody?: boolean;
  /** Uses a `fetch` that ignores its signal. */
  ignoresSignal?: boolean;
  /** A URL that responds when the client has closed the connection. The observation waits for it. */
  closed?: string;
}

export interface Call {
  operation: 'listPostsByUser' | 'listPostsByHashtag';
  parameters: Record<string, string | number>;
  headers?: Record<string, string>;
}

interface Outcome {
  success: boolean;
}

/** Observes a situation with a fake `fetch`. */
export function observeFake({ responses, options }: Situation): Promise<Observation> {
  const world = worldOf(inTurn(...responses), options);
  return observe(world, () => world.client.listPostsByUser(USER), true);
}

/** Observes a call over a connection, with the default `fetch` of the client. */
export async function observeReal({
  baseUrl,
  options,
  call,
  calls = 1,
  abortsInBody,
  ignoresSignal,
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
    fetch: abortsInBody ? abortingFetch : ignoresSignal ? ({ url }) => fetch(url) : undefined,
  });
  const { operation = 'listPostsByUser', parameters = USER, headers } = call ?? {};
  const method = world.client[operation] as (parameters: object, options: object) => Promise<Outcome>;
  const seen = await observe(world, async () => {
    const one = () => method(parameters, { headers, signal: controller.signal });
    const results = await Promise.all(Array.from({ length: calls }, one));
    return results.find(({ success }) => !success) ?? (results[0] as Outcome);
  });
  if (closed) await fetch(closed);
  return seen;
}

async function observe(
  { waits, requests }: World,
  call: () => Promise<object>,
  isFake = false,
): Promise<Observation> {
  const seen: Observation = { waits };
  try {
    seen.result = plain(await call()) as NonNullable<Observation['result']>;
  } catch (cause) {
    seen.threw = plain(cause) ?? 'undefined';
  }
  if (isFake) seen.requests = requests.length;
  return seen;
}

/** Converts a value to JSON, with all properties of errors, including the stack. */
function plain(value: unknown, depth = 0): unknown {
  if (value instanceof Response) return { status: value.status };
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? String(value) : value;
  // A cause may be cyclic.
  if (depth > 8) return '…';
  if (Array.isArray(value)) return value.map((item) => plain(item, depth + 1));
  const names = Object.getOwnPropertyNames(value);
  if (value instanceof Error) names.push('name', 'message');
  return Object.fromEntries(
    names.map((name) => [name, plain((value as Record<string, unknown>)[name], depth + 1)]),
  );
}

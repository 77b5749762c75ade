/** Property-based tests of the client, and a proof that each property fails for a client that violates it. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClient, type Result } from '../../../src/index.ts';
import * as properties from '../../helpers/properties/properties.ts';
import { runs, TIMEOUT } from '../../helpers/properties/runs.ts';
import { startWire, type Wire } from '../../helpers/properties/wire.ts';
import type { Make } from '../../helpers/properties/world.ts';

let wire: Wire;
beforeAll(async () => {
  wire = await startWire();
});
afterAll(() => wire.close());

type Property = fc.IAsyncProperty<unknown>;
const PROPERTIES: Record<string, { of: (make: Make) => Property; numRuns: number }> = {
  'it retries, waits and returns results as the contract says': {
    of: properties.keepsTheContract as (make: Make) => Property,
    numRuns: 300,
  },
  'it does so if a response never ends': {
    of: properties.endsInTime as (make: Make) => Property,
    numRuns: 100,
  },
  'it does so if fetch behaves in odd ways': {
    of: properties.survivesOddities as (make: Make) => Property,
    numRuns: 200,
  },
  'it does so over a connection, for any bytes': {
    of: (make) => properties.keepsTheContractOnAWire(make, wire) as Property,
    numRuns: 100,
  },
  'it reads a body in pieces like a body in one piece': {
    of: properties.readsPieces as (make: Make) => Property,
    numRuns: 100,
  },
  'it masks the token in every text': {
    of: properties.masksTheToken as (make: Make) => Property,
    numRuns: 300,
  },
  'it ends immediately when the caller aborts': {
    of: properties.abortsImmediately as (make: Make) => Property,
    numRuns: 200,
  },
  'it sends nothing during a wait that the server requested': {
    of: properties.holdsBack as (make: Make) => Property,
    numRuns: 100,
  },
  'it loses no call because of a rate limit': {
    of: properties.losesNoCall as (make: Make) => Property,
    numRuns: 40,
  },
  'no call fails before its deadline because of a rate limit': {
    of: properties.endsByTheDeadline as (make: Make) => Property,
    numRuns: 80,
  },
};
const [CONTRACT, TIME, ODD, WIRE, PIECES, HIDDEN, ABORT, HELD, LIMITED, DEADLINE] = Object.keys(
  PROPERTIES,
) as [string, ...string[]];

test.each(Object.entries(PROPERTIES))('%s', { timeout: TIMEOUT }, async (_, { of, numRuns }) => {
  await fc.assert(of(createClient), runs(numRuns));
});

type Methods = Record<string, (...args: unknown[]) => Promise<Result<unknown>>>;

/** Creates the client with changed results of its methods; `http` is not changed. */
const withResult =
  (change: (result: Result<unknown>) => unknown): Make =>
  (options) => {
    const client = createClient(options) as unknown as Methods;
    const changed = Object.entries(client).map(([id, method]) => [
      id,
      typeof method === 'function' ? async (...args: unknown[]) => change(await method(...args)) : method,
    ]);
    return Object.fromEntries(changed) as ReturnType<Make>;
  };

/** Creates the client with changed options. */
const withOptions =
  (change: (options: Parameters<Make>[0]) => Partial<Parameters<Make>[0]>): Make =>
  (options) =>
    createClient({ ...options, ...change(options) });

const withoutHeader = (header: string): Make =>
  withOptions(({ fetch: send = fetch }) => ({
    fetch: async (request) => {
      const response = await send(request);
      const headers = new Headers(response.headers);
      headers.delete(header);
      return new Response(response.body, { status: response.status, headers });
    },
  }));

/** Creates the client without the caller's signal. */
const withoutSignal: Make = (options) => {
  const client = createClient(options) as unknown as Methods;
  const changed = Object.entries(client).map(([id, method]) => [
    id,
    typeof method === 'function' ? (parameters: unknown) => method(parameters) : method,
  ]);
  return Object.fromEntries(changed) as ReturnType<Make>;
};

const retryOf = ({ retry }: Parameters<Make>[0]) => retry as Record<string, number>;

describe('the properties find a broken client', () => {
  test.each<[string, Make, (string | undefined)[]]>([
    [
      'throws if the network fails',
      withResult((result) => {
        if (result.error?.kind === 'network') throw new Error(result.error.message);
        return result;
      }),
      [CONTRACT, TIME, ODD, WIRE],
    ],
    [
      'accepts any 2xx as a success',
      withResult((result) => (result.response?.ok ? { success: true, data: {} } : result)),
      [CONTRACT, WIRE, TIME],
    ],
    [
      'retries once too often',
      withOptions((options) => ({
        retry: { ...retryOf(options), retries: (retryOf(options).retries ?? 0) + 1 },
      })),
      [CONTRACT, TIME, ODD, WIRE],
    ],
    ['never retries', withOptions(() => ({ retry: 0 })), [CONTRACT, TIME, WIRE, LIMITED, DEADLINE]],
    ['ignores Retry-After', withoutHeader('retry-after'), [CONTRACT]],
    ['ignores Date', withoutHeader('date'), [CONTRACT]],
    [
      'waits longer than allowed',
      withOptions((options) => ({ retry: { ...retryOf(options), waitMaxMs: 1e9 } })),
      [CONTRACT, WIRE],
    ],
    ['ignores the deadline', withOptions(() => ({ deadlineMs: Number.POSITIVE_INFINITY })), [CONTRACT, TIME]],
    ['has no jitter', withOptions(() => ({ random: () => 1 })), [CONTRACT]],
    [
      'reports a wrong number of attempts',
      withResult((result) => ({ ...result, error: result.error && { ...result.error, attempts: 1 } })),
      [CONTRACT, TIME, ODD, WIRE, ABORT],
    ],
    [
      'decodes each piece of a body separately',
      withOptions(({ fetch: send = fetch }) => ({
        fetch: async (request) => {
          const response = await send(request);
          const reader = response.body?.getReader();
          let text = '';
          for (let chunk = await reader?.read(); chunk?.value; chunk = await reader?.read()) {
            text += new TextDecoder().decode(chunk.value);
          }
          return new Response(text || null, response);
        },
      })),
      [PIECES],
    ],
    ['masks another token', withOptions(() => ({ token: 'another_token' })), [HIDDEN]],
    ["ignores the caller's signal", withoutSignal, [ABORT]],
    ['retries without waiting', withOptions(() => ({ sleep: async () => {} })), [CONTRACT, WIRE]],
    [
      'does not share waits between calls',
      // One client for each call, so that calls do not know each other's waits.
      (options) => {
        const [first] = [createClient(options)];
        const ids = Object.keys(first).filter((id) => id !== 'http');
        const separate =
          (id: string) =>
          (...args: unknown[]) =>
            (createClient(options) as unknown as Methods)[id]?.(...args);
        return { ...first, ...Object.fromEntries(ids.map((id) => [id, separate(id)])) };
      },
      [HELD, LIMITED],
    ],
  ])('a client that %s', { timeout: TIMEOUT }, async (_, make, violated) => {
    for (const name of violated) {
      const { of, numRuns } = PROPERTIES[name ?? ''] ?? {};
      const { failed } = await fc.check((of as (make: Make) => Property)(make), {
        ...runs(numRuns ?? 0),
        endOnFailure: true,
      });
      expect(failed, name).toBe(true);
    }
  });
});

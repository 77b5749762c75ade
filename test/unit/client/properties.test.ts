/** The properties of the client; and that each of them fails for a client that lacks it. */
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
  'it tries again, waits and answers as the contract says': {
    of: properties.keepsTheContract as (make: Make) => Property,
    numRuns: 1000,
  },
  'it does so where an answer never ends': {
    of: properties.endsInTime as (make: Make) => Property,
    numRuns: 300,
  },
  'it does so where the fetch does what no fetch should': {
    of: properties.standsOddities as (make: Make) => Property,
    numRuns: 500,
  },
  'it does so over a connection, whatever bytes come': {
    of: (make) => properties.keepsTheContractOnAWire(make, wire) as Property,
    numRuns: 300,
  },
  'it reads a body in pieces as it reads it whole': {
    of: properties.readsPieces as (make: Make) => Property,
    numRuns: 300,
  },
  'it hides the token in whatever it says': {
    of: properties.hidesTheToken as (make: Make) => Property,
    numRuns: 1000,
  },
  'it ends at once when the caller aborts': {
    of: properties.abortsAtOnce as (make: Make) => Property,
    numRuns: 500,
  },
  'it sends nothing while a wait is on that the server asked for': {
    of: properties.holdsBack as (make: Make) => Property,
    numRuns: 300,
  },
};
const [CONTRACT, TIME, ODD, WIRE, PIECES, HIDDEN, ABORT, HELD] = Object.keys(PROPERTIES) as [
  string,
  ...string[],
];

test.each(Object.entries(PROPERTIES))('%s', { timeout: TIMEOUT }, async (_, { of, numRuns }) => {
  await fc.assert(of(createClient), runs(numRuns));
});

type Methods = Record<string, (...its: unknown[]) => Promise<Result<unknown>>>;

/** The client with its methods' results changed; `http` is left as it is. */
const answering =
  (change: (result: Result<unknown>) => unknown): Make =>
  (options) => {
    const client = createClient(options) as unknown as Methods;
    const changed = Object.entries(client).map(([id, method]) => [
      id,
      typeof method === 'function' ? async (...its: unknown[]) => change(await method(...its)) : method,
    ]);
    return Object.fromEntries(changed) as ReturnType<Make>;
  };

/** The client with its options changed. */
const given =
  (change: (options: Parameters<Make>[0]) => Partial<Parameters<Make>[0]>): Make =>
  (options) =>
    createClient({ ...options, ...change(options) });

const without = (header: string): Make =>
  given(({ fetch: send = fetch }) => ({
    fetch: async (request) => {
      const response = await send(request);
      const headers = new Headers(response.headers);
      headers.delete(header);
      return new Response(response.body, { status: response.status, headers });
    },
  }));

/** The client that drops the caller's signal. */
const deaf: Make = (options) => {
  const client = createClient(options) as unknown as Methods;
  const changed = Object.entries(client).map(([id, method]) => [
    id,
    typeof method === 'function' ? (parameters: unknown) => method(parameters) : method,
  ]);
  return Object.fromEntries(changed) as ReturnType<Make>;
};

const retryOf = ({ retry }: Parameters<Make>[0]) => retry as Record<string, number>;

describe('a client that is broken is found out', () => {
  test.each<[string, Make, (string | undefined)[]]>([
    [
      'throws where the network fails',
      answering((result) => {
        if (result.error?.kind === 'network') throw new Error(result.error.message);
        return result;
      }),
      [CONTRACT, TIME, ODD, WIRE],
    ],
    [
      'takes any 2xx for a success',
      answering((result) => (result.response?.ok ? { success: true, data: {} } : result)),
      [CONTRACT, WIRE, TIME],
    ],
    [
      'tries once more than it may',
      given((options) => ({ retry: { ...retryOf(options), retries: (retryOf(options).retries ?? 0) + 1 } })),
      [CONTRACT, TIME, ODD, WIRE],
    ],
    ['never tries again', given(() => ({ retry: 0 })), [CONTRACT, TIME, WIRE]],
    ['does not read Retry-After', without('retry-after'), [CONTRACT]],
    ['does not read Date', without('date'), [CONTRACT]],
    [
      'waits longer than it may',
      given((its) => ({ retry: { ...retryOf(its), waitMaxMs: 1e9 } })),
      [CONTRACT, WIRE],
    ],
    ['goes on after the deadline', given(() => ({ deadlineMs: Number.POSITIVE_INFINITY })), [CONTRACT, TIME]],
    ['has no jitter', given(() => ({ random: () => 1 })), [CONTRACT]],
    [
      'counts its attempts wrongly',
      answering((result) => ({ ...result, error: result.error && { ...result.error, attempts: 1 } })),
      [CONTRACT, TIME, ODD, WIRE, ABORT],
    ],
    [
      'decodes each piece by itself',
      given(({ fetch: send = fetch }) => ({
        fetch: async (request) => {
          const response = await send(request);
          const reader = response.body?.getReader();
          let text = '';
          for (let its = await reader?.read(); its?.value; its = await reader?.read()) {
            text += new TextDecoder().decode(its.value);
          }
          return new Response(text || null, response);
        },
      })),
      [PIECES],
    ],
    ['hides another token', given(() => ({ token: 'another_token' })), [HIDDEN]],
    ['does not listen to the caller', deaf, [ABORT]],
    ['asks again at once', given(() => ({ sleep: async () => {} })), [CONTRACT, WIRE]],
    [
      'lets each call wait for itself',
      // As many clients as calls: they know nothing of each other.
      (options) => {
        const [first] = [createClient(options)];
        const ids = Object.keys(first).filter((id) => id !== 'http');
        const one =
          (id: string) =>
          (...its: unknown[]) =>
            (createClient(options) as unknown as Methods)[id]?.(...its);
        return { ...first, ...Object.fromEntries(ids.map((id) => [id, one(id)])) };
      },
      [HELD],
    ],
  ])('one that %s', { timeout: TIMEOUT }, async (_, make, by) => {
    for (const name of by) {
      const { of, numRuns } = PROPERTIES[name ?? ''] ?? {};
      const { failed } = await fc.check((of as (make: Make) => Property)(make), {
        ...runs(numRuns ?? 0),
        endOnFailure: true,
      });
      expect(failed, name).toBe(true);
    }
  });
});

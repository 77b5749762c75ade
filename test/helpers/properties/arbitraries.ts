/**
 * Arbitrary outcomes of a fetch: responses with any status and headers, broken or silent connections, odd behaviour.
 */
import fc from 'fast-check';
import { RATE_LIMITERS, type RateLimiterKind } from '../../../scripts/lib/rate-limiters.ts';
import type { Arrival, Server } from '../client/limited-program.ts';
import { contract } from '../project.ts';
import { body } from './bodies.ts';
import type { RawResponse } from './oracle.ts';
import { type Limits, NOW, type Step } from './world.ts';

const statuses = [...new Set(contract.errors.map(({ status }) => status))];
/** The statuses with which a Response cannot have a body. */
export const EMPTY: readonly number[] = [204, 205, 304];

const status: fc.Arbitrary<number> = fc.oneof(
  fc.constant(200),
  fc.constantFrom(...statuses),
  fc.constantFrom(429, 500, 599, 300, 299, 201, ...EMPTY),
  fc.integer({ min: 200, max: 599 }),
);

/** A date within some minutes of the fake clock, in one of the forms of RFC 9110 5.6.7 or in an invalid form. */
function dates(now: number): fc.Arbitrary<string> {
  return fc
    .tuple(fc.integer({ min: -100, max: 100 }), fc.constantFrom('imf', 'rfc850', 'asctime', 'iso'))
    .map(([seconds, form]) => {
      const date = new Date(now + seconds * 1000);
      const [, day = '', month = '', year = '', time = ''] = date.toUTCString().split(' ');
      const name = date.toUTCString().slice(0, 3);
      if (form === 'rfc850') return `Sunday, ${day}-${month}-${year.slice(2)} ${time} GMT`;
      if (form === 'asctime') return `${name} ${month} ${day.replace(/^0/, ' ')} ${time} ${year}`;
      return form === 'iso' ? date.toISOString() : date.toUTCString();
    });
}

/** Printable ASCII. */
const headerValue = fc.string({ unit: fc.integer({ min: 32, max: 126 }).map((c) => String.fromCharCode(c)) });

function headers(now: number): fc.Arbitrary<Record<string, string>> {
  return fc.record(
    {
      'retry-after': fc.oneof(
        fc.integer({ min: 0, max: 70 }).map(String),
        // White space around a value is not part of it (RFC 9110 5.5), but Node's fetch keeps it.
        fc.integer({ min: 1, max: 70 }).map((seconds) => `${seconds} \t`),
        dates(now),
        fc.constantFrom('-5', '1.5', '1e3', '0x10', 'soon', '', '00', '9'.repeat(400), '5, 5', 'Infinity'),
        headerValue,
      ),
      date: fc.oneof(dates(now), headerValue),
      'content-type': fc.constantFrom(
        'application/json',
        'text/html',
        'application/json; charset=utf-16',
        '',
      ),
      // A fake fetch may return these headers. They do not change the body.
      'content-length': fc.constantFrom('0', '1', '99999999', 'x'),
      'content-encoding': fc.constantFrom('gzip', 'br', 'identity'),
      location: fc.constantFrom('/elsewhere', 'https://other.test/'),
    },
    { requiredKeys: [] },
  );
}

function response(now: number): fc.Arbitrary<RawResponse> {
  return fc
    .record({
      status,
      headers: headers(now),
      body,
      redirected: fc.oneof(
        { weight: 9, arbitrary: fc.constant(false) },
        { weight: 1, arbitrary: fc.constant(true) },
      ),
    })
    .map((made) => (EMPTY.includes(made.status) ? { ...made, body: new Uint8Array() } : made));
}

const cuts = fc.array(fc.nat(), { maxLength: 4 });
const slowness = fc.constantFrom(0, 0, 0, 0.01, 0.5, 1);
/** The number of pieces of a body before an event. */
const pieces = fc.nat({ max: 3 });
const withBody = response(NOW).map((made) => (EMPTY.includes(made.status) ? { ...made, status: 200 } : made));

const step = (does: fc.Arbitrary<Step['does']>): fc.Arbitrary<Step> => fc.record({ does, cuts, slowness });

/** Complete responses of any sort. */
export const responses: fc.Arbitrary<Step> = step(response(NOW).map((made) => ({ response: made })));

/** Responses that break off, and fetches that fail in the usual way. */
export const breaks: fc.Arbitrary<Step> = step(
  fc.oneof(
    fc.record({ response: withBody, breaksAfter: pieces }),
    fc.record({
      throws: fc.string().map((cause) => new TypeError('fetch failed', { cause: new Error(cause) })),
      atOnce: fc.boolean(),
    }),
  ),
);

/** Responses that never end. */
export const silences: fc.Arbitrary<Step> = step(
  fc.oneof(fc.record({ response: withBody, stallsAfter: pieces }), fc.constant({ hangs: true as const })),
);

/** A fetch that violates its specification: it throws anything, or returns something other than a Response. */
export const oddities: fc.Arbitrary<Step> = step(
  fc.oneof(
    fc.record({ throws: fc.anything({ withNullPrototype: true, withBigInt: true }), atOnce: fc.boolean() }),
    fc.record({ returns: fc.anything({ withNullPrototype: true, withBigInt: true }) }),
    fc.record({
      returns: fc.record(
        {
          status: fc.oneof(status, fc.anything()),
          ok: fc.boolean(),
          headers: fc.anything(),
          body: fc.anything(),
        },
        { requiredKeys: [] },
      ),
    }),
  ),
);

export const limits: fc.Arbitrary<Limits> = fc.record({
  retries: fc.integer({ min: 0, max: 5 }),
  backoffMs: fc.constantFrom(500, 0, 1, 700.5),
  backoffMaxMs: fc.constantFrom(8000, 0, 600),
  waitMaxMs: fc.constantFrom(60_000, 1000, 0),
  deadlineMs: fc.constantFrom(120_000, 5000, 1),
  timeoutMs: fc.constantFrom(30_000, 1000),
  random: fc.constantFrom(0, 0.5, 1),
});

/** Servers with a rate limit of 2 to 20 requests per second, and latencies of 20 to 200 ms. */
export const limitedServers: fc.Arbitrary<Server> = fc
  .record({
    kind: fc.constantFrom(...(Object.keys(RATE_LIMITERS) as RateLimiterKind[])),
    perSecond: fc.integer({ min: 2, max: 20 }),
    windowMs: fc.constantFrom(1000, 2000, 3000),
    phaseMs: fc.integer({ min: 0, max: 2999 }),
    latencies: fc.oneof(
      fc.constantFrom([20], [110], [200]),
      fc.array(fc.integer({ min: 20, max: 200 }), { minLength: 1, maxLength: 50 }),
    ),
  })
  .map(({ perSecond, ...server }) => ({ ...server, requests: (perSecond * server.windowMs) / 1000 }));

/** The number of users that a program processes at a time. */
export const concurrency = fc.integer({ min: 10, max: 50 });

/** Calls within 5 s. About half of them have the default deadline. Real time never reaches the shortest one. */
export const arrivals: fc.Arbitrary<Arrival[]> = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 5000 }),
    deadlineMs: fc.oneof(fc.constant(120_000), fc.integer({ min: 1000, max: 30_000 })),
  }),
  { minLength: 30, maxLength: 80 },
);

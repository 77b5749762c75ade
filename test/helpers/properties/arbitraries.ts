/** What a fetch may come to: answers under any status and headers, breaks, silences, and what no fetch should do. */
import fc from 'fast-check';
import { contract } from '../project.ts';
import { body } from './bodies.ts';
import type { Answer } from './oracle.ts';
import { type Limits, NOW, type Step } from './world.ts';

const statuses = [...new Set(contract.errors.map(({ status }) => status))];
/** Those that a Response can't have a body under. */
export const EMPTY: readonly number[] = [204, 205, 304];

const status: fc.Arbitrary<number> = fc.oneof(
  fc.constant(200),
  fc.constantFrom(...statuses),
  fc.constantFrom(429, 500, 599, 300, 299, 201, ...EMPTY),
  fc.integer({ min: 200, max: 599 }),
);

/** A moment within some minutes of the tests' clock, in one of the forms of RFC 9110 5.6.7. */
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

/** Visible ASCII and the two that may stand between. */
const headerValue = fc.string({ unit: fc.integer({ min: 32, max: 126 }).map((c) => String.fromCharCode(c)) });

function headers(now: number): fc.Arbitrary<Record<string, string>> {
  return fc.record(
    {
      'retry-after': fc.oneof(
        fc.integer({ min: 0, max: 70 }).map(String),
        // White space around a value is none of it (RFC 9110 5.5), but Node's fetch leaves it there.
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
      // A made-up fetch may say so; what is not there is not there all the same.
      'content-length': fc.constantFrom('0', '1', '99999999', 'x'),
      'content-encoding': fc.constantFrom('gzip', 'br', 'identity'),
      location: fc.constantFrom('/elsewhere', 'https://other.test/'),
    },
    { requiredKeys: [] },
  );
}

function answer(now: number): fc.Arbitrary<Answer> {
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
    .map((its) => (EMPTY.includes(its.status) ? { ...its, body: new Uint8Array() } : its));
}

const cuts = fc.array(fc.nat(), { maxLength: 4 });
const slowness = fc.constantFrom(0, 0, 0, 0.01, 0.5, 1);
/** After so many pieces of its body. */
const pieces = fc.nat({ max: 3 });
const withBody = answer(NOW).map((its) => (EMPTY.includes(its.status) ? { ...its, status: 200 } : its));

const step = (does: fc.Arbitrary<Step['does']>): fc.Arbitrary<Step> => fc.record({ does, cuts, slowness });

/** Whole answers, of any sort. */
export const answers: fc.Arbitrary<Step> = step(answer(NOW).map((its) => ({ answer: its })));

/** Answers that break off, and fetches that fail as fetches do. */
export const breaks: fc.Arbitrary<Step> = step(
  fc.oneof(
    fc.record({ answer: withBody, breaksAfter: pieces }),
    fc.record({
      throws: fc.string().map((cause) => new TypeError('fetch failed', { cause: new Error(cause) })),
      atOnce: fc.boolean(),
    }),
  ),
);

/** What takes all the time that there is. */
export const silences: fc.Arbitrary<Step> = step(
  fc.oneof(fc.record({ answer: withBody, stallsAfter: pieces }), fc.constant({ hangs: true as const })),
);

/** What no fetch should do: throw anything, or give what is no Response. */
export const oddities: fc.Arbitrary<Step> = step(
  fc.oneof(
    fc.record({ throws: fc.anything({ withNullPrototype: true, withBigInt: true }), atOnce: fc.boolean() }),
    fc.record({ gives: fc.anything({ withNullPrototype: true, withBigInt: true }) }),
    fc.record({
      gives: fc.record(
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

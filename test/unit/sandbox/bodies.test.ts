/** Bodies are read up to a size, one by one and all together. */
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createBodies } from '../../../src/sandbox/bodies.ts';

const KIB = 1024;

/** Returns a request without its head. */
const request = () => new PassThrough({ highWaterMark: 4 * KIB * KIB }) as PassThrough & IncomingMessage;

/** Starts to read a body. */
function reading(bodies = createBodies()) {
  const stream = request();
  const results: (string | undefined)[] = [];
  bodies.read(stream, (body) => results.push(body?.toString()));
  return { stream, results, abandon: () => bodies.abandon(stream) };
}

test('a body is the chunks together', async () => {
  const { stream, results } = reading();
  for (const chunk of ['a', 'bc', 'd'.repeat(5000), 'e']) stream.write(chunk);
  stream.end();
  await once(stream, 'end');
  expect(results).toEqual([`abc${'d'.repeat(5000)}e`]);
});

test('a body can have 1 MiB. The rest of a longer one is discarded, so that the connection can go on', async () => {
  for (const [size, length] of [
    [1024 * KIB, 1024 * KIB],
    [1024 * KIB + 1, undefined],
  ] as const) {
    const { stream, results } = reading();
    for (let sent = 0; sent < size; sent += KIB) stream.write('a'.repeat(Math.min(KIB, size - sent)));
    stream.end();
    await once(stream, 'end');
    expect(results.map((body) => body?.length)).toEqual([length]);
  }
});

test('a body that does not end has no bytes', async () => {
  const [left, abandoned] = [reading(), reading()];
  left.stream.destroy();
  await once(left.stream, 'close');
  abandoned.abandon();
  abandoned.abandon();
  abandoned.stream.end('late');
  await once(abandoned.stream, 'end');
  expect([left.results, abandoned.results]).toEqual([[undefined], [undefined]]);
});

test('all bodies together are bounded, and small ones are always read', async () => {
  const bodies = createBodies();
  const unfinished = Array.from({ length: 100 }, () => reading(bodies));
  for (const { stream } of unfinished) {
    stream.write('a'.repeat(1000 * KIB));
    await new Promise(setImmediate);
  }
  const given = unfinished.filter(({ results }) => results.length > 0).length;
  // 64 MiB in buffers.
  expect(given).toBeGreaterThan(30);
  expect(given).toBeLessThan(70);
  const small = Array.from({ length: 100 }, () => reading(bodies));
  for (const { stream } of small) {
    stream.end('b'.repeat(16 * KIB));
    // Only the buffers of unfinished bodies count.
    stream.pause();
  }
  for (const { stream } of small) stream.resume();
  await Promise.all(small.map(({ stream }) => once(stream, 'end')));
  expect(small.map(({ results }) => results[0]?.length)).toEqual(small.map(() => 16 * KIB));
  for (const { abandon } of unfinished) abandon();
  const large = reading(bodies);
  large.stream.end('c'.repeat(1000 * KIB));
  await once(large.stream, 'end');
  expect(large.results.map((body) => body?.length)).toEqual([1000 * KIB]);
});

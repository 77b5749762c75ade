/** The request log: its lines, and an output that is slow or closed. */
import { EventEmitter } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createRequestLog } from '../../../src/cli/request-log.ts';
import type { Exchange } from '../../../src/sandbox/handler.ts';

const EXCHANGE: Exchange = { method: 'GET', path: '/a', status: 404, code: 'SOME_CODE', durationMs: 1.26 };

/** An output that is full after each write while `slow` is set. */
class Output extends EventEmitter {
  written: string[] = [];
  slow = false;
  write(text: string): boolean {
    this.written.push(text);
    return !this.slow;
  }
}

function opened() {
  const output = new Output();
  return { output, log: createRequestLog(output) };
}

test('a line has time, method, path, status, code and duration', async () => {
  const { output, log } = opened();
  log.add(EXCHANGE);
  log.add({ status: 200, durationMs: 0 });
  expect(output.written).toEqual([]);
  await turn();
  const [text = ''] = output.written;
  const lines = text
    .split('\n')
    .map((line) => line.replace(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/, 'TIME'));
  expect(lines).toEqual(['TIME GET /a 404 SOME_CODE 1.3 ms', 'TIME - - 200 - 0.0 ms', '']);
});

test.for([
  ['\x1b[31m\r\n/a\x07', '␛[31m%20/a␇'],
  ['/a\x9b1m b', '/a⟨U+009B⟩1m%20b'],
])('the path is one word without control characters: %j', ([path, shown]) => {
  const { output, log } = opened();
  log.add({ ...EXCHANGE, path });
  log.flush();
  expect(output.written[0]?.split(' ')[2]).toBe(shown);
});

test('a slow output gets a bounded number of lines, and then the number of the others', async () => {
  const { output, log } = opened();
  output.slow = true;
  log.add(EXCHANGE);
  expect(log.flush()).toBe(false);
  for (let count = 0; count < 10_000; count++) log.add(EXCHANGE);
  await turn();
  expect(output.written.length).toBe(1);
  output.slow = false;
  output.emit('drain');
  const [, text = ''] = output.written;
  const lines = text.trimEnd().split('\n');
  expect(text.length).toBeLessThan(70_000);
  expect(lines.length).toBeGreaterThan(100);
  expect(lines.at(-1)).toBe(
    `(${10_001 - lines.length} requests are not in the log, because its output is slow)`,
  );
  expect(log.flush()).toBe(true);
  log.add(EXCHANGE);
  log.flush();
  expect(output.written[2]).toMatch(/^\S+ GET \/a 404/);
});

test('nothing is written to a closed output', async () => {
  const { output, log } = opened();
  log.add(EXCHANGE);
  output.emit('error', new Error('closed'));
  log.add(EXCHANGE);
  await turn();
  expect(log.flush()).toBe(true);
  expect(output.written).toEqual([]);
});

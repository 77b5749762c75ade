/** The request log of the sandbox: one line per request. */
import type { Exchange } from '../sandbox/handler.ts';
import { visibleLine } from '../text/sanitize.ts';
import type { Output } from './world.ts';

/** The maximum length of the lines that wait for a slow output, in characters. Further lines are only counted. */
const MAX_WAITING = 64 * 1024;

export interface RequestLog {
  add(exchange: Exchange): void;
  /**
   * Writes the lines that are not written yet.
   *
   * @returns false if the output is so slow that earlier lines still wait
   */
  flush(): boolean;
}

/**
 * Creates a log that never waits for its output. Lines are written together, once per turn of the event loop. If the
 * output is slow, lines are left out and counted; if it is closed, the log ends.
 */
export function createRequestLog(output: Output): RequestLog {
  let waiting = '';
  let omitted = 0;
  let scheduled = false;
  let state: 'open' | 'full' | 'closed' = 'open';
  output.on?.('error', () => {
    state = 'closed';
    waiting = '';
  });
  output.on?.('drain', () => {
    if (state === 'full') state = 'open';
    flush();
  });

  const flush = () => {
    scheduled = false;
    if (state === 'full') return false;
    if (omitted > 0) waiting += `(${omitted} requests are not in the log, because its output is slow)\n`;
    omitted = 0;
    if (waiting === '') return true;
    const text = waiting;
    waiting = '';
    if (output.write(text) === false) state = 'full';
    return state !== 'full';
  };
  return {
    add: (exchange) => {
      if (state === 'closed') return;
      if (waiting.length > MAX_WAITING) {
        omitted++;
        return;
      }
      waiting += lineOf(exchange);
      if (scheduled) return;
      scheduled = true;
      setImmediate(flush);
    },
    flush,
  };
}

/** Returns the line of a request: time, method, path, status, code and duration. An absent part is `-`. */
function lineOf({ method = '-', path = '-', status, code = '-', durationMs }: Exchange): string {
  // One word, so that programs can split the line.
  const word = PLAIN.test(path) ? path : visibleLine(path).replaceAll(' ', '%20');
  return `${timestamp()} ${method} ${word} ${status} ${code} ${durationMs.toFixed(1)} ms\n`;
}

const PLAIN = /^[!-~]*$/;

let lastTime = 0;
let lastStamp = '';

/** Returns the time as text. Many requests have the same millisecond. */
function timestamp(): string {
  const time = Date.now();
  if (time !== lastTime) lastStamp = new Date(time).toISOString();
  lastTime = time;
  return lastStamp;
}

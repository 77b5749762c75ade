/** Reads the bodies of requests, and bounds the memory that they take together. */
import type { IncomingMessage } from 'node:http';

/** The maximum size of a body in bytes. */
const MAX_BODY_BYTES = 1024 * 1024;

/** The total size of all bodies, in bytes. Above this total, each body is limited to {@link SHARE_BYTES}. */
const MAX_TOTAL_BYTES = 64 * 1024 * 1024;

/** The size that each body may have in any case, in bytes. */
const SHARE_BYTES = 16 * 1024;

/** Called once with the bytes of a body; with undefined if the body is too large or does not end. */
type Done = (body: Buffer | undefined) => void;

export interface Bodies {
  /** Reads the body of a request. What follows after the maximum size is discarded. */
  read(request: IncomingMessage, done: Done): void;
  /** Stops reading a body after the parser of its connection failed. */
  abandon(request: IncomingMessage): void;
}

export function createBodies(): Bodies {
  const reading = new WeakMap<IncomingMessage, () => void>();
  let total = 0;
  const read = (request: IncomingMessage, done: Done) => {
    // One buffer, because each chunk of a single byte would take a hundred bytes.
    let buffer: Buffer = Buffer.alloc(0);
    let size = 0;
    const finish = (body?: Buffer) => {
      if (!reading.delete(request)) return;
      total -= buffer.length;
      request.off('data', add).off('end', end).off('close', finish).resume();
      done(body);
    };
    const end = () => finish(buffer.subarray(0, size));
    const add = (chunk: Buffer) => {
      const needed = size + chunk.length;
      if (needed > MAX_BODY_BYTES || (needed > SHARE_BYTES && total + chunk.length > MAX_TOTAL_BYTES))
        return finish();
      if (needed > buffer.length) {
        const larger = size === 0 ? chunk : Buffer.allocUnsafe(2 * needed);
        buffer.copy(larger, 0, 0, size);
        total += larger.length - buffer.length;
        buffer = larger;
      }
      if (buffer !== chunk) chunk.copy(buffer, size);
      size = needed;
    };
    reading.set(request, finish);
    request.on('data', add).on('end', end).on('close', finish);
  };
  return { read, abandon: (request) => reading.get(request)?.() };
}

/** Keeps responses, and bounds their memory. */
import type { SandboxResponse } from './responses.ts';

/** About the memory of an entry without the key and the body, in bytes. */
const ENTRY_BYTES = 1024;

export interface Kept {
  get(key: string): SandboxResponse | undefined;
  /** Keeps a response under a new key. */
  set(key: string, response: SandboxResponse): void;
}

/**
 * Creates an empty store.
 *
 * @param maxBytes the maximum size of all entries. The oldest entry is dropped first.
 */
export function createKept(maxBytes: number): Kept {
  const kept = new Map<string, SandboxResponse>();
  let bytes = 0;
  const sizeOf = (key: string, { body }: SandboxResponse) => ENTRY_BYTES + 2 * key.length + body.length;
  return {
    get: (key) => kept.get(key),
    set: (key, response) => {
      kept.set(key, response);
      bytes += sizeOf(key, response);
      for (const [oldest, dropped] of kept) {
        if (bytes <= maxBytes) break;
        kept.delete(oldest);
        bytes -= sizeOf(oldest, dropped);
      }
    },
  };
}

/** Reads the body of a response within a size limit. */
import { notify } from './balance.ts';

/** The body of a response. */
export interface Body {
  /** UTF-8, without a byte order mark (DECISIONS "Client 1: envelope"). */
  text: string;
  /** Whether the body was larger than the limit. Then the text is only its beginning. */
  isTooLarge: boolean;
}

/**
 * Reads the body.
 *
 * @param limit the maximum size in bytes, after content decoding. The rest of a larger body is not read, and its
 *   connection is dropped.
 * @param signal drops the connection, too, even if `fetch` ignores the signal
 */
export async function readBody({ body }: Response, limit: number, signal: AbortSignal): Promise<Body> {
  if (!body) return { text: '', isTooLarge: false };
  const reader = body.getReader();
  // A stream of the caller's fetch may throw.
  const cancel = () => notify((one) => one.cancel(), reader);
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let chunk = await reader.read(); chunk.value; chunk = await reader.read()) {
    chunks.push(chunk.value);
    size += chunk.value.length;
    if (size > limit) break;
  }
  const isTooLarge = size > limit;
  if (isTooLarge) cancel();
  // Decoded in one piece, because that is several times faster than a piece at a time.
  const bytes = new Uint8Array(size);
  let end = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, end);
    end += chunk.length;
  }
  return { text: new TextDecoder().decode(bytes), isTooLarge };
}

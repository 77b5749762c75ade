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
  const decoder = new TextDecoder();
  let text = '';
  for (let size = 0; ; ) {
    const { value } = await reader.read();
    if (!value) return { text: text + decoder.decode(), isTooLarge: false };
    size += value.length;
    text += decoder.decode(value, { stream: true });
    if (size > limit) {
      cancel();
      return { text, isTooLarge: true };
    }
  }
}

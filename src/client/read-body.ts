/** Reads the body of a response within a size limit. */
import { callSafely } from './call-safely.ts';

/** The body of a response. */
export interface Body {
  /** UTF-8, without a byte order mark (DECISIONS "Client 1: envelope"). */
  text: string;
  /** Whether the body was larger than the limit. Then the text is only its beginning. */
  isTooLarge: boolean;
}

/**
 * Reads the body. If it ends early, it drops the rest of the body and its connection, even if `fetch` ignores its signal.
 *
 * @param limit the maximum size in bytes, after content decoding. The rest of a larger body is not read.
 * @param onStop takes the function that ends reading early
 */
export async function readBody(
  response: Response,
  limit: number,
  onStop: (callback: () => void) => void,
): Promise<Body> {
  const reader = response.body?.getReader();
  const cancel = () => callSafely(() => reader?.cancel());
  onStop(cancel);
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (size <= limit) {
    const chunk = (await reader?.read())?.value;
    if (!chunk) break;
    chunks.push(chunk);
    size += chunk.length;
  }
  if (size > limit) cancel();
  // Decoded in one piece, because that is several times faster than a piece at a time.
  const bytes = new Uint8Array(size);
  let end = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, end);
    end += chunk.length;
  }
  return { text: new TextDecoder().decode(bytes), isTooLarge: size > limit };
}

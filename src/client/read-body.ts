/** Reads the body of a response within a size limit. */
import { notify } from './balance.ts';

/** The body of a response. */
export interface Body {
  /** UTF-8, without a byte order mark (DECISIONS "Client 1: envelope"). */
  text: string;
  /** Whether the body was larger than the limit. Then the text is only its beginning. */
  isTooLarge: boolean;
}

/** Reads the chunks of a body. It is undefined for a response without a body. */
export type BodyReader = ReadableStreamDefaultReader<Uint8Array> | undefined;

/** Drops the rest of a body and its connection, even if `fetch` ignores its signal. It never throws. */
export const cancelBody = (reader: BodyReader) => notify((one) => one?.cancel(), reader);

/**
 * Reads the body.
 *
 * @param limit the maximum size in bytes, after content decoding. The rest of a larger body is not read, and its
 *   connection is dropped.
 */
export async function readBody(reader: BodyReader, limit: number): Promise<Body> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let chunk = await reader?.read(); chunk?.value; chunk = await reader?.read()) {
    chunks.push(chunk.value);
    size += chunk.value.length;
    if (size > limit) break;
  }
  const isTooLarge = size > limit;
  if (isTooLarge) cancelBody(reader);
  // Decoded in one piece, because that is several times faster than a piece at a time.
  const bytes = new Uint8Array(size);
  let end = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, end);
    end += chunk.length;
  }
  return { text: new TextDecoder().decode(bytes), isTooLarge };
}

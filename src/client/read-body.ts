/** Reading an answer's body within a bound. */

/**
 * The body as text: UTF-8, a byte order mark left out (DECISIONS "Client 1: envelope").
 *
 * @param limit the most bytes to read, after content decoding; of a larger body, the rest is not read, its connection
 *   is given up, and the text ends in `…`, so that it is no JSON
 */
export async function readText({ body }: Response, limit: number): Promise<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let size = 0; reader; ) {
    const { value } = await reader.read();
    if (!value) break;
    size += value.length;
    text += decoder.decode(value, { stream: true });
    if (size > limit) {
      reader.cancel().catch(() => {});
      return `${text}…`;
    }
  }
  return text + decoder.decode();
}

/** Reads the body of a response within a size limit. */

/**
 * Returns the body as text: UTF-8, without a byte order mark (DECISIONS "Client 1: envelope").
 *
 * @param limit the maximum size in bytes, after content decoding. The rest of a larger body is not read and its
 *   connection is dropped. The returned text then ends in `…`, so that it is not valid JSON.
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

/** Decodes pasted bytes: the UTF-16 of PowerShell, and compressed bodies. */
import zlib from 'node:zlib';

/** Returns UTF-16 as UTF-8. Returns any other bytes unchanged. */
export function decodeUtf16(bytes: Uint8Array): Uint8Array {
  const encoding = utf16Of(bytes);
  return encoding ? new TextEncoder().encode(new TextDecoder(encoding).decode(bytes)) : bytes;
}

/** Recognizes UTF-16 by its byte order mark, or by the zero byte of its first character, which is ASCII. */
function utf16Of([first, second]: Uint8Array): string | undefined {
  if (first === undefined || second === undefined) return undefined;
  if ((first === 0xff && second === 0xfe) || (isAscii(first) && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && isAscii(second))) return 'utf-16be';
  return undefined;
}

/** The control characters that texts contain: tab, line feed, form feed, carriage return, escape. */
const CONTROLS_OF_TEXT = [0x09, 0x0a, 0x0c, 0x0d, 0x1b];

function isAscii(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || CONTROLS_OF_TEXT.includes(byte);
}

/** Bodies may be encoded more than once (RFC 9110 8.4). */
const MAX_CODINGS = 3;

/**
 * Returns a compressed body (gzip, deflate or br) as its text. Returns any other bytes
 * unchanged.
 *
 * @param maxBytes the maximum length of the text; a longer one counts as not compressed
 */
export function decompress(bytes: Uint8Array, maxBytes: number): Uint8Array {
  let results = [bytes];
  for (let codings = 0; codings <= MAX_CODINGS; codings++) {
    const text = results.find(isText);
    if (text) return text;
    results = results.flatMap((result) => decoded(result, maxBytes));
  }
  return bytes;
}

/** Returns the results of all codings that accept the bytes. Brotli and raw deflate have no signature. */
function decoded(bytes: Uint8Array, maxOutputLength: number): Uint8Array[] {
  const decoders = [zlib.gunzipSync, zlib.inflateSync, zlib.brotliDecompressSync, zlib.inflateRawSync];
  return decoders.flatMap((decoder) => {
    try {
      return [decodeUtf16(decoder(bytes, { maxOutputLength }))];
    } catch {
      return [];
    }
  });
}

/** Returns whether bytes are UTF-8 without control characters that compressed data contains. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.length === 0 || bytes.some((byte) => byte < 0x20 && !CONTROLS_OF_TEXT.includes(byte)))
    return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

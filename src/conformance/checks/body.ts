/** From the bytes of an answer to its JSON: media type, content coding, encoding, syntax. */
import { MIMEType } from 'node:util';
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { inline } from '../../text/markdown.ts';
import { truncate } from '../../text/truncate.ts';
import { MAX_BODY_BYTES, type WireResponse } from '../run/transport.ts';
import type { Finding } from '../types.ts';
import type { CheckId } from './check-id.ts';
import { must } from './finding.ts';

/** How much of a body a finding shows, in characters. */
const EXCERPT = 120;

/** The start of a text on one line, for a finding. */
export function excerpt(text: string): string {
  return truncate(inline(text), EXCERPT);
}

/** Bounds a decoded body, because a small one can decompress to gigabytes. */
const LIMIT = { maxOutputLength: MAX_BODY_BYTES };

const gunzip = (bytes: Buffer) => gunzipSync(bytes, LIMIT);

const decoders: Record<string, (bytes: Buffer) => Buffer> = {
  gzip: gunzip,
  'x-gzip': gunzip,
  // Some senders leave out the zlib wrapper (RFC 9110 8.4.1.2), which two bytes tell by their sum (RFC 1950 2.2).
  deflate: (bytes) => {
    const wrapped = (bytes[0] ?? 0) % 16 === 8 && bytes.length > 1 && bytes.readUInt16BE() % 31 === 0;
    return wrapped ? inflateSync(bytes, LIMIT) : inflateRawSync(bytes, LIMIT);
  },
  br: (bytes) => brotliDecompressSync(bytes, LIMIT),
};

/**
 * Reads the JSON of an answer.
 *
 * @param mediaType the one that the contract has
 * @returns the value, or the one finding that names the cause why there is none
 */
export function readBody(
  response: WireResponse,
  mediaType: string,
): { value: unknown } | { finding: Finding } {
  const type = response.headers.get('content-type')?.join(', ');
  const bytes = decode(response);
  if (!bytes) {
    return fault(
      'encoding',
      'a body in the content coding that it names',
      response.headers.get('content-encoding')?.join(', ') ?? '',
      'RFC 9110 8.4',
    );
  }
  const shown = bytes.length === 0 ? 'an empty body' : `"${excerpt(bytes.toString('utf8'))}"`;
  const expected = `a body of the media type ${mediaType}`;
  if (type === undefined)
    return fault('media-type', expected, `no Content-Type, and ${shown}`, 'RFC 9110 8.3');
  if (!isMediaType(type, mediaType))
    return fault('media-type', expected, `${type}, and ${shown}`, 'RFC 9110 8.3.1');
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return fault(
      'encoding',
      'UTF-8 without a byte order mark',
      'a byte order mark before the JSON',
      'RFC 8259 8.1',
    );
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return fault('encoding', 'UTF-8', 'bytes that are no UTF-8', 'RFC 8259 8.1');
  }
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return fault('json', 'one JSON text', `${shown} (${(error as Error).message})`, 'RFC 8259 2');
  }
}

/** The text of an answer, its content coding undone; empty where that cannot be done. */
export function textOf(response: WireResponse): string {
  return decode(response)?.toString('utf8') ?? '';
}

/** The JSON of an answer for whoever only wants to look into it; undefined where there is none. */
export function jsonOf(response: WireResponse): unknown {
  try {
    return JSON.parse(textOf(response));
  } catch {
    return undefined;
  }
}

/** What was decoded once: several look into one answer. */
const decoded = new WeakMap<WireResponse, { bytes: Buffer | undefined }>();

function decode(response: WireResponse): Buffer | undefined {
  const known = decoded.get(response) ?? { bytes: undo(response) };
  decoded.set(response, known);
  return known.bytes;
}

function undo({ headers, bytes }: WireResponse): Buffer | undefined {
  const codings = (headers.get('content-encoding') ?? []).flatMap((value) => value.split(','));
  try {
    return codings
      .map((coding) => coding.trim().toLowerCase())
      .filter((coding) => coding !== '' && coding !== 'identity')
      .reverse()
      .reduce((body, coding) => {
        const decoder = decoders[coding];
        if (!decoder) throw new Error(`unknown content coding ${coding}`);
        return decoder(body);
      }, bytes);
  } catch {
    return undefined;
  }
}

/** The contract's media type, with `charset=utf-8` in any case and spacing or without (RFC 9110 8.3.1). */
function isMediaType(field: string, mediaType: string): boolean {
  try {
    const { essence, params } = new MIMEType(field.replace(/\s*=\s*/g, '='));
    return essence === mediaType && (params.get('charset') ?? 'utf-8').trim().toLowerCase() === 'utf-8';
  } catch {
    return false;
  }
}

function fault(check: CheckId, expected: string, actual: string, source: string): { finding: Finding } {
  return { finding: must(check, expected, actual, source, expected) };
}

/** Reads the JSON of a response and checks its media type, content coding, character encoding and syntax. */
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { JsonBoundError, parseBounded } from '../../text/bounded-json.ts';
import { inline } from '../../text/markdown.ts';
import { isMediaType } from '../../text/media-type.ts';
import { truncate } from '../../text/truncate.ts';
import { MAX_BODY_BYTES, type WireResponse } from '../run/transport.ts';
import type { Finding } from '../types.ts';
import { must, type Violation } from './finding.ts';
import { REQUIREMENTS } from './requirements.ts';

/** The length of the excerpt of a body in a finding, in characters. */
const EXCERPT = 120;

/** Returns the start of a text on one line, for a finding. */
export function excerpt(text: string): string {
  return truncate(inline(text), EXCERPT);
}

/** Limits the size of a decoded body, because a small body can decompress to gigabytes. */
const LIMIT = { maxOutputLength: MAX_BODY_BYTES };

const gunzip = (bytes: Buffer) => gunzipSync(bytes, LIMIT);

const decoders: Record<string, (bytes: Buffer) => Buffer> = {
  gzip: gunzip,
  'x-gzip': gunzip,
  // Some senders omit the zlib header (RFC 9110 8.4.1.2). Its two bytes are a multiple of 31 (RFC 1950 2.2).
  deflate: (bytes) => {
    const wrapped = (bytes[0] ?? 0) % 16 === 8 && bytes.length > 1 && bytes.readUInt16BE() % 31 === 0;
    return wrapped ? inflateSync(bytes, LIMIT) : inflateRawSync(bytes, LIMIT);
  },
  br: (bytes) => brotliDecompressSync(bytes, LIMIT),
};

/**
 * Reads the JSON of a response.
 *
 * @param mediaType the media type that the contract declares
 * @returns the value, or a finding if the body cannot be read
 */
export function readBody(
  response: WireResponse,
  mediaType: string,
): { value: unknown } | { finding: Finding } {
  const type = response.headers.get('content-type')?.join(', ');
  const bytes = decode(response);
  if (!bytes) {
    const coding = response.headers.get('content-encoding')?.join(', ') ?? '';
    return fault({
      check: 'encoding',
      title: 'The body cannot be decoded',
      expected: 'a body encoded as the header Content-Encoding says',
      actual: `a body that cannot be decoded (Content-Encoding: ${coding})`,
      ...REQUIREMENTS.contentCoding,
    });
  }
  const shown = bytes.length === 0 ? 'an empty body' : `the body "${excerpt(bytes.toString('utf8'))}"`;
  const expected = `a body of the media type ${mediaType}, in UTF-8`;
  if (type === undefined) {
    return fault({
      check: 'media-type',
      title: 'The header `Content-Type` is missing',
      expected,
      actual: `no Content-Type header, and ${shown}`,
      ...REQUIREMENTS.mediaType,
    });
  }
  if (!isMediaType(type, mediaType)) {
    return fault({
      check: 'media-type',
      title: `The \`Content-Type\` is not \`${mediaType}\` in UTF-8`,
      expected,
      actual: `Content-Type: ${type}, and ${shown}`,
      requirement: `The media type is \`${mediaType}\`. ${REQUIREMENTS.charset.requirement}`,
      source: REQUIREMENTS.charset.source,
    });
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return fault({
      check: 'encoding',
      title: 'The body begins with a byte order mark',
      expected: 'a body in UTF-8 without a byte order mark',
      actual: 'a byte order mark before the JSON',
      ...REQUIREMENTS.utf8,
    });
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return fault({
      check: 'encoding',
      title: 'The body is not valid UTF-8',
      expected: 'a body in UTF-8',
      actual: 'a body that is not valid UTF-8',
      ...REQUIREMENTS.utf8,
    });
  }
  try {
    return { value: parseBounded(text) };
  } catch (error) {
    if (error instanceof JsonBoundError) {
      return fault({
        check: 'json',
        title: `The body is JSON with ${error.message}`,
        expected: `JSON with ${error.bound}`,
        actual: `JSON with ${error.message}`,
        ...REQUIREMENTS.bounded,
      });
    }
    return fault({
      check: 'json',
      title: 'The body is not JSON',
      expected: 'a body that is one JSON value',
      actual: `${shown} (${(error as Error).message})`,
      ...REQUIREMENTS.json,
    });
  }
}

/** Returns the decoded text of a response; an empty text if it cannot be decoded. */
export function textOf(response: WireResponse): string {
  return decode(response)?.toString('utf8') ?? '';
}

/** Returns the JSON of a response without checking the headers; undefined if the body is not JSON, or exceeds a bound. */
export function jsonOf(response: WireResponse): unknown {
  try {
    return parseBounded(textOf(response));
  } catch {
    return undefined;
  }
}

/** The decoded bodies, because several checks read the same response. */
const decoded = new WeakMap<WireResponse, { bytes: Buffer | undefined }>();

function decode(response: WireResponse): Buffer | undefined {
  const known = decoded.get(response) ?? { bytes: decodeBytes(response) };
  decoded.set(response, known);
  return known.bytes;
}

/** Returns undefined if the body is not in its content coding, or if the coding is not supported. */
function decodeBytes({ headers, bytes }: WireResponse): Buffer | undefined {
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

function fault(violation: Violation): { finding: Finding } {
  return { finding: must({ ...violation, detail: violation.expected }) };
}

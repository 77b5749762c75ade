/** An answer of the API as somebody pastes it: JSON, or what `curl -i` printed. */

import { isHeaderCheck } from '../conformance/checks/check-id.ts';
import type { Finding } from '../conformance/types.ts';
import { isObject, type JsonObject } from '../contract/document.ts';
import type { Contract } from '../contract/model.ts';
import { UsageError } from './exit.ts';
import type { World } from './world.ts';

/** An error that was answered. */
export interface PastedError {
  code: string;
  /** The whole `error`. */
  error: JsonObject;
  /** Where the answer came with its head. */
  status?: number;
  headers?: Map<string, string[]>;
  /** The envelope, as it came. */
  body: Buffer;
}

/** No answer of the API is nearly as large. */
const MAX_BYTES = 2 ** 20;

const HINT = 'Pipe an answer in: curl -i URL | social-data-contract explain -';

/**
 * Reads standard input to its end.
 *
 * @throws {UsageError} where there is nothing, or too much
 */
export async function readInput({ stdin, stderr }: Pick<World, 'stdin' | 'stderr'>): Promise<Buffer> {
  if (stdin.isTTY) stderr.write('Paste an answer, then press Ctrl-D.\n');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_BYTES) {
      throw new UsageError(
        `Standard input has more than ${MAX_BYTES} bytes, which no error of the API has. ${HINT}`,
      );
    }
  }
  const bytes = Buffer.concat(chunks);
  if (bytes.toString('latin1').trim() === '') throw new UsageError(`Standard input is empty. ${HINT}`);
  return bytes;
}

/**
 * Finds the error in what was pasted: an envelope, its `error` alone, or either behind the head of an HTTP answer.
 *
 * @returns undefined for a success
 * @throws {UsageError} where it is no answer of the API
 */
export function errorIn(bytes: Buffer): PastedError | undefined {
  const { status, headers, body } = splitHead(bytes);
  const refuse = (why: string): never => {
    const came = status === undefined ? 'Standard input' : `The answer (status ${status})`;
    throw new UsageError(`${came} is none of the API's: ${why}. ${status === undefined ? HINT : BETWEEN}`);
  };
  const text = body.toString('utf8').replace(/^\ufeff/, '');
  if (text.trim() === '') refuse('its body is empty');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    refuse('it is no JSON');
  }
  if (!isObject(value)) return refuse('it is JSON, but no object');
  if (value.success === true && isObject(value.data) && !('error' in value)) return undefined;
  const bare = !('success' in value) && !isObject(value.error);
  const envelope = bare ? { success: false, error: value } : value;
  const { error } = envelope;
  if (!isObject(error) || typeof error.code !== 'string') return refuse('it has no error with a code');
  return {
    code: error.code,
    error,
    ...(status !== undefined && { status, headers }),
    // What a shell wrote into a file may begin with a byte order mark that the server did not send.
    body: status !== undefined ? body : Buffer.from(bare ? JSON.stringify(envelope) : text),
  };
}

const BETWEEN = 'Something else may have answered: a proxy, or a server at a wrong address.';

/** The heads before a body: of several (100 Continue, a proxy's, a redirect that was followed) the last one counts. */
function splitHead(bytes: Buffer): { status?: number; headers: Map<string, string[]>; body: Buffer } {
  let rest = bytes.toString('latin1').trimStart();
  let status: number | undefined;
  let headers = new Map<string, string[]>();
  for (let match = startOf(rest); match; match = startOf(rest)) {
    status = Number(match[1]);
    const [head = '', body = ''] = splitOnce(rest, /\r?\n\r?\n/);
    headers = fieldsOf(head);
    rest = body;
  }
  if (status === undefined) return { headers, body: bytes };
  // curl undoes a content coding when told to (--compressed), and leaves its header.
  if (/^\s*[{[]/.test(rest)) headers.delete('content-encoding');
  return { status, headers, body: Buffer.from(rest, 'latin1') };
}

/** The status line (RFC 9112 4), as curl writes it for HTTP/2 and 3, too. */
function startOf(text: string): RegExpExecArray | null {
  return /^HTTP\/\d(?:\.\d)? (\d{3})\b/.exec(text);
}

function fieldsOf(head: string): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const line of head.split(/\r?\n/).slice(1)) {
    const [name = '', value = ''] = splitOnce(line, /:/);
    const key = name.trim().toLowerCase();
    fields.set(key, [...(fields.get(key) ?? []), value.trim()]);
  }
  return fields;
}

function splitOnce(text: string, separator: RegExp): [string, string] {
  const match = separator.exec(text);
  return match ? [text.slice(0, match.index), text.slice(match.index + match[0].length)] : [text, ''];
}

/**
 * What is off with an answer, by the judge of the contract tests. Of what was pasted without its head, its body alone is judged.
 */
export async function findingsOf(pasted: PastedError, contract: Contract): Promise<Finding[]> {
  const { code, status, headers, body } = pasted;
  const entry = contract.errors.find((known) => known.code === code);
  const operation = contract.operations.find(({ codes }) => codes.includes(code));
  // The judge needs ajv, which takes longer to load than all else here.
  const { must } = await import('../conformance/checks/finding.ts');
  if (!entry || !operation) {
    return [
      must('code', `a code of version ${contract.version} of the contract`, code, '#/components/schemas'),
    ];
  }
  const { ResponseChecker } = await import('../conformance/checks/response.ts');
  const request = { method: operation.method, url: new URL('http://localhost/'), headers: {} };
  const response = {
    status: status ?? entry.status,
    headers: headers ?? new Map([['content-type', [operation.success.mediaType]]]),
    bytes: body,
  };
  const expect = { kind: 'error' as const, codes: [code] };
  return new ResponseChecker(contract, [])
    .findings({ operation, request, response, expect })
    .filter(({ check }) => headers !== undefined || !isHeaderCheck(check));
}

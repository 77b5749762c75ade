/** A pasted response on standard input: reading it, and checking it by the contract. */

import { isHeaderCheck } from '../conformance/checks/check-id.ts';
import type { Finding } from '../conformance/types.ts';
import type { Contract } from '../contract/model.ts';
import { type ParsedError, parseResponse } from '../reference/parse-response.ts';
import { UsageError } from './exit.ts';
import type { World } from './world.ts';

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
 * Finds the error in the bytes of standard input.
 *
 * @returns undefined for a success
 * @throws {UsageError} where it is no answer of the API
 */
export function errorIn(bytes: Uint8Array): ParsedError | undefined {
  const parsed = parseResponse(bytes);
  if (parsed.type !== 'invalid') return parsed.type === 'error' ? parsed : undefined;
  const { status, reason } = parsed;
  const came = status === undefined ? 'Standard input' : `The answer (status ${status})`;
  throw new UsageError(`${came} is none of the API's: ${reason}. ${status === undefined ? HINT : BETWEEN}`);
}

const BETWEEN = 'Something else may have answered: a proxy, or a server at a wrong address.';

/**
 * What is off with an answer, by the judge of the contract tests. Of what was pasted without its head, its body alone is judged.
 */
export async function findingsOf(pasted: ParsedError, contract: Contract): Promise<Finding[]> {
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
    bytes: Buffer.from(body),
  };
  const expect = { kind: 'error' as const, codes: [code] };
  return new ResponseChecker(contract, [])
    .findings({ operation, request, response, expect })
    .filter(({ check }) => headers !== undefined || !isHeaderCheck(check));
}

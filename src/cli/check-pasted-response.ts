/** Reads a pasted response from standard input and checks it against the contract. */

import { isHeaderCheck } from '../conformance/checks/check-id.ts';
import type { Finding } from '../conformance/types.ts';
import type { Contract } from '../contract/model.ts';
import { type ParsedError, parseResponse } from '../reference/parse-response.ts';
import { UsageError } from './exit.ts';
import type { World } from './world.ts';

/** Far more than any response of the API. */
const MAX_BYTES = 2 ** 20;

const HINT = 'Pipe a response to the command: curl -i URL | social-data-contract explain -';

/**
 * Reads standard input to its end.
 *
 * @throws {UsageError} if the input is empty or larger than 1 MiB
 */
export async function readInput({ stdin, stderr }: Pick<World, 'stdin' | 'stderr'>): Promise<Buffer> {
  if (stdin.isTTY) stderr.write('Paste a response, then press Ctrl-D.\n');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_BYTES) {
      throw new UsageError(
        `Standard input has more than ${MAX_BYTES} bytes, more than any response of the API. ${HINT}`,
      );
    }
  }
  const bytes = Buffer.concat(chunks);
  if (bytes.toString('latin1').trim() === '') throw new UsageError(`Standard input is empty. ${HINT}`);
  return bytes;
}

/**
 * Parses the bytes of standard input as an error response.
 *
 * @returns undefined if the response is a success
 * @throws {UsageError} if the input is not a response of the API
 */
export function errorIn(bytes: Uint8Array): ParsedError | undefined {
  const parsed = parseResponse(bytes);
  if (parsed.type !== 'invalid') return parsed.type === 'error' ? parsed : undefined;
  const { status, reason } = parsed;
  if (status === undefined) {
    throw new UsageError(`Standard input is not a response of the API: ${reason}. ${HINT}`);
  }
  throw new UsageError(
    `Unexpected response (status ${status}): ${reason}. ` +
      'Something other than the API may have answered, for example a proxy.',
  );
}

/**
 * Checks an error response with the checks of the contract tests. If it was pasted without its head, only the body is
 * checked.
 */
export async function findingsOf(pasted: ParsedError, contract: Contract): Promise<Finding[]> {
  const { code, status, headers, body } = pasted;
  const entry = contract.errors.find((known) => known.code === code);
  const operation = contract.operations.find(({ codes }) => codes.includes(code));
  // Loaded only here, because ajv takes longer to load than the rest of the command.
  const { must } = await import('../conformance/checks/finding.ts');
  if (!entry || !operation) {
    return [
      must({
        check: 'code',
        title: 'The response has an error code that is not in the contract',
        expected: `a code of version ${contract.version} of the contract`,
        actual: code,
        requirement: 'An error has one of the codes of the contract.',
        source: '#/components/schemas',
      }),
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

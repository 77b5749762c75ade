/** Checks a pasted response against the contract. */
import { isHeaderCheck } from '../conformance/checks/check-id.ts';
import type { Finding } from '../conformance/types.ts';
import type { Contract } from '../contract/model.ts';
import type { ParsedError } from '../reference/parse-response.ts';

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
    headers:
      headers ?? new Map([['content-type', [operation.success.content?.mediaType ?? 'application/json']]]),
    bytes: Buffer.from(body),
  };
  const expect = { kind: 'error' as const, codes: [code] };
  return new ResponseChecker(contract, [])
    .findings({ operation, request, response, expect })
    .filter(({ check }) => headers !== undefined || !isHeaderCheck(check));
}

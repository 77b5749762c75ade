/** The response of a code, as `curl -i` prints it. */
import { STATUS_CODES } from 'node:http';
import type { CatalogueEntry } from '../contract/catalogue.ts';
import type { Contract } from '../contract/model.ts';
import { operationOf } from './causes.ts';

/** Returns the example of a code with its status line and headers. The body is formatted for people. */
export function exampleResponse(entry: CatalogueEntry, contract: Contract): string {
  const { status, headers, example } = entry;
  const mediaType = operationOf(entry, contract)?.success.content?.mediaType ?? 'application/json';
  const fields = headers
    // A header that the contract only allows is not typical.
    .filter(({ level, example: value }) => level !== 'MAY' && value !== undefined)
    .map(({ name, example: value }) => `${name}: ${value}`);
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`.trimEnd(),
    `Content-Type: ${mediaType}`,
    ...fields,
    '',
    JSON.stringify(example, null, 2),
  ].join('\n');
}

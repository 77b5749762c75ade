/** The part of the landing page about tokens: the headers, and the operations with other rules. */
import { curlCommand, exampleRequest } from '../../../src/contract/example-request.ts';
import type { Contract, CredentialLocation, Operation } from '../../../src/contract/model.ts';
import { SANDBOX } from '../../../src/reference/sandbox-request.ts';
import { type Block, code, codeBlock, heading, link, list, paragraph } from '../../../src/text/blocks.ts';
import { listed } from '../../../src/text/english.ts';
import { operationPath } from './site.ts';

/** Shows each header for the token with a curl command, then the operations that take the token elsewhere or not at all. */
export function authenticationBlocks(contract: Contract): Block[] {
  const base = SANDBOX.origin + contract.basePath;
  const token = contract.sandbox.successToken;
  const isUsual = ({ credentials }: Operation) => headersOf(credentials) === headersOf(contract.credentials);
  const operation = contract.operations.find((candidate) => isUsual(candidate) && candidate.safe);
  const others = contract.operations.filter((candidate) => !isUsual(candidate));
  return [
    heading(2, 'Authentication'),
    paragraph('Send your token in one of these headers. The first one takes precedence.'),
    ...(operation === undefined
      ? []
      : contract.credentials.map((credential) => {
          const request = exampleRequest({ ...operation, credentials: [credential] }, token);
          return codeBlock('sh', curlCommand(request, base), request);
        })),
    ...(others.length === 0 ? [] : [list(others.map(ruleOf))]),
  ];
}

function ruleOf({ id, credentials }: Operation) {
  const headers = listed(
    credentials.map(({ header }) => code(header)),
    'or',
  );
  return [
    link(code(id), operationPath(id)),
    ...(credentials.length === 0 ? [' needs no token.'] : [' needs the token in ', headers, '.']),
  ];
}

/** Returns a text that is equal for equal lists of credentials. */
function headersOf(credentials: readonly CredentialLocation[]): string {
  return credentials.map(({ header, scheme = '' }) => `${header} ${scheme}`).join('\n');
}

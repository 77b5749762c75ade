/** From a bundled document to the contract. */
import { ContractError, isObject, type JsonObject } from './document.ts';
import { listOf, textAt } from './nodes.ts';
import { carriersOf, operationsOf, type ReadOperation } from './operations.ts';
import { entryOfMember } from './responses.ts';
import type { Contract, ErrorEntry, Trigger } from './types.ts';

/**
 * Reads the contract out of a bundled document.
 *
 * @throws {ContractError} where the document lacks what the contract is made of, with the place
 */
export function readContract(document: JsonObject): Contract {
  const read = operationsOf(document);
  if (read.length === 0) throw new ContractError('The spec has no operation under #/paths.');
  const contract: Contract = {
    document,
    title: textAt(document, 'info.title', '#'),
    version: textAt(document, 'info.version', '#'),
    basePath: basePathOf(document),
    operations: read.map(({ operation }) => operation),
    errors: errorsOf(document, read),
    carriers: carriersOf(document),
    sandbox: {
      successToken: textAt(document, 'x-sandbox.tokens.success', '#'),
      errorToken: textAt(document, 'x-sandbox.tokens.error', '#'),
      malformed: textAt(document, 'x-sandbox.malformed', '#'),
    },
  };
  // What later code looks up is there, or the document is refused here.
  entryOf(contract, contract.sandbox.malformed);
  for (const trigger of ['token-missing', 'token-unknown', 'path-unknown'] as const)
    codeOf(contract, trigger);
  return contract;
}

/**
 * The one code of a trigger that the contract has once (`token-missing`, `token-unknown`, `path-unknown`).
 *
 * @throws {ContractError} where there is none, or more than one
 */
export function codeOf(contract: Contract, trigger: Trigger): ErrorEntry {
  const found = contract.errors.filter((entry) => entry.trigger === trigger);
  const [only] = found;
  if (!only || found.length > 1) {
    throw new ContractError(
      `The spec has ${found.length} codes with the trigger ${trigger}; give it to exactly one (x-error.trigger).`,
    );
  }
  return only;
}

/**
 * The entry of a code that the spec names elsewhere.
 *
 * @throws {ContractError} where no response has the code
 */
export function entryOf(contract: Contract, code: string): ErrorEntry {
  const entry = contract.errors.find((candidate) => candidate.code === code);
  if (!entry) throw new ContractError(`The spec names ${code}, which is no code of a response.`);
  return entry;
}

/** All codes, in the order of the error page's groups, and of their statuses in each. */
function errorsOf(document: JsonObject, read: readonly ReadOperation[]): ErrorEntry[] {
  const found = new Map<string, ErrorEntry>();
  for (const response of read.flatMap(({ responses }) => responses)) {
    for (const member of response.members) {
      if (!found.has(member.code)) found.set(member.code, entryOfMember(document, response, member));
    }
  }
  const categories = listOf(document['x-error-categories']).map(String);
  return [...found.values()].sort((a, b) => categories.indexOf(a.category) - categories.indexOf(b.category));
}

function basePathOf(document: JsonObject): string {
  const [server] = listOf(document.servers);
  const url = isObject(server) && typeof server.url === 'string' ? server.url : '';
  return new URL(url, 'http://localhost').pathname.replace(/\/+$/, '');
}

/** Reads the contract from a bundled document. */
import { trimEnd } from '../text/trim-end.ts';
import { ContractError, isObject, type JsonObject } from './document.ts';
import type { Contract, ErrorEntry, Operation } from './model.ts';
import { isSendable, listOf, textAt } from './nodes.ts';
import { credentialLocationsOf, operationsOf, type ReadOperation } from './read-operations.ts';
import { entryOfMember } from './read-responses.ts';
import { type Trigger, UNIQUE_TRIGGERS } from './vocabulary.ts';

/**
 * Reads the contract from a bundled document.
 *
 * @throws {ContractError} if the document lacks a part that the contract needs; the message names the place
 */
export function readContract(document: JsonObject): Contract {
  const read = operationsOf(document);
  if (read.length === 0) throw new ContractError('The spec has no operation under #/paths. Add one.');
  const contract: Contract = {
    document,
    title: textAt(document, 'info.title', '#'),
    version: textAt(document, 'info.version', '#'),
    basePath: basePathOf(document),
    operations: read.map(({ operation }) => operation),
    errors: errorsOf(document, read),
    credentials: credentialLocationsOf(document),
    sandbox: {
      successToken: textAt(document, 'x-sandbox.tokens.success', '#'),
      errorToken: textAt(document, 'x-sandbox.tokens.error', '#'),
      malformed: textAt(document, 'x-sandbox.malformed', '#'),
    },
  };
  // Checks all codes that later code looks up, so that an invalid document fails here.
  entryOf(contract, contract.sandbox.malformed);
  for (const { parameters, body } of contract.operations)
    for (const one of body ? [...parameters, body] : parameters)
      if (one.invalid !== undefined) entryOf(contract, one.invalid);
  for (const { replacedBy } of contract.errors) if (replacedBy !== undefined) entryOf(contract, replacedBy);
  if (!isSendable(contract.sandbox.successToken)) {
    throw new ContractError(
      'The test token at #/x-sandbox/tokens/success cannot be sent in a header. Use visible ASCII characters.',
    );
  }
  for (const trigger of UNIQUE_TRIGGERS) codeOf(contract, trigger);
  return contract;
}

/**
 * Returns the only code with a trigger, for triggers that exactly one code has ({@link UNIQUE_TRIGGERS}). Retired codes do
 * not count.
 *
 * @throws {ContractError} unless exactly one code has the trigger
 */
export function codeOf(contract: Contract, trigger: Trigger): ErrorEntry {
  const found = contract.errors.filter((entry) => entry.trigger === trigger && entry.retired === undefined);
  const [only] = found;
  if (!only || found.length > 1) {
    throw new ContractError(
      `Exactly one code must have the trigger ${trigger}, but ${found.length} codes have it. Change x-error.trigger.`,
    );
  }
  return only;
}

/** The entries by code, cached: the contract tests look up codes many times per response. */
const entries = new WeakMap<Contract, ReadonlyMap<string, ErrorEntry>>();

/**
 * Returns the entry of a code.
 *
 * @throws {ContractError} if no response has the code
 */
export function entryOf(contract: Contract, code: string): ErrorEntry {
  const known = entries.get(contract) ?? new Map(contract.errors.map((entry) => [entry.code, entry]));
  entries.set(contract, known);
  const entry = known.get(code);
  if (!entry)
    throw new ContractError(
      `The spec names the code ${code}, but no response has it. Add it to a response, or name another code.`,
    );
  return entry;
}

/** The operations by id, cached for the same reason. */
const operationsById = new WeakMap<Contract, ReadonlyMap<string, Operation>>();

/**
 * Returns the operation with an id.
 *
 * @throws {ContractError} if the contract does not have the operation
 */
export function operationOf(contract: Contract, id: string): Operation {
  const known =
    operationsById.get(contract) ??
    new Map(contract.operations.map((operation) => [operation.id, operation]));
  operationsById.set(contract, known);
  const operation = known.get(id);
  if (!operation) throw new ContractError(`The contract does not have the operation ${id}.`);
  return operation;
}

/** Returns all codes, in the order of the groups of the error page. In one group, the codes are in the order of the responses. */
function errorsOf(document: JsonObject, read: readonly ReadOperation[]): ErrorEntry[] {
  const found = new Map<string, ErrorEntry>();
  for (const response of read.flatMap(({ responses }) => responses)) {
    for (const member of response.members) {
      const known = found.get(member.code);
      if (!known) found.set(member.code, entryOfMember(document, response, member));
      else if (known.status !== response.status)
        throw new ContractError(
          `${member.code} has the statuses ${known.status} and ${response.status}, but a code must have one status.`,
        );
    }
  }
  const categories = listOf(document['x-error-categories']).map(String);
  return [...found.values()].sort((a, b) => categories.indexOf(a.category) - categories.indexOf(b.category));
}

function basePathOf(document: JsonObject): string {
  const [server] = listOf(document.servers);
  const url = isObject(server) && typeof server.url === 'string' ? server.url : '';
  const parsed = URL.canParse(url, 'http://localhost') ? new URL(url, 'http://localhost') : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol))
    throw new ContractError(
      'The url at #/servers/0 must be a path or an http(s) URL. Write the base path, for example /api/v1.',
    );
  return trimEnd(parsed.pathname, '/');
}

/** Returns the statuses of the successes without a body. */
export function emptyStatusesOf({ operations }: Pick<Contract, 'operations'>): number[] {
  const empty = operations.flatMap(({ successes }) => successes.filter(({ content }) => !content));
  return [...new Set(empty.map(({ status }) => status))].sort((a, b) => a - b);
}

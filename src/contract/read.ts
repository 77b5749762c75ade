/** From a bundled document to the contract. */
import { ContractError, isObject, type JsonObject } from './document.ts';
import type { Contract, ErrorEntry } from './model.ts';
import { isSendable, listOf, textAt } from './nodes.ts';
import { credentialLocationsOf, operationsOf, type ReadOperation } from './read-operations.ts';
import { entryOfMember } from './read-responses.ts';
import { type Trigger, UNIQUE_TRIGGERS } from './vocabulary.ts';

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
    credentials: credentialLocationsOf(document),
    sandbox: {
      successToken: textAt(document, 'x-sandbox.tokens.success', '#'),
      errorToken: textAt(document, 'x-sandbox.tokens.error', '#'),
      malformed: textAt(document, 'x-sandbox.malformed', '#'),
    },
  };
  // What later code looks up is there, or the document is refused here.
  entryOf(contract, contract.sandbox.malformed);
  for (const { parameters } of contract.operations)
    for (const { invalid } of parameters) if (invalid !== undefined) entryOf(contract, invalid);
  if (!isSendable(contract.sandbox.successToken)) {
    throw new ContractError('The test token at #/x-sandbox/tokens/success cannot stand in a header.');
  }
  for (const trigger of UNIQUE_TRIGGERS) codeOf(contract, trigger);
  return contract;
}

/**
 * The one code of a trigger that exactly one code has ({@link UNIQUE_TRIGGERS}).
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

/** By code: a run of the contract tests asks for one many times for each answer. */
const entries = new WeakMap<Contract, ReadonlyMap<string, ErrorEntry>>();

/**
 * The entry of a code that the spec names elsewhere.
 *
 * @throws {ContractError} where no response has the code
 */
export function entryOf(contract: Contract, code: string): ErrorEntry {
  const known = entries.get(contract) ?? new Map(contract.errors.map((entry) => [entry.code, entry]));
  entries.set(contract, known);
  const entry = known.get(code);
  if (!entry) throw new ContractError(`The spec names ${code}, which is no code of a response.`);
  return entry;
}

/** All codes, in the order of the error page's groups, and of their statuses in each. */
function errorsOf(document: JsonObject, read: readonly ReadOperation[]): ErrorEntry[] {
  const found = new Map<string, ErrorEntry>();
  for (const response of read.flatMap(({ responses }) => responses)) {
    for (const member of response.members) {
      const known = found.get(member.code);
      if (!known) found.set(member.code, entryOfMember(document, response, member));
      else if (known.status !== response.status)
        throw new ContractError(
          `${member.code} stands under ${known.status} and under ${response.status}: a code has one status.`,
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
    throw new ContractError('The url at #/servers/0 is none of http: write the base path, like /api/v1.');
  return parsed.pathname.replace(/\/+$/, '');
}

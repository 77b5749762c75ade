import type { SpecCopy } from './spec-copy.ts';

/** Where the parts of a response stand. */
export const BODY = ['content', 'application/json'];
export const SCHEMA = [...BODY, 'schema'];
export const ERROR = [...SCHEMA, 'properties', 'error'];
export const MAPPING = [...ERROR, 'discriminator', 'mapping'];
export const EXAMPLES = [...BODY, 'examples'];

/** A code that the spec will not come to have, so that the cases go on to hold when it gains one. */
export const NEW = 'CODE_OF_A_TEST';

/** Takes a code out of its response, as somebody would who forgets its file. */
export function takeOut(copy: SpecCopy, response: string, code: string): void {
  copy.deleteReference(`responses/${response}.yaml`, [...ERROR, 'oneOf'], code);
  copy.delete(`responses/${response}.yaml`, [...MAPPING, code]);
  copy.delete(`responses/${response}.yaml`, [...EXAMPLES, code]);
}

/** Writes the file of a code, a copy of a neighbour. */
export function writeCode(copy: SpecCopy, name: string): void {
  const neighbour = 'INVALID_PARAMETERS';
  copy.write(`errors/${name}.yaml`, copy.read(`errors/${neighbour}.yaml`).replaceAll(neighbour, name));
}

/** Writes a response whose only code is the one given, its envelope a copy of a neighbour's. */
export function writeResponse(copy: SpecCopy, response: string, code: string): void {
  const file = `responses/${response}.yaml`;
  copy.write(file, copy.read('responses/NotFound.yaml'));
  copy.set(file, [...ERROR, 'oneOf'], [{ $ref: `../errors/${code}.yaml` }]);
  copy.set(file, MAPPING, { [code]: `../errors/${code}.yaml` });
  copy.set(file, EXAMPLES, { [code]: exampleOf(code) });
}

function exampleOf(code: string): unknown {
  return { value: { success: false, error: { code, message: 'New.' } } };
}

/** Adds a code to a response that is there, file and all. */
export function addCode(copy: SpecCopy, name: string): void {
  const file = 'responses/BadRequest.yaml';
  writeCode(copy, name);
  copy.add(file, [...ERROR, 'oneOf'], { $ref: `../errors/${name}.yaml` });
  copy.set(file, [...MAPPING, name], `../errors/${name}.yaml`);
  copy.set(file, [...EXAMPLES, name], exampleOf(name));
}

/** Adds an operation that answers what is left of the balance, and no list. */
export function addOperationWithoutList(copy: SpecCopy): void {
  const model = 'paths/listPostsByUser.yaml';
  const file = 'paths/getBalance.yaml';
  copy.write(file, copy.read(model));
  copy.set(file, ['get', 'operationId'], 'getBalance');
  copy.deleteReference(file, ['get', 'parameters'], 'Limit');
  copy.deleteReference(file, ['get', 'parameters'], 'Cursor');
  copy.set(file, ['get', 'responses', '200'], { $ref: '../responses/Balance.yaml' });
  copy.set('openapi.yaml', ['paths', '/balance/{platform}/{username}'], { $ref: file });
  const data = 'schemas/BalanceData.yaml';
  copy.write(data, copy.read('schemas/PostsPageData.yaml'));
  copy.delete(data, ['properties', 'posts']);
  copy.delete(data, ['properties', 'next_cursor']);
  copy.set(data, ['required'], ['remaining_balance']);
  const response = 'responses/Balance.yaml';
  copy.write(response, copy.read('responses/PostsPage.yaml'));
  copy.set(response, [...SCHEMA, 'properties', 'data'], { $ref: `../${data}` });
  const value = { success: true, data: { remaining_balance: 975 } };
  copy.set(response, EXAMPLES, { success: { summary: 'Some credits', value } });
}

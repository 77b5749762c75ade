/**
 * generated/openapi.json -> generated/contract.ts, generated/client.ts and generated/models.ts: the data and the types of
 * the contract, for the runtime in src/client/.
 */
import { join } from 'node:path';
import type { OperationData } from '../../src/client/contract-data.ts';
import type { ParameterKind } from '../../src/client/parameters.ts';
import * as parameterKinds from '../../src/client/parameters.ts';
import type { Catalogue } from '../../src/contract/catalogue.ts';
import type { Operation, Parameter, RequestBody } from '../../src/contract/model.ts';
import { inline } from '../../src/text/markdown.ts';
import { NOTICE, type Project, StepError, writeWhole } from '../lib/project.ts';
import { catalogueOf, readGeneratedContract } from '../lib/read-contract.ts';
import { contractData, cursorOf, itemsOf } from './contract-data.ts';
import { writeModels } from './models.ts';
import { writeSuccesses } from './successes.ts';

export async function client(project: Project): Promise<void> {
  const contract = readGeneratedContract(project);
  const catalogue = catalogueOf(contract);
  const { operations } = contract;
  const data = contractData(contract);
  const kinds = Object.values(data.operations).flatMap(({ parameters = {} }) =>
    Object.values(parameters).map(nameOfKind),
  );
  writeWhole(
    join(project.generated, 'contract.ts'),
    `// ${NOTICE}
import type { ContractData } from '../src/client/contract-data.ts';
${kinds.length > 0 ? `import { ${[...new Set(kinds)].sort().join(', ')} } from '../src/client/parameters.ts';\n` : ''}
export const contract: ContractData = {
  codes: ${record(data.codes).replace('{', '{\n    // No prototype, so that `constructor` is not a code.\n    __proto__: null as never,')},
  docs: ${JSON.stringify(data.docs)},
  credentials: ${JSON.stringify(data.credentials)},
  balance: ${JSON.stringify(data.balance)},
  operations: ${record(data.operations, operationCode)},
};
`,
  );
  writeModels(project, contract, [...operations.flatMap(operationNames), ...CLIENT_NAMES]);
  await writeSuccesses(project, contract);
  const tokenHeaders = contract.credentials.map(({ header }) => JSON.stringify(header)).join(' | ');
  writeWhole(
    join(project.generated, 'client.ts'),
    `// ${NOTICE}
import { buildClient, type Operation, type PagedOperation } from '../src/client/client.ts';
import type { ClientOptions } from '../src/client/options.ts';
import { contract } from './contract.ts';
import type { operations } from './types.ts';

/** A header for the token. */
export type TokenHeader = ${tokenHeaders};

${operations.map(operationTypes).join('\n')}
${docstring(['The client of the API. Its methods never throw: check `success`, then `error.kind`, then `error.code`.'])}
export interface Client {
${operations.map((operation) => method(operation, catalogue)).join('\n')}
}

${docstring([
  `Creates a client of the ${catalogue.title} for version ${catalogue.version} of the contract.`,
  '',
  '@param options `baseUrl` and `token` are required',
  '@throws {TypeError} if an option is missing or invalid; the message names the option',
])}
export function createClient(options: ClientOptions<TokenHeader>): Client {
  return buildClient<Client>(contract, options);
}
`,
  );
}

/** The names that generated/client.ts exports in any case. */
export const CLIENT_NAMES = ['TokenHeader', 'Client', 'createClient'];

/** Returns the names that generated/client.ts exports for an operation. */
export function operationNames(operation: Pick<Operation, 'id'>): string[] {
  return ['Parameters', 'Data', 'Code'].map((suffix) => typeName(operation) + suffix);
}

/** Writes an object as code, with one line per entry, so that people can read the file. */
function record<Value>(
  entries: Readonly<Record<string, Value>>,
  codeOf: (value: Value) => string = JSON.stringify,
): string {
  const lines = members(entries, (value) => ` ${codeOf(value)}`).map((member) => `    ${member},\n`);
  return `{\n${lines.join('')}  }`;
}

/** Writes an operation as code in one line. A kind of parameters is a name in the code. */
function operationCode({ parameters = {}, ...data }: OperationData): string {
  const kinds = `{${members(parameters, nameOfKind).join()}}`;
  return `{${[...members(data, JSON.stringify), `"parameters":${kinds}`].join()}}`;
}

/** Writes each member of an object as code. */
function members<Value>(
  entries: Readonly<Record<string, Value>>,
  codeOf: (value: Value) => string,
): string[] {
  return Object.entries(entries).map(([key, value]) => `${JSON.stringify(key)}:${codeOf(value)}`);
}

/** @throws {StepError} if the generated code cannot import the kind */
function nameOfKind(kind: ParameterKind): string {
  const [name] = Object.entries(parameterKinds).find(([, one]) => one === kind) ?? [];
  if (name === undefined)
    throw new StepError('A parameter has a kind that src/client/parameters.ts does not export. Export it.');
  return name;
}

function typeName({ id }: Pick<Operation, 'id'>): string {
  return id.charAt(0).toUpperCase() + id.slice(1);
}

function operationTypes(operation: Operation): string {
  const { id, codes, parameters, body, successes } = operation;
  const name = typeName(operation);
  const at = `operations[${JSON.stringify(id)}]`;
  const data = successes.map(({ status, content }) =>
    content
      ? `${at}['responses'][${status}]['content'][${JSON.stringify(content.mediaType)}]['data']`
      : 'undefined',
  );
  const properties = parameters.map((parameter) => parameterType(id, parameter));
  if (body) properties.push(bodyType(id, body));
  const parametersType =
    properties.length > 0
      ? `interface ${name}Parameters {\n${properties.join('\n')}\n}`
      : `type ${name}Parameters = Record<string, never>;`;
  return `/** The parameters of {@link Client.${id}} in one object${body ? ', with the request body' : ''}. */
export ${parametersType}

/** The data of a success of {@link Client.${id}}. */
export type ${name}Data = ${[...new Set(data)].join(' | ')};

/** The codes that {@link Client.${id}} can return. */
export type ${name}Code =
${codes.map((code) => `  | ${JSON.stringify(code)}`).join('\n')};
`;
}

/** The text after the tag is required, because some editors and linters show only that text. */
const DEPRECATED = '@deprecated The description says what to use.';

function parameterType(id: string, parameter: Parameter): string {
  const { name, in: place, deprecated, description, example, schema } = parameter;
  const lines = description.split('\n');
  if (deprecated) lines.push('', DEPRECATED);
  if (schema.default !== undefined) lines.push('', `@default ${JSON.stringify(schema.default)}`);
  if (parameter.role === 'idempotency-key')
    lines.push('', '@default a random key, the same for all attempts');
  if (example !== '')
    lines.push(...(lines.at(-1)?.startsWith('@default') ? [] : ['']), `@example ${JSON.stringify(example)}`);
  const type = `NonNullable<operations[${JSON.stringify(id)}]['parameters']['${place}']>[${JSON.stringify(name)}]`;
  return property(name, type, isRequired(parameter), lines);
}

/** The client sends a key of its own if the caller gives none. */
function isRequired({ required, role }: Parameter): boolean {
  return required && role !== 'idempotency-key';
}

function bodyType(id: string, { description, mediaType, required, example }: RequestBody): string {
  const type = `NonNullable<operations[${JSON.stringify(id)}]['requestBody']>['content'][${JSON.stringify(mediaType)}]`;
  const lines = [...description.split('\n'), '', `@example ${JSON.stringify(example)}`];
  return property('body', type, required, lines);
}

function property(name: string, type: string, required: boolean, lines: string[]): string {
  return `${docstring(lines, '  ')}\n  ${JSON.stringify(name)}${required ? `: ${type}` : `?: ${type} | undefined`};`;
}

function method(operation: Operation, catalogue: Catalogue): string {
  const { id, summary, description, deprecated, codes, parameters, body } = operation;
  const name = typeName(operation);
  const lines = [
    `${summary}.`.replace(/\.\.$/, '.'),
    '',
    ...description.split('\n'),
    '',
    ...parameters.map((parameter) => `@param parameters.${parameter.name} ${inline(parameter.description)}`),
    ...(body ? [`@param parameters.body ${inline(body.description)}`] : []),
    "@returns a success or a failure. With `kind: 'api'`, the `code` of a failure is one of",
    ...codes.map((code) => {
      const entry = catalogue.errors.find((candidate) => candidate.code === code);
      const state = entry?.retired ? ' (retired)' : entry?.deprecated ? ' (deprecated)' : '';
      return `- \`${code}\`${state}: ${entry?.meaning}. ${entry?.solution}.`;
    }),
    ...(deprecated ? [DEPRECATED] : []),
  ];
  const items = cursorOf(operation) && itemsOf(operation);
  // With `void`, the argument can be omitted.
  const input =
    body?.required || parameters.some(isRequired) ? `${name}Parameters` : `${name}Parameters | void`;
  const item = items === undefined ? '' : `, ${name}Data[${JSON.stringify(items)}][number]`;
  return `${docstring(lines, '  ')}\n  readonly ${id}: ${item ? 'PagedOperation' : 'Operation'}<${input}, ${name}Data, ${name}Code${item}>;`;
}

function docstring(lines: string[], indent = ''): string {
  // A text of the spec must not end the comment that contains it.
  const safe = lines.map((line) => line.trimEnd().replaceAll('*/', '*\\/'));
  if (safe.length === 1) return `${indent}/** ${safe[0]} */`;
  return [`${indent}/**`, ...safe.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join('\n');
}

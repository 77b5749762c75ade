/**
 * generated/openapi.json -> generated/contract.ts, generated/client.ts and generated/models.ts: the data and the types of
 * the contract, for the runtime in src/client/.
 */
import { join } from 'node:path';
import type { CodeData, ContractData, FieldData, OperationData } from '../../src/client/contract-data.ts';
import type { Catalogue } from '../../src/contract/catalogue.ts';
import { docsPage } from '../../src/contract/catalogue.ts';
import type { ErrorEntry, ErrorField, Operation, Parameter } from '../../src/contract/model.ts';
import { inline } from '../../src/text/markdown.ts';
import { NOTICE, type Project, StepError, writeWhole } from '../lib/project.ts';
import { catalogueOf, readGeneratedContract } from '../lib/read-contract.ts';
import { writeModels } from './models.ts';
import { writeSuccesses } from './successes.ts';

/** The property names that every failure of the client uses. A field of a code must not have one of these names. */
const TAKEN = [
  ...[
    'kind',
    'code',
    'receivedCode',
    'message',
    'status',
    'solution',
    'docs',
    'excerpt',
    'cause',
    'name',
    'stack',
  ],
  ...['operation', 'attempts', 'retryAfterMs', 'reason', 'requestId', 'toJSON', 'toString'],
];

/** The types of a code's field that the client can check. */
const FIELD_TYPES = ['integer', 'number', 'string', 'boolean'];

export async function client(project: Project): Promise<void> {
  const contract = readGeneratedContract(project);
  const catalogue = catalogueOf(contract);
  const { operations } = contract;
  const data: ContractData = {
    codes: Object.fromEntries(contract.errors.map((entry) => [entry.code, codeData(entry)])),
    docs: docsPage({ code: '{code}' }),
    credentials: contract.credentials.map(({ header, scheme }) => ({
      header,
      prefix: scheme ? `${scheme} ` : '',
    })),
    balance: balanceField(operations),
    operations: Object.fromEntries(operations.map((operation) => [operation.id, operationData(operation)])),
  };
  writeWhole(
    join(project.generated, 'contract.ts'),
    `// ${NOTICE}
import type { ContractData } from '../src/client/contract-data.ts';

export const contract: ContractData = {
  codes: ${record(data.codes).replace('{', '{\n    // No prototype, so that `constructor` is not a code.\n    __proto__: null as never,')},
  docs: ${JSON.stringify(data.docs)},
  credentials: ${JSON.stringify(data.credentials)},
  balance: ${JSON.stringify(data.balance)},
  operations: ${record(data.operations)},
};
`,
  );
  const types = operations.flatMap((operation) =>
    ['Parameters', 'Data', 'Code'].map((suffix) => typeName(operation) + suffix),
  );
  writeModels(project, contract, [...types, 'TokenHeader', 'Client', 'createClient']);
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

/** Writes an object as code, with one line per entry, so that people can read the file. */
function record(entries: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(entries).map(
    ([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`,
  );
  return `{\n${lines.join('')}  }`;
}

function codeData({ code, meaning, solution, retry, fields }: ErrorEntry): CodeData {
  return {
    meaning,
    solution,
    ...(retry !== 'never' && { retry }),
    ...(fields.length > 0 && {
      fields: Object.fromEntries(fields.map((field) => [field.name, fieldData(code, field)])),
    }),
  };
}

function fieldData(code: string, { name, type, role, minimum, maximum }: ErrorField): FieldData {
  if (TAKEN.includes(name)) {
    throw new StepError(
      `The field ${name} of ${code} has the name of a property that every failure of the client has. Choose another name.`,
    );
  }
  if (!FIELD_TYPES.includes(type)) {
    throw new StepError(
      `The field ${name} of ${code} has the type ${type}. The client can only check ${FIELD_TYPES.join(', ')}: ` +
        'add the type to src/client/parse-envelope.ts.',
    );
  }
  return {
    ...((role === 'wait' || role === 'balance') && { role }),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    ...(type !== 'integer' && { type }),
  };
}

function operationData({ id, method, path, parameters, success }: Operation): OperationData {
  const twice = parameters.find(
    ({ name }, index) => parameters.findIndex((other) => other.name === name) !== index,
  );
  if (twice) {
    throw new StepError(
      `The operation ${id} has two parameters with the name ${twice.name}. The client takes all parameters in one object: rename one.`,
    );
  }
  const query = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  const cursor = parameters.find(({ role }) => role === 'cursor');
  const { itemsField, cursorField } = success;
  return {
    method,
    path,
    ...(query.length > 0 && { query }),
    ...(itemsField !== undefined && { items: itemsField }),
    ...(cursor && itemsField !== undefined && cursorField !== undefined
      ? { cursor: { parameter: cursor.name, field: cursorField } }
      : {}),
  };
}

/** Returns the one name of the balance field in all operations. */
function balanceField(operations: readonly Operation[]): string {
  const [name = '', other] = new Set(operations.flatMap(({ success }) => success.balanceField ?? []));
  if (other) {
    throw new StepError(
      `The balance is in the fields ${name} and ${other}. The client watches one field: use one name in all operations.`,
    );
  }
  return name;
}

function pagesOf({ itemsField, cursorField }: Operation['success']): boolean {
  return itemsField !== undefined && cursorField !== undefined;
}

function typeName({ id }: Operation): string {
  return id.charAt(0).toUpperCase() + id.slice(1);
}

function operationTypes(operation: Operation): string {
  const { id, codes, parameters, success } = operation;
  const name = typeName(operation);
  const response = `operations[${JSON.stringify(id)}]['responses'][${success.status}]['content']`;
  return `/** The parameters of {@link Client.${id}}: path and query in one object. */
export interface ${name}Parameters {
${parameters.map((parameter) => parameterType(id, parameter)).join('\n')}
}

/** The data of a success of {@link Client.${id}}. */
export type ${name}Data = ${response}[${JSON.stringify(success.content?.mediaType)}]['data'];

/** The codes that {@link Client.${id}} can return. */
export type ${name}Code =
${codes.map((code) => `  | ${JSON.stringify(code)}`).join('\n')};
`;
}

/** The text after the tag is required, because some editors and linters show only that text. */
const DEPRECATED = '@deprecated The description says what to use.';

function parameterType(
  id: string,
  { name, in: where, required, deprecated, description, example, schema }: Parameter,
): string {
  const lines = description.split('\n');
  if (deprecated) lines.push('', DEPRECATED);
  if (schema.default !== undefined) lines.push('', `@default ${JSON.stringify(schema.default)}`);
  if (example !== '')
    lines.push(...(schema.default === undefined ? [''] : []), `@example ${JSON.stringify(example)}`);
  const at = `operations[${JSON.stringify(id)}]['parameters']['${where}']`;
  const type = `NonNullable<${at}>[${JSON.stringify(name)}]`;
  return `${docstring(lines, '  ')}\n  ${JSON.stringify(name)}${required ? `: ${type}` : `?: ${type} | undefined`};`;
}

function method(operation: Operation, catalogue: Catalogue): string {
  const { id, summary, description, deprecated, codes, parameters, success } = operation;
  const name = typeName(operation);
  const lines = [
    `${summary}.`.replace(/\.\.$/, '.'),
    '',
    ...description.split('\n'),
    '',
    ...parameters.map((parameter) => `@param parameters.${parameter.name} ${inline(parameter.description)}`),
    "@returns a success or a failure. With `kind: 'api'`, the `code` of a failure is one of",
    ...codes.map((code) => {
      const entry = catalogue.errors.find((candidate) => candidate.code === code);
      return `- \`${code}\`: ${entry?.meaning}. ${entry?.solution}.`;
    }),
    ...(deprecated ? [DEPRECATED] : []),
  ];
  const { itemsField } = success;
  const isPaged = pagesOf(success) && parameters.some(({ role }) => role === 'cursor');
  // With `void`, the argument can be omitted.
  const input = parameters.some(({ required }) => required)
    ? `${name}Parameters`
    : `${name}Parameters | void`;
  const item = isPaged ? `, ${name}Data[${JSON.stringify(itemsField)}][number]` : '';
  return `${docstring(lines, '  ')}\n  readonly ${id}: ${isPaged ? 'PagedOperation' : 'Operation'}<${input}, ${name}Data, ${name}Code${item}>;`;
}

function docstring(lines: string[], indent = ''): string {
  // A text of the spec must not end the comment that contains it.
  const safe = lines.map((line) => line.trimEnd().replaceAll('*/', '*\\/'));
  if (safe.length === 1) return `${indent}/** ${safe[0]} */`;
  return [`${indent}/**`, ...safe.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join('\n');
}

/** generated/openapi.json -> generated/client.ts: the contract's data and types around the runtime in src/client/. */
import { join } from 'node:path';
import type { CodeData, ContractData, FieldData, OperationData } from '../../src/client/contract-data.ts';
import type { ErrorEntry, ErrorField, Operation, Parameter } from '../../src/contract/model.ts';
import { inline } from '../../src/text/markdown.ts';
import { NOTICE, type Project, StepError, writeWhole } from '../lib/project.ts';
import { type Catalogue, catalogueOf, readGeneratedContract } from '../lib/read-contract.ts';

/** What the client itself puts on every failure: a code's own field of this name would be hidden. */
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
  ...['operation', 'attempts', 'retryAfterMs', 'toJSON', 'toString'],
];

/** The types that the client can check a code's field for. */
const FIELD_TYPES = ['integer', 'number', 'string', 'boolean'];

export async function client(project: Project): Promise<void> {
  const contract = readGeneratedContract(project);
  const catalogue = catalogueOf(contract);
  const { operations } = contract;
  const data: ContractData = {
    codes: Object.fromEntries(contract.errors.map((entry) => [entry.code, codeData(entry)])),
    docs: docsPrefix(catalogue),
    credentials: contract.credentials.map(({ header, scheme }) => [header, scheme ? `${scheme} ` : '']),
    balance: balanceField(operations),
    operations: Object.fromEntries(operations.map((operation) => [operation.id, operationData(operation)])),
  };
  const tokenHeaders = contract.credentials.map(({ header }) => JSON.stringify(header)).join(' | ');
  writeWhole(
    join(project.generated, 'client.ts'),
    `// ${NOTICE}
import type { Client as HttpClient } from 'openapi-fetch';
import { connect, type Operation, type PagedOperation } from '../src/client/client.ts';
import type { ContractData } from '../src/client/contract-data.ts';
import type { ClientOptions } from '../src/client/options.ts';
import type { operations, paths } from './types.ts';

/** A header that carries the token. */
export type TokenHeader = ${tokenHeaders};

${operations.map(operationTypes).join('\n')}
${docstring(['A client of the API. Its methods never throw: check `success`, then `error.kind`, then `error.code`.'])}
export interface Client {
${docstring(
  [
    "openapi-fetch's own way to call, with the same retries, waits, limits and checks; a call's options go beside",
    '`params`. Every failure is an answer that is not 2xx, whose JSON is the envelope with the failure as its `error`;',
    '`response` stands for it, and is not the one that the server sent. Its middleware sees these calls alone: to see',
    'those of the methods as well, give the client a `fetch`.',
  ],
  '  ',
)}
  readonly http: HttpClient<paths>;
${operations.map((operation) => method(operation, catalogue)).join('\n')}
}

const contract: ContractData = {
  codes: ${record(data.codes).replace('{', '{\n    // No prototype: `constructor` is no code.\n    __proto__: null as never,')},
  docs: ${JSON.stringify(data.docs)},
  credentials: ${JSON.stringify(data.credentials)},
  balance: ${JSON.stringify(data.balance)},
  operations: ${record(data.operations)},
};

${docstring([
  `Makes a client of the ${catalogue.title}, version ${catalogue.version} of the contract.`,
  '',
  '@param options `baseUrl` and `token` are required',
  '@throws {TypeError} where an option is missing or wrong, with a sentence that says which',
])}
export function createClient(options: ClientOptions<TokenHeader>): Client {
  return connect<Client>(contract, options);
}
`,
  );
}

/** A line of code each: the file is read by people, too. */
function record(entries: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(entries).map(([key, value]) => `    ${literal(key)}: ${literal(value)},\n`);
  return `{\n${lines.join('')}  }`;
}

/** A value as JavaScript: as JSON, but for the undefined in a list. */
function literal(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(literal).join(', ')}]` : (JSON.stringify(value) ?? 'undefined');
}

function codeData({ code, meaning, solution, retry, fields }: ErrorEntry): CodeData {
  if (fields.length > 0) return [meaning, solution, retry, fields.map((field) => fieldData(code, field))];
  return retry === 'never' ? [meaning, solution] : [meaning, solution, retry];
}

function fieldData(code: string, { name, type, role, minimum, maximum }: ErrorField): FieldData {
  if (TAKEN.includes(name)) {
    throw new StepError(
      `The field ${name} of ${code} has the name of a property that the client gives every failure. Name it otherwise.`,
    );
  }
  if (!FIELD_TYPES.includes(type)) {
    throw new StepError(
      `The field ${name} of ${code} is of the type ${type}. The client can check ${FIELD_TYPES.join(', ')}; ` +
        'teach src/client/parse-envelope.ts the other.',
    );
  }
  const data: (string | number | undefined)[] = [
    name,
    role ?? '',
    minimum,
    maximum,
    type === 'integer' ? undefined : type,
  ];
  while (data.at(-1) === undefined || data.at(-1) === '') data.pop();
  return data as unknown as FieldData;
}

function operationData({ id, method, path, parameters, success }: Operation): OperationData {
  const twice = parameters.find(
    ({ name }, index) => parameters.findIndex((other) => other.name === name) !== index,
  );
  if (twice) {
    throw new StepError(
      `The operation ${id} has two parameters named ${twice.name}. The client takes all in one object: rename one.`,
    );
  }
  if (id === 'http')
    throw new StepError('The operationId http is taken by the client. Name the operation otherwise.');
  const cursor = parameters.find(({ role }) => role === 'cursor');
  return pagesOf(success) && cursor ? [method, path, cursor.name, success.cursorField ?? ''] : [method, path];
}

/** The one name under which the operations tell the balance. */
function balanceField(operations: readonly Operation[]): string {
  const [name = '', other] = new Set(operations.flatMap(({ success }) => success.balanceField ?? []));
  if (other) {
    throw new StepError(
      `The balance stands in ${name} and in ${other}. The client watches one field: name it alike in every operation.`,
    );
  }
  return name;
}

function pagesOf({ itemsField, cursorField }: Operation['success']): boolean {
  return itemsField !== undefined && cursorField !== undefined;
}

/** What every fragment begins with; what follows is the code in lower case, so that the client need not carry it. */
function docsPrefix({ errors }: Catalogue): string {
  const [first] = errors;
  const prefix = first ? first.fragment.slice(0, -first.code.length) : '';
  const other = errors.find(({ code, fragment }) => fragment !== prefix + code.toLowerCase());
  if (other) {
    throw new StepError(
      `The docs fragment ${other.fragment} of ${other.code} is not made as the others are: ${prefix}CODE in lower case.`,
    );
  }
  return prefix;
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

/** What {@link Client.${id}} answers in a success. */
export type ${name}Data = ${response}[${JSON.stringify(success.mediaType)}]['data'];

/** The codes that {@link Client.${id}} can answer. */
export type ${name}Code =
${codes.map((code) => `  | ${JSON.stringify(code)}`).join('\n')};
`;
}

function parameterType(
  id: string,
  { name, in: where, required, description, example, schema }: Parameter,
): string {
  const lines = description.split('\n');
  if (schema.default !== undefined) lines.push('', `@default ${JSON.stringify(schema.default)}`);
  if (example !== '')
    lines.push(...(schema.default === undefined ? [''] : []), `@example ${JSON.stringify(example)}`);
  const at = `operations[${JSON.stringify(id)}]['parameters']['${where}']`;
  const type = `NonNullable<${at}>[${JSON.stringify(name)}]`;
  return `${docstring(lines, '  ')}\n  ${JSON.stringify(name)}${required ? `: ${type}` : `?: ${type} | undefined`};`;
}

function method(operation: Operation, catalogue: Catalogue): string {
  const { id, summary, description, codes, parameters, success } = operation;
  const name = typeName(operation);
  const lines = [
    `${summary}.`.replace(/\.\.$/, '.'),
    '',
    ...description.split('\n'),
    '',
    ...parameters.map((parameter) => `@param parameters.${parameter.name} ${inline(parameter.description)}`),
    "@returns a success, or a failure; under `kind: 'api'` its `code` is one of",
    ...codes.map((code) => {
      const entry = catalogue.errors.find((candidate) => candidate.code === code);
      return `- \`${code}\`: ${entry?.meaning}. ${entry?.solution}.`;
    }),
  ];
  const kind =
    pagesOf(success) && parameters.some(({ role }) => role === 'cursor') ? 'PagedOperation' : 'Operation';
  // `void` makes the argument one that can be left out.
  const input = parameters.some(({ required }) => required)
    ? `${name}Parameters`
    : `${name}Parameters | void`;
  return `${docstring(lines, '  ')}\n  readonly ${id}: ${kind}<${input}, ${name}Data, ${name}Code>;`;
}

function docstring(lines: string[], indent = ''): string {
  // A text of the spec must not end the comment it stands in.
  const safe = lines.map((line) => line.trimEnd().replaceAll('*/', '*\\/'));
  if (safe.length === 1) return `${indent}/** ${safe[0]} */`;
  return [`${indent}/**`, ...safe.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join('\n');
}

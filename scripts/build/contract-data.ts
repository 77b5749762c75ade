/** The contract as data for the client: what its runtime in src/client/ needs. */
import type {
  CodeData,
  ContractData,
  CredentialData,
  FieldData,
  OperationData,
} from '../../src/client/contract-data.ts';
import {
  commaListInQuery,
  inBody,
  inHeader,
  inPath,
  inQuery,
  listInHeader,
  listInQuery,
  type ParameterKind,
} from '../../src/client/parameters.ts';
import { docsPage } from '../../src/contract/catalogue.ts';
import type {
  Contract,
  CredentialLocation,
  ErrorEntry,
  ErrorField,
  Operation,
  Parameter,
} from '../../src/contract/model.ts';
import { StepError } from '../lib/project.ts';

/** The property names that every failure of the client uses. A field of a code must not have one of these names. */
export const FAILURE_PROPERTIES = [
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

/** @throws {StepError} if the client cannot support a part of the contract */
export function contractData({ errors, credentials, operations }: Contract): ContractData {
  return {
    codes: Object.fromEntries(errors.map((entry) => [entry.code, codeData(entry)])),
    docs: docsPage({ code: '{code}' }),
    credentials: credentialData(credentials),
    balance: balanceField(operations),
    operations: Object.fromEntries(
      operations.map((operation) => [operation.id, operationData(operation, credentials)]),
    ),
  };
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
  if (FAILURE_PROPERTIES.includes(name)) {
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

function credentialData(credentials: readonly CredentialLocation[]): CredentialData[] {
  return credentials.map(({ header, scheme }) => ({ header, prefix: scheme ? `${scheme} ` : '' }));
}

function operationData(operation: Operation, defaults: readonly CredentialLocation[]): OperationData {
  const { method, path, parameters, body, successes, credentials } = operation;
  checkNames(operation);
  // The path first, because the query is added to its end.
  const places: Parameter['in'][] = ['path', 'query', 'header'];
  const kinds = places
    .flatMap((place) => parameters.filter((parameter) => parameter.in === place))
    .map((parameter): [string, ParameterKind] => [parameter.name, kindOf(parameter)]);
  if (body) kinds.push(['body', inBody]);
  const key = parameters.find(({ role }) => role === 'idempotency-key');
  const hasOwnCredentials = JSON.stringify(credentials) !== JSON.stringify(defaults);
  const empty = successes.filter(({ content }) => !content).map(({ status }) => status);
  const items = itemsOf(operation);
  const cursor = cursorOf(operation);
  return {
    method,
    path,
    ...(kinds.length > 0 && { parameters: Object.fromEntries(kinds) }),
    ...(key && { idempotencyKey: key.name }),
    ...(hasOwnCredentials && { credentials: credentialData(credentials) }),
    ...(empty.length > 0 && { empty }),
    ...(items !== undefined && { items }),
    ...(cursor && { cursor }),
  };
}

function kindOf({ in: place, list }: Parameter): ParameterKind {
  if (place === 'path') return inPath;
  if (place === 'header') return list ? listInHeader : inHeader;
  return list ? (list.explode ? listInQuery : commaListInQuery) : inQuery;
}

/** The client takes all parameters and the body in one object, so that each needs a name of its own. */
function checkNames({ id, parameters, body }: Operation): void {
  const names = parameters.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new StepError(
      `The operation ${id} has two parameters with the name ${twice}. The client takes all parameters in one object: rename one.`,
    );
  }
  if (body && names.includes('body')) {
    throw new StepError(
      `The operation ${id} has a request body and a parameter with the name body. The client takes both in one object: rename the parameter.`,
    );
  }
}

/** Returns the field with the items, if each success has it. */
export function itemsOf({ success: { itemsField }, successes }: Operation): string | undefined {
  return successes.every((success) => success.itemsField === itemsField) ? itemsField : undefined;
}

/** Returns the parameter and the field for the cursor, if each success is a page. */
export function cursorOf(operation: Operation): OperationData['cursor'] {
  const parameter = operation.parameters.find(({ role }) => role === 'cursor');
  const { cursorField: field } = operation.success;
  const isPaged = operation.successes.every(({ cursorField }) => cursorField === field);
  if (!parameter || field === undefined || !isPaged || itemsOf(operation) === undefined) return undefined;
  return { parameter: parameter.name, field };
}

/** Returns the one name of the balance field in all operations. */
function balanceField(operations: readonly Operation[]): string {
  const successes = operations.flatMap((operation) => operation.successes);
  const [name = '', other] = new Set(successes.flatMap(({ balanceField }) => balanceField ?? []));
  if (other) {
    throw new StepError(
      `The balance is in the fields ${name} and ${other}. The client watches one field: use one name in all operations.`,
    );
  }
  return name;
}

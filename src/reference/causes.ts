/** Derives the common causes of a code from the contract. A cause that the contract does not imply is in `x-error.causes`. */

import type { CatalogueEntry } from '../contract/catalogue.ts';
import { type ExampleRequest, exampleRequest, tokenHeader } from '../contract/example-request.ts';
import { LinearPattern } from '../contract/linear-pattern.ts';
import type { Contract, Operation, Parameter } from '../contract/model.ts';
import type { Trigger } from '../contract/vocabulary.ts';
import { code, type Inline, parseInline } from '../text/blocks.ts';
import { listed } from '../text/english.ts';

/** A cause of an error. */
export interface Cause {
  /** A whole sentence. */
  text: Inline;
  /** A request that has the cause. */
  request?: ExampleRequest;
}

/** A token that no server issues. */
const UNKNOWN_TOKEN = 'no-such-token';

/**
 * Returns the causes of a code: those that the contract implies, with a request for each, then those of the spec. If there
 * are none, returns the explanation of the code.
 */
export function causesOf(entry: CatalogueEntry, contract: Contract): Cause[] {
  const operation = operationOf(entry, contract);
  const implied = (operation && IMPLIED[entry.trigger]?.(contract, operation, entry)) ?? [];
  const causes = [...implied, ...entry.causes.map((text) => ({ text: parseInline(text) }))];
  return causes.length > 0 ? causes : [{ text: parseInline(entry.occurs) }];
}

/** Returns the first operation that can return a code. */
export function operationOf(entry: CatalogueEntry, { operations }: Contract): Operation | undefined {
  return operations.find(({ codes }) => codes.includes(entry.code));
}

type Implied = (contract: Contract, operation: Operation, entry: CatalogueEntry) => Cause[];

const IMPLIED: Partial<Record<Trigger, Implied>> = {
  'token-missing': (contract, operation) => {
    const request = exampleRequest(operation, '');
    const headers = contract.credentials.map((credential) => code(headerLine(credential)));
    const query = `${request.target}${request.target.includes('?') ? '&' : '?'}token=TOKEN`;
    return [
      {
        text: ['The request has no token. Send ', listed(headers, 'or'), '.'],
        request: { ...request, headers: {} },
      },
      {
        text: ['The token is in the query string, which the API ignores. Send it in a header.'],
        request: { ...request, target: query, headers: {} },
      },
    ];
  },
  'token-unknown': (contract, operation) => [
    {
      text: 'The token was never issued. For example, it is incomplete, or it belongs to another service.',
      request: exampleRequest(operation, UNKNOWN_TOKEN),
    },
    {
      text: [
        'A test token of the sandbox, such as ',
        code(contract.sandbox.successToken),
        ', is sent to the API.',
      ],
    },
  ],
  'path-unknown': (contract, operation) => {
    const request = exampleRequest(operation, contract.sandbox.successToken);
    const misspelt = request.target.replace(/^\/([^/?]+)/, '/$1s');
    const methods = [...new Set(contract.operations.map(({ method }) => method))];
    const other = ['POST', 'PUT'].find((method) => !methods.includes(method)) ?? 'TRACE';
    return [
      {
        text: ['The path has a spelling error, for example ', code(misspelt), '.'],
        request: { ...request, target: misspelt },
      },
      {
        text: ['The path lacks a part, for example ', code(withoutLast(request.target)), '.'],
        request: { ...request, target: withoutLast(request.target) },
      },
      {
        text: [
          'The method is ',
          code(other),
          '. The API has only operations with ',
          listed(methods.map(code)),
          '.',
        ],
        request: { ...request, method: other },
      },
    ];
  },
  'parameter-invalid': (contract, _, entry) =>
    parametersOf(entry, contract).flatMap(({ operation, parameter }) =>
      invalidValues(parameter).map(({ value, reason }) => ({
        text: [code(parameter.name), ` ${reason}: `, code(shown(operation, parameter, value)), '.'],
        request: exampleRequest(operation, contract.sandbox.successToken, {
          texts: { [parameter.name]: value },
        }),
      })),
    ),
};

/** Returns the parameters whose invalid values return a code, each once, with the first operation that has it. */
export function parametersOf(
  entry: CatalogueEntry,
  { operations }: Contract,
): { operation: Operation; parameter: Parameter }[] {
  const found = new Map<string, { operation: Operation; parameter: Parameter }>();
  for (const operation of operations)
    for (const parameter of operation.parameters)
      if (parameter.invalid === entry.code && !found.has(parameter.name))
        found.set(parameter.name, { operation, parameter });
  return [...found.values()];
}

function headerLine(credential: Contract['credentials'][number]): string {
  const [[name, value] = ['', '']] = Object.entries(tokenHeader(credential, 'TOKEN'));
  return `${name}: ${value}`;
}

function withoutLast(target: string): string {
  const [path = ''] = target.split('?');
  return path.slice(0, path.lastIndexOf('/'));
}

/** Returns the part of a request that contains a value. */
function shown(operation: Operation, parameter: Parameter, value: string): string {
  if (parameter.in === 'query') return `?${new URLSearchParams({ [parameter.name]: value })}`;
  const [before = ''] = operation.path.split(`{${parameter.name}}`);
  const [fixed = '', other] = before.split('{');
  return `${fixed}${other === undefined ? '' : '…/'}${encodeURIComponent(value)}`;
}

/** An invalid value, and a clause that says why it is invalid. */
interface InvalidValue {
  value: string;
  reason: string;
}

/** Returns values that the schema of a parameter excludes. The most common mistakes come first. */
function invalidValues({ schema, wirePattern }: Parameter): InvalidValue[] {
  const { enum: listedValues, minimum, maximum, type } = schema;
  const valid = Array.isArray(listedValues) ? listedValues.map(String) : [];
  const [first] = valid;
  const found: InvalidValue[] = [];
  const add = (value: string, reason: string) => {
    if (!valid.includes(value)) found.push({ value, reason });
  };
  if (first !== undefined) {
    add(first.charAt(0).toUpperCase() + first.slice(1), 'is spelled in another case');
    add('unknown', 'is not one of the supported values');
    add(valid.slice(0, 2).join(','), 'contains more than one value');
  }
  if (typeof maximum === 'number') add(String(maximum * 5), `is above ${maximum}`);
  if (typeof minimum === 'number') add(String(minimum - 1), `is below ${minimum}`);
  if (type === 'integer') add('1.5', 'is not a whole number');
  if (type === 'integer' || type === 'number') {
    add('ten', 'is not a number');
    add('', 'is empty');
    if (wirePattern !== undefined && !new LinearPattern(wirePattern).test('05'))
      add('05', 'has a leading zero');
  }
  return found;
}

/** Derives the common causes of a code from the contract. A cause that the contract does not imply is in `x-error.causes`. */

import type { CatalogueEntry } from '../contract/catalogue.ts';
import { type ExampleRequest, exampleRequest, tokenHeader } from '../contract/example-request.ts';
import type { Contract, Operation, Parameter } from '../contract/model.ts';
import { headerTexts, queryText } from '../contract/parameter-text.ts';
import type { ValueText } from '../contract/parameter-value.ts';
import { operationsAt } from '../contract/router.ts';
import type { Trigger } from '../contract/vocabulary.ts';
import { code, type Inline, parseInline } from '../text/blocks.ts';
import { listed } from '../text/english.ts';
import { truncate } from '../text/truncate.ts';
import { invalidBodies } from './invalid-bodies.ts';
import { invalidValues } from './invalid-values.ts';

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

/**
 * Returns the operation with which the texts show a code: one with the usual token, so that a test token can be sent, and
 * a safe one, unless the cause is the body or the state of a resource.
 */
export function operationOf(
  entry: CatalogueEntry,
  { operations, credentials }: Contract,
): Operation | undefined {
  const all = operations.filter(({ codes }) => codes.includes(entry.code));
  const usual = all.filter((operation) => operation.credentials[0]?.header === credentials[0]?.header);
  const fits: Partial<Record<Trigger, (operation: Operation) => boolean>> = {
    'body-invalid': ({ body }) => body?.invalid === entry.code,
    state: ({ safe }) => !safe,
  };
  const isFit = fits[entry.trigger] ?? (({ safe }) => safe);
  return usual.find(isFit) ?? all.find(isFit) ?? usual[0] ?? all[0];
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
    const shorter = withoutLast(request.target);
    const methods = methodsAt(contract, request.target);
    const other = ['POST', 'PUT', 'DELETE'].find((method) => !methods.includes(method));
    return [
      {
        text: ['The path has a spelling error, for example ', code(misspelt), '.'],
        request: { ...request, target: misspelt },
      },
      ...(methodsAt(contract, shorter).length > 0
        ? []
        : [
            {
              text: ['The path lacks a part, for example ', code(shorter), '.'],
              request: { ...request, target: shorter },
            },
          ]),
      ...(other === undefined
        ? []
        : [
            {
              text: [
                'The method is ',
                code(other),
                ', but the path has only ',
                listed(methods.map(code)),
                '.',
              ],
              request: { ...request, method: other },
            },
          ]),
    ];
  },
  'parameter-invalid': valueCauses,
  'body-invalid': valueCauses,
};

/** The maximum length of a value in a cause, in characters. */
const MAX_SHOWN = 60;

/** The maximum number of causes; many parameters share it. */
const MAX_CAUSES = 12;

/** Returns the invalid values and bodies that return a code. */
function valueCauses(contract: Contract, _: Operation, entry: CatalogueEntry): Cause[] {
  const token = contract.sandbox.successToken;
  const parameters = parametersOf(entry, contract);
  const each = Math.max(1, Math.floor(MAX_CAUSES / parameters.length));
  const ofParameters = parameters.flatMap(({ operation, parameter }) =>
    invalidValues(contract, parameter)
      .slice(0, each)
      .map(({ text, reason }) => ({
        text: [
          code(parameter.name),
          ` ${reason}: `,
          code(truncate(shown(operation, parameter, text), MAX_SHOWN)),
          '.',
        ],
        request: exampleRequest(operation, token, { texts: { [parameter.name]: text } }),
      })),
  );
  const withBody = contract.operations.find(({ body }) => body?.invalid === entry.code);
  if (!withBody?.body) return ofParameters;
  const { body: _body, ...empty } = exampleRequest(withBody, token);
  const ofBodies = invalidBodies(contract, withBody).map(({ body, text }) => ({
    text,
    request: { ...empty, ...(body !== undefined && { body }) },
  }));
  return [...ofParameters, ...ofBodies];
}

/** Returns the methods of the operations at the path of a request. */
function methodsAt(contract: Contract, target: string): string[] {
  const [path = ''] = target.split('?');
  return operationsAt(contract, path.split('/').map(decodeURIComponent)).map(({ method }) => method);
}

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
function shown(operation: Operation, parameter: Parameter, text: ValueText): string {
  const texts = { [parameter.name]: text };
  const only = { ...operation, parameters: [parameter] };
  if (parameter.in === 'query') return queryText(only, texts);
  if (parameter.in === 'header') return `${parameter.name}: ${headerTexts(only, texts)[parameter.name]}`;
  const [before = ''] = operation.path.split(`{${parameter.name}}`);
  const [fixed = '', other] = before.split('{');
  return `${fixed}${other === undefined ? '' : '…/'}${encodeURIComponent(String(text))}`;
}

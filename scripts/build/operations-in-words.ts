/** Writes the rules for clients in llms.txt, and the operations in llms-full.txt. */
import type { CatalogueEntry } from '../../src/contract/catalogue.ts';
import { isObject, type JsonObject } from '../../src/contract/document.ts';
import { tokenHeader } from '../../src/contract/example-request.ts';
import type { Contract, Operation, Success } from '../../src/contract/model.ts';
import { emptyStatusesOf } from '../../src/contract/read.ts';
import { rangeInWords } from '../../src/reference/phrases.ts';
import {
  type Block,
  code,
  codeBlock,
  heading,
  type Inline,
  list,
  paragraph,
  parseInline,
  strong,
  table,
} from '../../src/text/blocks.ts';
import { listed } from '../../src/text/english.ts';
import { inline } from '../../src/text/markdown.ts';
import { bodyFieldBlocks } from './body-fields.ts';

/** Returns what a client needs: the base path, the operations, the headers, the envelope, and when to retry. */
export function clientRules(errors: readonly CatalogueEntry[], contract: Contract): Inline[] {
  const { operations } = contract;
  const ofPolicy = (retry: CatalogueEntry['retry']) => errors.filter((entry) => entry.retry === retry);
  const waits = ofPolicy('wait').map((entry) => [
    code(entry.code),
    ' (field ',
    code(entry.fields.find(({ role }) => role === 'wait')?.name ?? ''),
    ')',
  ]);
  const names = (retry: CatalogueEntry['retry']) => listed(ofPolicy(retry).map((entry) => code(entry.code)));
  const requests = ({ method, path }: Operation) => code(`${method} ${path}`);
  const withoutToken = operations.filter(({ credentials }) => credentials.length === 0);
  const unsafe = operations.filter(({ safe }) => !safe);
  const keys = new Set(operations.flatMap(keyOf));
  const rules: [string, Inline, boolean][] = [
    ['Base path', code(contract.basePath), true],
    ['Operations', listed(operations.map(requests)), operations.length > 0],
    ['Token, in one of these headers', tokenHeaders(contract), contract.credentials.length > 0],
    ['No token', listed(withoutToken.map(requests)), withoutToken.length > 0],
    ['Success', [code('{"success": true, "data": {...}}'), emptyInWords(contract)], true],
    [
      'Error',
      [
        code('{"success": false, "error": {"code": "...", "message": "..."}}'),
        '. Branch on ',
        code('error.code'),
        ', never on ',
        code('message'),
        '.',
      ],
      true,
    ],
    ['Wait the seconds in the response, then retry', listed(waits), waits.length > 0],
    ['Retry with exponential backoff', names('backoff'), ofPolicy('backoff').length > 0],
    ['Do not retry', names('never'), ofPolicy('never').length > 0],
    ['Retry only safe methods', retriesInWords([...keys]), unsafe.length > 0],
  ];
  return rules.filter(([, , isKnown]) => isKnown).map(([name, value]) => [strong(`${name}:`), ' ', value]);
}

function tokenHeaders({ credentials }: Pick<Contract, 'credentials'>): Inline {
  const headers = credentials.map((credential) => {
    const [[name, value] = ['', '']] = Object.entries(tokenHeader(credential, 'TOKEN'));
    return code(`${name}: ${value}`);
  });
  return listed(headers, 'or');
}

function emptyInWords(contract: Contract): Inline {
  const statuses = emptyStatusesOf(contract);
  return statuses.length === 0
    ? ''
    : [', or the status ', listed(statuses.map(String), 'or'), ' without a body'];
}

function keyOf({ parameters }: Operation): string[] {
  return parameters.filter(({ role }) => role === 'idempotency-key').map(({ name }) => name);
}

function retriesInWords(keys: readonly string[]): Inline {
  if (keys.length === 0) return ['for example ', code('GET'), '. Another request may have had an effect.'];
  return [
    'for example ',
    code('GET'),
    ', and requests with the header ',
    listed(keys.map(code), 'or'),
    '. Send the same key with each attempt of a call.',
  ];
}

/** Describes an operation: its requests, its successes and its codes. */
export function operationBlocks(operation: Operation, contract: Contract): Block[] {
  const { id, method, path, description, deprecated, parameters, body, successes, codes } = operation;
  const rows = parameters.map((parameter) => [
    code(parameter.name),
    parameter.in,
    parameter.required ? 'yes' : 'no',
    rangeOf(parameter.schema),
    [parameter.deprecated ? 'Deprecated. ' : '', parseInline(inline(parameter.description))],
  ]);
  return [
    heading(2, id),
    paragraph(code(`${method} ${path}`), deprecated ? ' (deprecated)' : ''),
    paragraph(parseInline(inline(description))),
    ...tokenBlock(operation, contract),
    ...(rows.length === 0 ? [] : [table(['Parameter', 'In', 'Required', 'Range', 'Description'], rows)]),
    ...(body === undefined
      ? []
      : [
          paragraph('Body (', code(body.mediaType), body.required ? '' : ', optional', '), for example:'),
          codeBlock('json', JSON.stringify(body.example, null, 2)),
          ...bodyFieldBlocks(contract.document, body),
        ]),
    ...(successes.length === 1 && successes[0]?.content && successes[0].headers.length === 0
      ? []
      : [list(successes.map(successInWords))]),
    paragraph('Errors: ', listed(codes.map(code)), '.'),
  ];
}

/** Names the headers for the token if they differ from those of the other operations. */
function tokenBlock({ credentials }: Operation, contract: Contract): Block[] {
  const own = tokenHeaders({ credentials });
  if (JSON.stringify(own) === JSON.stringify(tokenHeaders(contract))) return [];
  return [
    credentials.length === 0 ? paragraph('The operation needs no token.') : paragraph('Token: ', own, '.'),
  ];
}

function successInWords({ status, description, headers, content }: Success): Inline {
  return [
    strong(`${status}:`),
    ' ',
    parseInline(inline(description)),
    content ? '' : ' The response has no body.',
    headers.length === 0 ? '' : [' Headers: ', listed(headers.map(({ name }) => code(name))), '.'],
  ];
}

/** Returns the values of a parameter in words; for a list, those of an item. */
function rangeOf(schema: JsonObject): Inline {
  if (isObject(schema.items)) return ['a list; each item: ', rangeOf(schema.items)];
  return rangeInWords({
    ...(Array.isArray(schema.enum) && { enum: schema.enum }),
    ...(typeof schema.minimum === 'number' && { minimum: schema.minimum }),
    ...(typeof schema.maximum === 'number' && { maximum: schema.maximum }),
    ...(typeof schema.format === 'string' && { format: schema.format }),
  });
}

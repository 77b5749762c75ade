import { pointerPart } from '../contract/json-pointer.ts';
import type { Contract, Operation } from '../contract/model.ts';
import { deprecation } from './annotations.ts';
import type { Change } from './types.ts';
import { child, meaningOf, objectOf, type Side } from './values.ts';
import { securityOf } from './walk-access.ts';
import { answeredCodes } from './walk-codes.ts';
import { parameterChanges, parametersByName, sideOf } from './walk-parameters.ts';
import { responseChanges } from './walk-responses.ts';

/** @throws {ContractError} where what an operation refers to is broken */
export function operationChanges(old: Contract, next: Contract): Change[] {
  const pairs = pairsOf(old, next);
  const gone = old.operations.filter((operation) => !pairs.some(([was]) => was === operation));
  const come = next.operations.filter((operation) => !pairs.some(([, is]) => is === operation));
  return [
    ...gone.map(
      (operation): Change => ({
        kind: 'operation-removed',
        impact: 'breaking',
        breaks: ['callers'],
        subject: operation.id,
        message: `is no longer there: ${told(operation)}`,
        operations: [operation.id],
        old: operation.pointer,
      }),
    ),
    ...come.map(
      (operation): Change => ({
        kind: 'operation-added',
        impact: 'feature',
        breaks: [],
        subject: operation.id,
        message: `is new: ${told(operation)}`,
        operations: [operation.id],
        new: operation.pointer,
      }),
    ),
    ...pairs.flatMap(([was, is]) => [
      ...requestChanges(was, is),
      ...parameterChanges(old, next, was, is),
      ...answeredCodes(old, next, was.id, is.id),
      ...serverChanges(old, next, was, is),
      ...restChanges(sideOf(old, was), sideOf(next, is), was.id),
      ...responseChanges(sideOf(old, was), sideOf(next, is), {
        id: was.id,
        statuses: { old: was.success.status, new: is.success.status },
        parameters: parametersByName(old, next, was, is),
      }),
    ]),
  ];
}

/** What belongs together: by id, or by what is sent where the id changed. */
function pairsOf(old: Contract, next: Contract): [Operation, Operation][] {
  const ids = new Set([...old.operations, ...next.operations].map(({ id }) => id));
  const named = [...ids].flatMap((id): [Operation, Operation][] => {
    const [was, is] = [old, next].map(({ operations }) => operations.find((one) => one.id === id));
    return was && is ? [[was, is]] : [];
  });
  const left = next.operations.filter((is) => !named.some(([, other]) => other === is));
  const renamed = old.operations
    .filter((was) => !named.some(([other]) => other === was))
    .flatMap((was): [Operation, Operation][] => {
      const is = left.find((one) => one.method === was.method && wireOf(one.path) === wireOf(was.path));
      return is ? [[was, is]] : [];
    });
  return [...named, ...renamed];
}

/** A path as a server sees it: what its variables are called does not travel. */
function wireOf(path: string): string {
  return path.replace(/\{[^{}]*\}/g, '{}');
}

function requestChanges(was: Operation, is: Operation): Change[] {
  const at = { operations: [was.id], subject: was.id, old: was.pointer, new: is.pointer };
  const changes: Change[] = [];
  if (was.id !== is.id) {
    const message = `is called ${is.id}: the method of the client has that name`;
    changes.push({ kind: 'operation-renamed', impact: 'breaking', breaks: ['callers'], message, ...at });
  }
  if (was.method !== is.method) {
    const message = `has the method ${is.method}, and had ${was.method}`;
    changes.push({
      kind: 'method-changed',
      impact: 'breaking',
      breaks: ['callers', 'servers'],
      message,
      ...at,
    });
  }
  if (wireOf(was.path) !== wireOf(is.path)) {
    const message = `has the path ${is.path}, and had ${was.path}`;
    changes.push({
      kind: 'path-changed',
      impact: 'breaking',
      breaks: ['callers', 'servers'],
      message,
      ...at,
    });
  }
  return changes;
}

/** Keys of an operation that are looked at elsewhere, or are words. */
const LOOKED_AT = [
  'operationId',
  'parameters',
  'responses',
  'summary',
  'description',
  'tags',
  'deprecated',
  'externalDocs',
];

/** What else an operation says (a request body, security of its own): no rule of ours rates it, people do. */
function restChanges(old: Side, next: Side, id: string): Change[] {
  const keys = new Set([...Object.keys(objectOf(old)), ...Object.keys(objectOf(next))]);
  return [
    ...deprecation(old, next, id, [id]),
    ...[...keys]
      .filter((key) => !LOOKED_AT.includes(key) && !key.startsWith('x-'))
      .filter((key) => saidUnder(old, key) !== saidUnder(next, key))
      .map(
        (key): Change => ({
          kind: 'operation-changed',
          impact: 'breaking',
          breaks: ['callers', 'servers'],
          subject: id,
          message: `says something else under ${key}`,
          operations: [id],
          old: `${old.pointer}/${pointerPart(key)}`,
          new: `${next.pointer}/${pointerPart(key)}`,
        }),
      ),
  ];
}

/** What an operation says under a key, to be compared; its security goes by what the schemes mean that it names. */
function saidUnder(operation: Side, key: string): string {
  const { [key]: value } = objectOf(operation);
  if (key === 'security' && value !== undefined) return JSON.stringify(securityOf(operation.document, value));
  return meaningOf(child(operation, key));
}

/** Servers of a path alone: what is asked under it goes elsewhere. */
function serverChanges(old: Contract, next: Contract, was: Operation, is: Operation): Change[] {
  const [from, to] = [[old, was] as const, [next, is] as const].map(([{ document }, { path }]) =>
    child({ document, node: document, pointer: '#' }, 'paths', path, 'servers'),
  ) as [Side, Side];
  if (meaningOf(from) === meaningOf(to)) return [];
  return [
    {
      kind: 'operation-changed',
      impact: 'breaking',
      breaks: ['callers', 'servers'],
      subject: was.id,
      message: 'is served elsewhere: its path says something else under servers',
      operations: [was.id],
      old: from.pointer,
      new: to.pointer,
    },
  ];
}

function told({ method, path }: Operation): string {
  return `${method} ${path}`;
}

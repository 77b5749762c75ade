/** Compares the responses of an operation: statuses, headers and bodies. */
import { type JsonNode, objectOf } from '../contract/json-node.ts';
import { type Part, parted } from './part.ts';
import { codesAt } from './walk-codes.ts';
import { contentChanges } from './walk-content.ts';
import { headerChanges } from './walk-headers.ts';
import type { Operation } from './walk-operations.ts';
import { changedValues } from './walk-parameters.ts';

export function responseChanges(operation: Part, was: Operation, is: Operation): void {
  const responses = operation.at('responses');
  const statuses = parted(statusesOf(responses.old), statusesOf(responses.next));
  const { removed, added, kept } = statuses;
  const echoes = changedValues(was, is);
  const [from, to] = [removed.find(isSuccess), added.find(isSuccess)];
  const isMoved = from !== undefined && to !== undefined;
  if (isMoved) {
    const moved = responses.at(from, to, `the success of ${was.id}`);
    moved.report('success-status-changed', { operation: was.id, old: from, new: to });
    compareResponse(moved, to, echoes);
  }
  for (const status of [...removed, ...added]) {
    if (isMoved && (status === from || status === to)) continue;
    const response = responses.at(status, status, `status ${status}`);
    // The comparison of the catalogues reports the codes.
    if (isError(status) && codesAt(response.isAdded ? response.next : response.old).length > 0) continue;
    response.report(
      `${isError(status) ? 'error-response' : 'response'}-${response.isAdded ? 'added' : 'removed'}`,
    );
  }
  for (const status of kept) compareResponse(responses.at(status), status, echoes);
  if (removed.length + added.length > 0)
    operation.walk.findings.touch(responses.old.pointer, responses.next.pointer);
  responses.reportRest('responses', [...removed, ...added, ...kept]);
}

function compareResponse(moved: Part, status: string, echoes: Map<string, Set<string>>): void {
  const response = moved.with(moved.old, moved.next, `status ${status}`);
  const body = `${response.subject} envelope`;
  headerChanges(response);
  response.reportRest('response', ['headers', 'content']);
  // A reader knows the fields of a success by their place in `data`.
  const shorter = isSuccess(status) ? { [`${body}.data`]: 'data' } : {};
  contentChanges(response, 'response', body, { shorter, echoes });
}

/** Returns the keys of the responses, without the extensions. */
export function statusesOf(responses: JsonNode): string[] {
  return Object.keys(objectOf(responses)).filter((key) => !key.startsWith('x-'));
}

function isSuccess(status: string): boolean {
  return status.startsWith('2');
}

/** Returns whether a status is in the class 4xx or 5xx (RFC 9110 15.5, 15.6). */
export function isError(status: string): boolean {
  return /^[45]/.test(status);
}

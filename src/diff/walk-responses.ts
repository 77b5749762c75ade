/** Compares the responses of an operation: statuses, headers and bodies. */
import { child, type JsonNode, objectOf } from '../contract/json-node.ts';
import type { Part } from './part.ts';
import { codesAt } from './walk-codes.ts';
import { contentChanges } from './walk-content.ts';
import type { Operation } from './walk-operations.ts';
import { changedValues, headerChanges } from './walk-parameters.ts';

export function responseChanges(operation: Part, was: Operation, is: Operation): void {
  const responses = operation.at('responses');
  const echoes = changedValues(was, is);
  const pairs = responses.pairs(responsesOf(responses.old), responsesOf(responses.next));
  const from = pairs.find(({ isRemoved, subject }) => isRemoved && isSuccess(subject));
  const to = pairs.find(({ isAdded, subject }) => isAdded && isSuccess(subject));
  if (from && to) {
    const moved = responses.with(from.old, to.next, to.subject);
    moved
      .named(`the success of ${was.id}`)
      .report('success-status-changed', { operation: was.id, old: from.subject, new: to.subject });
    compareResponse(moved, echoes);
  }
  for (const response of pairs) {
    const { subject: status, isAdded, isRemoved } = response;
    if (!isAdded && !isRemoved) compareResponse(response, echoes);
    else if (from && to && (response === from || response === to)) continue;
    // The comparison of the catalogues reports the codes.
    else if (!isError(status) || codesAt(response.present).length === 0)
      response
        .named(`status ${status}`)
        .report(`${isError(status) ? 'error-response' : 'response'}-${isAdded ? 'added' : 'removed'}`);
  }
  responses.reportKeys('responses');
}

/** @param response its subject is the status */
function compareResponse(response: Part, echoes: Map<string, Set<string>>): void {
  const subject = `status ${response.subject}`;
  const body = `${subject} envelope`;
  headerChanges(response.named(subject));
  response.named(subject).reportKeys('response');
  // A reader knows the fields of a success by their place in `data`.
  const shorter = isSuccess(response.subject) ? { [`${body}.data`]: 'data' } : {};
  contentChanges(response.named(subject), 'response', body, { shorter, echoes });
}

/** Returns the responses by status, without the extensions. */
export function responsesOf(responses: JsonNode): Map<string, JsonNode> {
  const statuses = Object.keys(objectOf(responses)).filter((key) => !key.startsWith('x-'));
  return new Map(statuses.map((status) => [status, child(responses, status)]));
}

function isSuccess(status: string): boolean {
  return status.startsWith('2');
}

/** Returns whether a status is in the class 4xx or 5xx (RFC 9110 15.5, 15.6). */
export function isError(status: string): boolean {
  return /^[45]/.test(status);
}

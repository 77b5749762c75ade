/** Decides whether a profile lets the tester send the requests of an operation that changes data. */
import type { Operation } from '../../contract/model.ts';
import { listed } from '../../text/english.ts';
import type { Profile } from './profile.ts';

/**
 * Returns why the tester must not send any request of an operation: even a request that a server should refuse can change
 * data at a faulty server.
 *
 * @returns the reason and the missing keys of the profile; undefined if the operation changes no data, or the profile
 *   allows it
 */
export function writeObstacle(
  { name, writes, operations, parameters = {} }: Profile,
  { id, safe, parameters: all, body }: Pick<Operation, 'id' | 'safe' | 'parameters' | 'body'>,
): string | undefined {
  if (safe) return undefined;
  const own = operations[id] ?? {};
  const given = { ...parameters, ...own.parameters };
  const missing = [
    ...(writes ? [] : ['writes: true']),
    ...all
      .filter((parameter) => parameter.required && given[parameter.name] === undefined)
      .map((parameter) => `operations.${id}.parameters.${parameter.name}`),
    ...(body && own.body === undefined ? [`operations.${id}.body`] : []),
  ];
  if (missing.length === 0) return undefined;
  const reason = writes
    ? `the profile ${name} does not say what to send`
    : `the requests change data, which the profile ${name} does not allow`;
  return `${reason}: add ${listed(missing).join('')}`;
}

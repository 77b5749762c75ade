/** Calls the functions of a module profile. An error, a wrong result or a call that does not end becomes a sentence. */
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { UserError } from '../../contract/user-error.ts';
import { clauseOf } from '../../text/sanitize.ts';
import { truncate } from '../../text/truncate.ts';
import type { OutgoingRequest, ProfileContext, ProfileDefinition } from './definition.ts';

/** A function of the profile failed. The message names the function. */
export class FunctionFault extends UserError {
  override name = 'FunctionFault';
}

/** The most characters of an error's message. */
const MAX_MESSAGE = 600;

/** Returns what an error says, in one line. A network error in Node may have its message in its cause or its code. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return truncate(clauseOf(error), MAX_MESSAGE);
  const { message, name, cause } = error;
  const own = clauseOf(message) || String((error as NodeJS.ErrnoException).code ?? name);
  const text = cause instanceof Error ? `${own} (${clauseOf(cause.message) || cause.name})` : own;
  return truncate(text, MAX_MESSAGE);
}

/**
 * Calls a function with a time limit.
 *
 * @param label names the function in errors, for example `provoke.CODE of the profile staging.mjs`
 * @param signal ends the call
 * @throws {FunctionFault} if the function throws, or does not end in time
 */
export async function callWithin<Result>(
  label: string,
  call: (signal: AbortSignal) => Result | Promise<Result>,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<Result> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    const end = (what: string) => {
      controller.abort();
      reject(new FunctionFault(`${label} ${what}`));
    };
    timer = setTimeout(() => end(`did not end within ${timeoutMs / 1000} s`), timeoutMs);
    if (signal?.aborted) end('was interrupted');
    signal?.addEventListener('abort', () => end('was interrupted'), { signal: controller.signal });
  });
  try {
    // The function may throw before it returns a promise.
    const called = Promise.resolve().then(() => call(controller.signal));
    return await Promise.race([called, limit]);
  } catch (cause) {
    if (cause instanceof FunctionFault) throw cause;
    throw new FunctionFault(`${label} threw an error: ${errorText(cause)}`, { cause });
  } finally {
    clearTimeout(timer);
    controller.abort();
  }
}

/**
 * Returns the headers that the profile's `request` sends with a request.
 *
 * @throws {FunctionFault} if `request` fails, or its result is not a request with valid headers
 */
export async function headersFrom(
  change: NonNullable<ProfileDefinition['request']>,
  name: string,
  request: OutgoingRequest,
  context: Omit<ProfileContext, 'signal'>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Record<string, string>> {
  const label = `request of the profile ${name}`;
  const given = { ...request, headers: { ...request.headers } };
  const returned: unknown = await callWithin(
    label,
    (ended) => change(given, { ...context, signal: ended }),
    timeoutMs,
    signal,
  );
  const result = returned ?? given;
  if (!isRecord(result) || !isRecord(result.headers))
    throw new FunctionFault(`${label} must return the request with its headers, or nothing`);
  for (const key of ['method', 'url', 'body'] as const) {
    if (key in result && result[key] !== request[key])
      throw new FunctionFault(`${label} changed the ${key}. It may change only the headers`);
  }
  return checkedHeaders(label, result.headers);
}

function checkedHeaders(label: string, headers: Record<string, unknown>): Record<string, string> {
  const entries = Object.entries(headers).flatMap(([field, value]): [string, string][] => {
    if (value === undefined) return [];
    if (typeof value !== 'string')
      throw new FunctionFault(`${label} returned the header ${field}, which is not a string`);
    try {
      validateHeaderName(field);
      validateHeaderValue(field, value);
    } catch (cause) {
      throw new FunctionFault(`${label} returned the header ${field}, which is not a valid HTTP header`, {
        cause,
      });
    }
    return [[field, value]];
  });
  return Object.fromEntries(entries);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

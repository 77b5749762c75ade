/** Turns a decision into a response. All examples are requested from Prism at startup; built pages are cached. */
import { validateHeaderValue } from 'node:http';
import { ContractError, isObject, type JsonObject } from '../contract/document.ts';
import type { Contract, Operation, Parameter } from '../contract/model.ts';
import type { Decision } from './decide.ts';
import { makePage } from './page.ts';
import type { Mock, MockResponse } from './prism.ts';

/** A response that is ready to be sent. */
export interface SandboxResponse {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

/**
 * Returns the response for a decision. Synchronous, because Node slows down clients that send requests faster than they
 * read.
 */
export type Responses = (decision: Decision) => SandboxResponse;

/** The maximum number of cached pages. The oldest page is dropped first. */
const MAX_PAGES = 200;

/** @throws {ContractError} if Prism has no example for a code or a success, or an example is invalid */
export async function createResponses(contract: Contract, mock: Mock): Promise<Responses> {
  const errors = new Map<string, SandboxResponse>();
  const examples = new Map<Operation, { headers: Record<string, string>; envelope: JsonObject }>();
  for (const operation of contract.operations) {
    const { status, mediaType, exampleName } = operation.success;
    for (const { code, status: errorStatus } of contract.errors.filter((entry) =>
      operation.codes.includes(entry.code),
    )) {
      if (!errors.has(code)) {
        errors.set(code, toErrorResponse(await mock(operation, errorStatus, code), mediaType));
      }
    }
    const { headers, body } = await mock(operation, status, exampleName);
    if (!isObject(body)) {
      throw new ContractError(
        `The example ${exampleName} of ${operation.id} must be an object: the envelope of a success.`,
      );
    }
    examples.set(operation, { headers: withoutMediaType(headers), envelope: body });
  }
  const pages = new Map<string, SandboxResponse>();

  return (decision) => {
    if (decision.kind === 'error') return lookUp(errors, decision.entry.code);
    const { operation, values } = decision;
    const key = keyOf(operation, values);
    const cached = pages.get(key);
    if (cached) return cached;
    const { status, mediaType } = operation.success;
    const { headers, envelope } = lookUp(examples, operation);
    const page = toResponse(
      status,
      { ...headers, 'Content-Type': mediaType },
      makePage(operation, envelope, values),
    );
    const [oldest] = pages.keys();
    if (pages.size >= MAX_PAGES && oldest !== undefined) pages.delete(oldest);
    pages.set(key, page);
    return page;
  };
}

/** Returns the cache key of a page. Opaque path values are not part of it, because they do not change the page. */
function keyOf(operation: Operation, values: ReadonlyMap<Parameter, unknown>): string {
  const relevant = [...values].filter(
    ([parameter]) => parameter.role !== undefined || parameter.invalid !== undefined,
  );
  return JSON.stringify([operation.id, relevant.map(([, value]) => value)]);
}

function lookUp<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = map.get(key);
  if (value === undefined) throw new Error('The decision belongs to another contract.');
  return value;
}

function toErrorResponse({ status, headers, body }: MockResponse, mediaType: string): SandboxResponse {
  return toResponse(status, { ...withoutMediaType(headers), 'Content-Type': mediaType }, body);
}

/** Returns Prism's headers without `Content-type`, so that the response does not have this header twice. */
function withoutMediaType(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-type'),
  );
}

function toResponse(status: number, headers: Record<string, string>, value: unknown): SandboxResponse {
  for (const [name, content] of Object.entries(headers)) {
    try {
      validateHeaderValue(name, content);
    } catch (cause) {
      throw new ContractError(
        `The example of the header ${name} in the response ${status} is not a valid header value. Fix it in the spec.`,
        { cause },
      );
    }
  }
  const body = Buffer.from(JSON.stringify(value));
  return { status, headers: { ...headers, 'Content-Length': String(body.length) }, body };
}

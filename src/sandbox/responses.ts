/** Turns a decision into a response: an example of the bundle, or a page that is built from one. */
import { validateHeaderValue } from 'node:http';
import { ContractError } from '../contract/document.ts';
import type { Contract, ErrorEntry, Operation, Parameter } from '../contract/model.ts';
import type { Decision } from './decide.ts';
import { makePage } from './page.ts';

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

/** @throws {ContractError} if the example of a header cannot be sent */
export function createResponses(contract: Contract): Responses {
  const errors = new Map(contract.errors.map((entry) => [entry.code, errorOf(contract, entry)]));
  const pages = new Map<string, SandboxResponse>();

  return (decision) => {
    if (decision.kind === 'error') return lookUp(errors, decision.entry.code);
    const { operation, values } = decision;
    const key = keyOf(operation, values);
    const cached = pages.get(key);
    if (cached) return cached;
    const { status, mediaType, example } = operation.success;
    const page = toResponse(status, { 'Content-Type': mediaType }, makePage(operation, example, values));
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

/** Returns the example of a code, with the examples of its headers. */
function errorOf({ operations }: Contract, { code, status, headers, example }: ErrorEntry): SandboxResponse {
  const operation = operations.find(({ codes }) => codes.includes(code));
  const own = headers.flatMap(({ name, example: value }) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  const mediaType = operation?.success.mediaType ?? 'application/json';
  return toResponse(status, { ...Object.fromEntries(own), 'Content-Type': mediaType }, example);
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

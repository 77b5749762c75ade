/** From a decision to the bytes of an answer. All of Prism's answers are taken at the start; pages are remembered. */
import { validateHeaderValue } from 'node:http';
import { ContractError, isObject, type JsonObject } from '../contract/document.ts';
import type { Contract, Operation, Parameter } from '../contract/model.ts';
import type { Decision } from './decide.ts';
import { makePage } from './page.ts';
import type { Mock, MockResponse } from './prism.ts';

/** An answer, ready to be sent. */
export interface SandboxResponse {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

/** Gives the answer to a decision, at once: Node slows a client down that asks faster than it reads. */
export type Responses = (decision: Decision) => SandboxResponse;

/** How many pages are remembered; the oldest goes first. */
const MAX_PAGES = 200;

/** @throws where Prism lacks an example of a code or of a success */
export async function createResponses(contract: Contract, mock: Mock): Promise<Responses> {
  const errors = new Map<string, SandboxResponse>();
  const examples = new Map<Operation, { headers: Record<string, string>; envelope: JsonObject }>();
  for (const operation of contract.operations) {
    const { status, mediaType, exampleName } = operation.success;
    for (const { code, status: its } of contract.errors.filter((entry) =>
      operation.codes.includes(entry.code),
    )) {
      if (!errors.has(code)) errors.set(code, errorAnswer(await mock(operation, its, code), mediaType));
    }
    const { headers, body } = await mock(operation, status, exampleName);
    if (!isObject(body))
      throw new ContractError(`The example ${exampleName} of ${operation.id} is no object.`);
    examples.set(operation, { headers: ownHeaders(headers), envelope: body });
  }
  const pages = new Map<string, SandboxResponse>();

  return (decision) => {
    if (decision.kind === 'error') return known(errors, decision.entry.code);
    const { operation, values } = decision;
    const key = keyOf(operation, values);
    const remembered = pages.get(key);
    if (remembered) return remembered;
    const { status, mediaType } = operation.success;
    const { headers, envelope } = known(examples, operation);
    const made = pack(
      status,
      { ...headers, 'Content-Type': mediaType },
      makePage(operation, envelope, values),
    );
    const [oldest] = pages.keys();
    if (pages.size >= MAX_PAGES && oldest !== undefined) pages.delete(oldest);
    pages.set(key, made);
    return made;
  };
}

/** What a page depends on: an opaque path value changes nothing in it. */
function keyOf(operation: Operation, values: ReadonlyMap<Parameter, unknown>): string {
  const shown = [...values].filter(
    ([parameter]) => parameter.role !== undefined || parameter.invalid !== undefined,
  );
  return JSON.stringify([operation.id, shown.map(([, value]) => value)]);
}

function known<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = map.get(key);
  if (value === undefined) throw new Error('The decision is of another contract.');
  return value;
}

function errorAnswer({ status, headers, body }: MockResponse, mediaType: string): SandboxResponse {
  return pack(status, { ...ownHeaders(headers), 'Content-Type': mediaType }, body);
}

/** Prism's headers without its own `Content-type`, which would stand twice. */
function ownHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-type'),
  );
}

function pack(status: number, headers: Record<string, string>, value: unknown): SandboxResponse {
  for (const [name, content] of Object.entries(headers)) {
    try {
      validateHeaderValue(name, content);
    } catch (cause) {
      throw new ContractError(`The example of the header ${name} under ${status} cannot be sent.`, { cause });
    }
  }
  const body = Buffer.from(JSON.stringify(value));
  return { status, headers: { ...headers, 'Content-Length': String(body.length) }, body };
}

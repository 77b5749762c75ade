/** From a decision to the bytes of an answer; what does not depend on the request is made once. */
import { isObject, type JsonObject } from '../contract/document.ts';
import type { Contract, ErrorEntry, Operation } from '../contract/types.ts';
import type { Decision } from './decide.ts';
import { makePage } from './page.ts';
import type { Mock } from './prism.ts';

/** An answer, ready to be sent. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

/** Gives the answer to a decision. */
export type Answerer = (decision: Decision) => Promise<Answer>;

export function createAnswerer(contract: Contract, mock: Mock): Answerer {
  const errors = new Map<string, Promise<Answer>>();
  const pages = new Map<string, Promise<{ example: JsonObject; headers: Record<string, string> }>>();

  return async (decision) => {
    if (decision.kind === 'error') {
      const { entry } = decision;
      return remember(errors, entry.code, () => errorAnswer(contract, mock, entry));
    }
    const { operation, values } = decision;
    const { status, mediaType, exampleName } = operation.success;
    const { example, headers } = await remember(pages, operation.id, async () => {
      const answer = await mock(operation, status, exampleName);
      if (!isObject(answer.body))
        throw new Error(`The example ${exampleName} of ${operation.id} is no object.`);
      return { example: answer.body, headers: ownHeaders(answer.headers) };
    });
    return pack(status, { ...headers, 'Content-Type': mediaType }, makePage(operation, example, values));
  };
}

/** The answer of a code, as any operation that declares it gives it. */
async function errorAnswer(contract: Contract, mock: Mock, entry: ErrorEntry): Promise<Answer> {
  const operation = operationOf(contract, entry);
  const { status, headers, body } = await mock(operation, entry.status, entry.code);
  return pack(status, { ...ownHeaders(headers), 'Content-Type': operation.success.mediaType }, body);
}

function operationOf(contract: Contract, entry: ErrorEntry): Operation {
  const operation = contract.operations.find(({ codes }) => codes.includes(entry.code));
  if (!operation) throw new Error(`No operation answers ${entry.code}.`);
  return operation;
}

/** Prism's headers without its own `Content-type`, which would stand twice. */
function ownHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-type'),
  );
}

function pack(status: number, headers: Record<string, string>, value: unknown): Answer {
  const body = Buffer.from(JSON.stringify(value));
  return { status, headers: { ...headers, 'Content-Length': String(body.length) }, body };
}

/** Makes a value once; a failure is not remembered. */
function remember<Value>(
  cache: Map<string, Promise<Value>>,
  key: string,
  make: () => Promise<Value>,
): Promise<Value> {
  const known = cache.get(key);
  if (known) return known;
  const made = make();
  cache.set(key, made);
  made.catch(() => cache.delete(key));
  return made;
}

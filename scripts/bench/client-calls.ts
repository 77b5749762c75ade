/** Derives the calls for the measurement of clients, and the responses of their server, from the bundle. */
import { join } from 'node:path';
import type { Json, JsonObject } from '../../src/contract/document.ts';
import { examplePath } from '../../src/contract/example-request.ts';
import type { Operation } from '../../src/contract/model.ts';
import type { Project } from '../lib/project.ts';
import { readGeneratedContract } from '../lib/read-contract.ts';
import type { Target } from './workers/contenders.ts';
import type { Responses } from './workers/server.ts';
import { withWorker } from './workers.ts';

/** A call that every client can make. */
export interface Call {
  target: Target;
  /** The size of the response body in bytes. */
  bytes: number;
}

/** A call that returns a success and one that returns an error, both of the first operation. */
export interface Calls {
  success: Call;
  /** The code is not retryable, so that no client retries. */
  error: Call & { code: string };
}

/**
 * Starts a server in another process on 127.0.0.1, calls `use`, then stops the server.
 *
 * @param use receives the calls that the server supports
 */
export async function withCalls<Value>(
  project: Project,
  use: (calls: Calls) => Promise<Value>,
): Promise<Value> {
  const contract = readGeneratedContract(project);
  const [operation] = contract.operations;
  const [credential] = contract.credentials;
  const error = contract.errors.find(
    ({ retry, code }) => retry === 'never' && operation?.codes.includes(code),
  );
  if (!operation || !credential || !error)
    throw new Error('The spec has no operation with a non-retryable code to measure.');
  const { status, content: { mediaType = '' } = {} } = operation.success;
  const page = pageOf(operation);
  const fieldFor = (token: string) => (credential.scheme ? `${credential.scheme} ${token}` : token);
  const { successToken } = contract.sandbox;
  const responses: Responses = {
    header: credential.header,
    byValue: {
      [fieldFor(successToken)]: { status, mediaType, body: JSON.stringify(page) },
      [fieldFor(error.testToken)]: { status: error.status, mediaType, body: JSON.stringify(error.example) },
    },
  };
  return withWorker(project, 'server', responses, (port: number) => {
    const callOf = (token: string, expected: Json): Call => ({
      target: {
        baseUrl: `http://127.0.0.1:${port}${contract.basePath}`,
        token,
        header: [credential.header, fieldFor(token)],
        operation: { id: operation.id, method: operation.method, template: operation.path },
        path: examplePath(operation),
        parameters: requiredOf(operation),
        expected,
        client: join(project.root, 'dist/index.js'),
      },
      bytes: Buffer.byteLength(responses.byValue[fieldFor(token)]?.body ?? ''),
    });
    return use({
      success: callOf(successToken, page.data ?? null),
      error: { ...callOf(error.testToken, error.code), code: error.code },
    });
  });
}

function requiredOf({ parameters }: Operation): Record<string, Json> {
  return Object.fromEntries(
    parameters.filter(({ required }) => required).map(({ name, example }) => [name, example]),
  );
}

/** Returns the operation's success example, with items repeated up to the default page size. */
function pageOf({ success, parameters }: Operation): JsonObject {
  const page = structuredClone(success.content?.example ?? {});
  const data = page.data as JsonObject;
  const items = success.itemsField === undefined ? undefined : data[success.itemsField];
  const size = Number(parameters.find(({ role }) => role === 'limit')?.schema.default);
  if (Array.isArray(items) && items.length > 0 && size > 0) {
    data[success.itemsField ?? ''] = Array.from(
      { length: size },
      (_, index) => items[index % items.length] ?? null,
    );
  }
  return page;
}

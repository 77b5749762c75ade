/** Correct and wrong responses of the API, made from the examples in the bundle. */
import type { JsonObject } from '../../src/contract/document.ts';
import { examplePath } from '../../src/contract/example-request.ts';
import { resolveRef } from '../../src/contract/json-pointer.ts';
import type { ErrorEntry, Operation } from '../../src/contract/model.ts';
import { contract } from '../helpers/project.ts';

export interface ApiResponse {
  title: string;
  operation: Operation;
  /** The path of the request, with the base path. */
  path: string;
  status: number;
  body: unknown;
}

interface MediaType {
  examples: Record<string, { value: unknown }>;
}

/** Returns all examples of responses in the bundle, for each operation. */
export function correctResponses(): ApiResponse[] {
  return contract.operations.flatMap((operation) => {
    const { responses } = objectAt(operation.pointer) as unknown as { responses: Record<string, JsonObject> };
    return Object.entries(responses).flatMap(([status, response]) => {
      const { node } = resolveRef(contract.document, response, operation.pointer);
      const { content } = node as unknown as { content: Record<string, MediaType> };
      return Object.values(content).flatMap(({ examples }) =>
        Object.entries(examples).map(([name, { value }]) =>
          responseOf(`example ${name}`, operation, Number(status), value),
        ),
      );
    });
  });
}

/** Returns wrong responses: in each of them, one thing is wrong. */
function wrongResponses(): ApiResponse[] {
  return contract.operations.flatMap((operation) => {
    const entries = contract.errors.filter(({ code }) => operation.codes.includes(code));
    const entry = entries.find(({ fields }) => fields.some(({ minimum }) => minimum !== undefined));
    const field = entry?.fields.find(({ minimum }) => minimum !== undefined);
    const elsewhere = entries.find(({ status }) => status !== entry?.status);
    if (!entry || !field || !elsewhere) throw new Error(`${operation.id} has no code with a minimum.`);
    const { success } = operation;
    const { [field.name]: _, ...without } = errorOf(entry);
    const withError = (changes: object) => ({ ...entry.example, error: { ...errorOf(entry), ...changes } });
    const example = success.content?.example;
    const data = example?.data;
    const wrong: [string, number, unknown][] = [
      ['wrong status', elsewhere.status, entry.example],
      ['unknown code', entry.status, withError({ code: 'NO_SUCH_CODE' })],
      ['missing field', entry.status, { ...entry.example, error: without }],
      ['field out of range', entry.status, withError({ [field.name]: Number(field.minimum) - 1 })],
      ['field of another type', entry.status, withError({ [field.name]: String(field.example ?? '1') })],
      ['both data and error', entry.status, { ...entry.example, data }],
      ['success without data', success.status, { ...example, data: undefined }],
    ];
    return wrong.map(([title, status, body]) =>
      // As in a response: without properties that are undefined.
      responseOf(title, operation, status, JSON.parse(JSON.stringify(body))),
    );
  });
}

/**
 * Checks that a tool accepts all correct responses.
 *
 * @param judge throws if the tool rejects the response
 */
export async function acceptsCorrect(judge: (response: ApiResponse) => unknown): Promise<void> {
  for (const response of correctResponses()) {
    try {
      await judge(response);
    } catch (cause) {
      throw new Error(`Rejected: ${response.operation.id}, ${response.title}. ${cause}`, { cause });
    }
  }
}

/**
 * Checks that a tool rejects all wrong responses. The message of the error lists those that it accepts. The tool must
 * accept the correct responses, because a tool that cannot run also rejects everything.
 */
export async function rejectsWrong(judge: (response: ApiResponse) => unknown): Promise<void> {
  await acceptsCorrect(judge);
  const accepted = new Set<string>();
  for (const response of wrongResponses()) {
    try {
      await judge(response);
      accepted.add(response.title);
    } catch {
      // Rejected, as it must be.
    }
  }
  if (accepted.size > 0) throw new Error(`Accepted: ${[...accepted].join(', ')}.`);
}

function objectAt(pointer: string): JsonObject {
  return resolveRef(contract.document, { $ref: pointer }, pointer).node;
}

function errorOf({ example }: ErrorEntry): object & Record<string, unknown> {
  return example.error as Record<string, unknown>;
}

function responseOf(title: string, operation: Operation, status: number, body: unknown): ApiResponse {
  return { title, operation, path: contract.basePath + examplePath(operation), status, body };
}

/** Builds complete responses: examples of the bundle, with other values where a setting needs them. */
import { validateHeaderValue } from 'node:http';
import { defaultMessage } from '../contract/default-message.ts';
import { ContractError, isObject, type JsonObject } from '../contract/document.ts';
import type { Contract, ErrorEntry, Operation } from '../contract/model.ts';

/** A response that is ready to be sent. */
export interface SandboxResponse {
  status: number;
  /** The error code; undefined for a success. */
  code?: string;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

/**
 * Returns the response of a code: the example of the bundle, with the examples of its headers.
 *
 * @param fields values that replace those of the example, also in the headers that repeat a field. The message then is
 *   the meaning and the solution of the code, because the example's message may name the old values.
 * @throws {ContractError} if the example of a header cannot be sent
 */
export function errorResponse(
  { operations }: Contract,
  { code, status, headers, example, meaning, solution }: ErrorEntry,
  fields?: JsonObject,
): SandboxResponse {
  const own = headers.flatMap(({ name, equals = '', example: value = null }) => {
    const sent = fields?.[equals] ?? value;
    return sent === null ? [] : [[name, String(sent)]];
  });
  const operation = operations.find(({ codes }) => codes.includes(code));
  const mediaType = operation?.success.mediaType ?? 'application/json';
  const error = isObject(example.error) ? example.error : {};
  const body = fields && {
    ...example,
    error: { ...error, message: defaultMessage({ meaning, solution }, fields), ...fields },
  };
  return { ...response(status, mediaType, body ?? example, Object.fromEntries(own)), code };
}

/** Returns the response of a success. */
export function successResponse({ success }: Operation, envelope: JsonObject): SandboxResponse {
  return response(success.status, success.mediaType, envelope);
}

function response(
  status: number,
  mediaType: string,
  value: JsonObject,
  headers: Readonly<Record<string, string>> = {},
): SandboxResponse {
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
  return {
    status,
    headers: { ...headers, 'Content-Type': mediaType, 'Content-Length': String(body.length) },
    body,
  };
}

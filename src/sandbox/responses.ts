/** Builds complete responses: examples of the bundle, with other values where a setting needs them. */
import { validateHeaderValue } from 'node:http';
import { defaultMessage } from '../contract/default-message.ts';
import { ContractError, isObject, type JsonObject } from '../contract/document.ts';
import type { Contract, ErrorEntry, ResponseHeader, Success } from '../contract/model.ts';
import { corsOf } from './cors.ts';

/** A response that is ready to be sent. */
export interface SandboxResponse {
  status: number;
  /** The error code; undefined for a success. */
  code?: string;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

export interface ResponseBuilder {
  /**
   * Returns the response of a code: the example of the bundle, with the examples of its headers.
   *
   * @param fields values that replace those of the example, also in the headers that repeat a field. The message then
   *   is the meaning and the solution of the code, because the example's message may name the old values.
   * @throws {ContractError} if the example of a header cannot be sent
   */
  error(entry: ErrorEntry, fields?: JsonObject): SandboxResponse;
  /**
   * Returns the response of a success, with the examples of its headers.
   *
   * @param envelope undefined if the success has no content
   * @throws {ContractError} if the example of a header cannot be sent
   */
  success(success: Success, envelope: JsonObject | undefined): SandboxResponse;
}

/** Creates the functions that build the responses of a contract, with their CORS headers. */
export function createResponseBuilder(contract: Contract): ResponseBuilder {
  const { simple } = corsOf(contract);
  return {
    error: (entry, fields) => {
      const { code, status, example, meaning, solution } = entry;
      const operation = contract.operations.find(({ codes }) => codes.includes(code));
      const mediaType = operation?.success.content?.mediaType ?? 'application/json';
      const error = isObject(example.error) ? example.error : {};
      const body = fields && {
        ...example,
        error: { ...error, message: defaultMessage({ meaning, solution }, fields), ...fields },
      };
      return {
        ...response(status, { ...simple, ...headersOf(entry, fields) }, mediaType, body ?? example),
        code,
      };
    },
    success: (success, envelope) => {
      const { status, content } = success;
      const headers = { ...simple, ...headersOf(success) };
      if (content && envelope) return response(status, headers, content.mediaType, envelope);
      // A 204 must not have a Content-Length (RFC 9110 8.6).
      return {
        status,
        headers: status === 204 ? headers : { ...headers, 'Content-Length': '0' },
        body: NOTHING,
      };
    },
  };
}

const NOTHING = Buffer.alloc(0);

function headersOf(
  { status, headers }: { status: number; headers: readonly ResponseHeader[] },
  fields: JsonObject = {},
): Record<string, string> {
  const sent: Record<string, string> = {};
  for (const { name, equals = '', example = null } of headers) {
    const value = fields[equals] ?? example;
    if (value === null) continue;
    try {
      validateHeaderValue(name, String(value));
    } catch (cause) {
      throw new ContractError(
        `The example of the header ${name} in the response ${status} is not a valid header value. Fix it in the spec.`,
        { cause },
      );
    }
    sent[name] = String(value);
  }
  return sent;
}

function response(
  status: number,
  headers: Readonly<Record<string, string>>,
  mediaType: string,
  value: JsonObject,
): SandboxResponse {
  const body = Buffer.from(JSON.stringify(value));
  return {
    status,
    headers: { ...headers, 'Content-Type': mediaType, 'Content-Length': String(body.length) },
    body,
  };
}

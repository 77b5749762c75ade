/** Complete error responses, for servers that return a standard `Response`, and for tests without a server. */
import type { ErrorCode } from '../../generated/errors.ts';
import { errorBody, headersOf, MEDIA_TYPE_HEADER, statusOf } from './error-body.ts';
import type { DetailsArgument } from './error-details.ts';
import { entryOf } from './validate-details.ts';

/** Additions to a response. The status is fixed by the contract. */
export type ErrorResponseInit = Omit<ResponseInit, 'status'>;

/**
 * Builds the response of the contract for an error: status, headers and envelope. Each call returns a new response,
 * because a body can be read only once.
 *
 * @param code the error code, which determines the status and the headers
 * @param details all fields of the code, and a `message` if the default is not suitable; optional for a code without
 *   fields
 * @param init additional headers. They replace those of the contract, except the media type and headers that repeat a
 *   field.
 * @throws {TypeError} if the code is unknown or the details or headers do not conform to the contract; the message
 *   names the fault
 * @example app.notFound(() => errorResponse(code));
 */
export function errorResponse<Code extends ErrorCode>(
  code: Code,
  ...[details, init]: [...DetailsArgument<Code>, init?: ErrorResponseInit]
): Response {
  const argument = [details] as DetailsArgument<Code>;
  const body = errorBody(code, ...argument);
  const status = statusOf(code);
  const { status: other = status, statusText = '', headers: further } = (init ?? {}) as ResponseInit;
  if (other !== status) {
    throw new TypeError(
      `The status of ${code} is ${status}: remove the status from the init of errorResponse.`,
    );
  }
  const headers = new Headers(further);
  for (const [name, value] of Object.entries(headersOf(code, ...argument))) {
    const given = headers.get(name);
    if (given === null) headers.set(name, value);
    else if (!mayReplace(name, given, value, code)) {
      throw new TypeError(
        `The header ${name} of ${code} must be ${value}: remove the header from the init of errorResponse.`,
      );
    }
  }
  return new Response(JSON.stringify(body), { status, statusText, headers });
}

/** Returns whether the caller's value of a header may replace the value of the contract. */
function mayReplace(name: string, given: string, value: string, code: ErrorCode): boolean {
  if (name === MEDIA_TYPE_HEADER) {
    // The only allowed charset may be given explicitly (RFC 9110 8.3.1).
    return [value, `${value};charset=utf-8`].includes(given.toLowerCase().replace(/[\s"]/g, ''));
  }
  return given === value || !entryOf(code).headers.some((header) => header.name === name && header.equals);
}

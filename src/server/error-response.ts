/** An error's answer whole: for servers that answer with a standard `Response`, and for tests without a server. */
import type { ErrorCode } from '../../generated/errors.ts';
import { errorBody, headersOf, MEDIA_TYPE_HEADER, statusOf } from './error-body.ts';
import type { DetailsArgument } from './error-details.ts';
import { entryOf } from './validate-details.ts';

/** What can be added to an answer. The status is the contract's. */
export type ErrorResponseInit = Omit<ResponseInit, 'status'>;

/**
 * The answer of the contract for an error: status, headers and envelope. A new one each time, for a body is read once.
 *
 * @param code the error; its status and headers follow from it
 * @param details the code's own fields, all of them, and a `message` where the catalogue's will not do; a code without
 *   fields needs none
 * @param init further headers, which replace those of the contract but for what it fixes: the media type, and a header
 *   that repeats a field
 * @throws {TypeError} where the code is none, or the details are not as the contract has them, with a sentence that
 *   says what is wrong
 * @example app.notFound(() => errorResponse(code));
 */
export function errorResponse<Code extends ErrorCode>(
  code: Code,
  ...[details, init]: [...DetailsArgument<Code>, init?: ErrorResponseInit]
): Response {
  const its = [details] as DetailsArgument<Code>;
  const body = errorBody(code, ...its);
  const status = statusOf(code);
  const { status: other = status, statusText = '', headers: further } = (init ?? {}) as ResponseInit;
  if (other !== status) {
    throw new TypeError(`The status of ${code} is ${status}: leave it out of the init of errorResponse.`);
  }
  const headers = new Headers(further);
  for (const [name, value] of Object.entries(headersOf(code, ...its))) {
    const given = headers.get(name);
    if (given === null) headers.set(name, value);
    else if (!mayStand(name, given, value, code)) {
      throw new TypeError(
        `The header ${name} of ${code} says ${value}: leave it out of the init of errorResponse.`,
      );
    }
  }
  return new Response(JSON.stringify(body), { status, statusText, headers });
}

/** Whether a header of the caller's may take the place of the contract's. */
function mayStand(name: string, given: string, value: string, code: ErrorCode): boolean {
  if (name === MEDIA_TYPE_HEADER) {
    // The one charset that there is for it may be said (RFC 9110 8.3.1).
    return [value, `${value};charset=utf-8`].includes(given.toLowerCase().replace(/[\s"]/g, ''));
  }
  return given === value || !entryOf(code).headers.some((header) => header.name === name && header.equals);
}

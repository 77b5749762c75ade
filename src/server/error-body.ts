/** The parts of an error response, for servers that build responses themselves: Express, Fastify, `node:http`. */
import type { ErrorCode, ErrorOf, errors } from '../../generated/errors.ts';
import { defaultMessage } from '../contract/default-message.ts';
import { isVisibleMessage } from '../contract/message.ts';
import type { DetailsArgument } from './error-details.ts';
import type { ErrorEnvelope } from './guards.ts';
import { checkedFields, entryOf } from './validate-details.ts';

/** The status of a code, as a literal number type. */
export type StatusOf<Code extends ErrorCode> = (typeof errors)[Code]['status'];

/**
 * Returns the status of a code.
 *
 * @throws {TypeError} if the contract has no such code
 * @example res.status(statusOf(code)).set(headersOf(code, details)).json(errorBody(code, details));
 */
export function statusOf<Code extends ErrorCode>(code: Code): StatusOf<Code> {
  return entryOf(code).status as StatusOf<Code>;
}

/**
 * Returns the envelope of an error, as an object. To add your own fields, spread the object: clients ignore unknown
 * fields.
 *
 * @param details the fields of the code and, optionally, a message; optional for a code without fields
 * @throws {TypeError} if the code is unknown or the details do not conform to the contract; the message names the fault
 */
export function errorBody<Code extends ErrorCode>(
  code: Code,
  ...[details]: DetailsArgument<Code>
): ErrorEnvelope<Code> {
  const entry = entryOf(code);
  const fields = checkedFields(entry, details);
  const message = details?.message ?? defaultMessage(entry, fields);
  if (!isVisibleMessage(message)) {
    throw new TypeError(
      `The message of ${code} must be a text with a visible character. Leave it out to send the default message.`,
    );
  }
  return { success: false, error: { code, message, ...fields } as ErrorOf<Code> };
}

/**
 * Returns the headers of an error response, as a plain object: the media type, and the headers that the contract
 * requires or recommends for the code. A header that repeats a field has the value of the field. Any other header has
 * the value of its example in the spec. Optional headers are not included.
 *
 * @param details as for {@link errorBody}
 * @throws {TypeError} as for {@link errorBody}
 */
export function headersOf<Code extends ErrorCode>(
  code: Code,
  ...[details]: DetailsArgument<Code>
): Record<string, string> {
  const entry = entryOf(code);
  const fields = checkedFields(entry, details);
  const own = entry.headers.flatMap(({ name, level, equals, example }) => {
    const value = equals === undefined ? level !== 'MAY' && example : fields[equals];
    return value === false || value === undefined ? [] : [[name, String(value)]];
  });
  return { [MEDIA_TYPE_HEADER]: 'application/json', ...Object.fromEntries(own) };
}

/** The header for the media type, which is the same for all responses (DECISIONS "Envelope"). */
export const MEDIA_TYPE_HEADER = 'Content-Type';

/** The parts of an error's answer, for servers that put it together themselves: Express, Fastify, `node:http`. */
import type { ErrorCode, ErrorOf, errors } from '../../generated/errors.ts';
import { isVisibleMessage } from '../contract/message.ts';
import { interpolate } from '../text/interpolate.ts';
import type { DetailsArgument } from './error-details.ts';
import type { ErrorEnvelope } from './guards.ts';
import { checkedFields, type Entry, entryOf, type Fields } from './validate-details.ts';

/** The status of a code: the number itself. */
export type StatusOf<Code extends ErrorCode> = (typeof errors)[Code]['status'];

/**
 * The status that the contract gives a code.
 *
 * @throws {TypeError} where there is no such code
 * @example res.status(statusOf(code)).set(headersOf(code, details)).json(errorBody(code, details));
 */
export function statusOf<Code extends ErrorCode>(code: Code): StatusOf<Code> {
  return entryOf(code).status as StatusOf<Code>;
}

/**
 * The envelope of an error, as an object. To add something of your own to it, spread it: readers ignore fields that
 * they do not know.
 *
 * @param details the code's own fields, and a message; a code without fields needs none
 * @throws {TypeError} where the code is none, or the details are not as the contract has them, with a sentence that
 *   says what is wrong
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
      `The message of ${code} must be a text with a visible character. Leave it out to send the catalogue's text.`,
    );
  }
  return { success: false, error: { code, message, ...fields } as ErrorOf<Code> };
}

/**
 * The headers of an error's answer, as a plain object: its media type, and what the contract says must or should be
 * sent with the code. A header that repeats a field says what the field says; any other says what it does in the spec.
 * One that merely may be sent is left to you.
 *
 * @param details as for {@link errorBody}
 * @throws {TypeError} as {@link errorBody}
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

/** The header of the media type, which is the same for all (DECISIONS "Envelope"). */
export const MEDIA_TYPE_HEADER = 'Content-Type';

/** The meaning and the solution: unlike the message of the example, they are true whatever the fields say. */
function defaultMessage({ meaning, solution }: Entry, fields: Fields): string {
  // A solution may name a field; people are told its value.
  return [meaning, interpolate(solution, fields)]
    .map((text) => (/[.!?]$/.test(text) ? text : `${text}.`))
    .join(' ');
}

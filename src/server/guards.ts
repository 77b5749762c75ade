/** What can be asked of the catalogue: its codes, and whether a value is one, or an error of one. */
import { type ErrorCode, type ErrorOf, errors } from '../../generated/errors.ts';

/** The codes of the contract, in the order of the error page. */
export const errorCodes: readonly ErrorCode[] = Object.keys(errors) as ErrorCode[];

/** The error envelope of the contract (DECISIONS "Envelope"). */
export interface ErrorEnvelope<Code extends ErrorCode = ErrorCode> {
  success: false;
  error: { [C in Code]: ErrorOf<C> }[Code];
}

/**
 * Whether a value is one of the contract's codes, letter for letter.
 *
 * @example if (isErrorCode(code)) console.log(errors[code].solution);
 */
export function isErrorCode(value: unknown): value is ErrorCode {
  // Own keys alone: `constructor` is no code.
  return typeof value === 'string' && Object.hasOwn(errors, value);
}

/**
 * Whether a parsed body is an error of the contract: the envelope, a code and a message. The code's own fields are not
 * looked at; `social-data-contract verify` does that.
 *
 * @param body what `JSON.parse` made of an answer
 * @param code only one with this code
 */
export function isErrorEnvelope<Code extends ErrorCode = ErrorCode>(
  body: unknown,
  code?: Code,
): body is ErrorEnvelope<Code> {
  const { success, error, data } = Object(body) as Partial<Record<string, unknown>>;
  const { code: its, message } = Object(error) as Partial<Record<string, unknown>>;
  return (
    success === false &&
    data === undefined &&
    isErrorCode(its) &&
    typeof message === 'string' &&
    (code === undefined || its === code)
  );
}

/** Whether the same request may succeed later: the contract says to wait, or to back off. */
export function isRetryable(code: ErrorCode): boolean {
  return errors[code].retry !== 'never';
}

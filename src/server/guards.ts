/** The list of all codes, and type guards for codes and error envelopes. */
import { type ErrorCode, type ErrorOf, errors } from '../../generated/errors.ts';

/** The codes of the contract, in the order of the contract. */
export const errorCodes: readonly ErrorCode[] = Object.keys(errors) as ErrorCode[];

/** The error envelope of the contract (DECISIONS "Envelope"). */
export interface ErrorEnvelope<Code extends ErrorCode = ErrorCode> {
  success: false;
  error: { [C in Code]: ErrorOf<C> }[Code];
}

/**
 * Returns whether a value is one of the contract's codes. The comparison is exact.
 *
 * @example if (isErrorCode(code)) console.log(errors[code].solution);
 */
export function isErrorCode(value: unknown): value is ErrorCode {
  // Own keys only: `constructor` is not a code.
  return typeof value === 'string' && Object.hasOwn(errors, value);
}

/**
 * Returns whether a parsed body is an error of the contract: the envelope, a known code and a message. It does not
 * check the additional fields of the code; `social-data-contract verify` does.
 *
 * @param body a parsed JSON body
 * @param code accepts only errors with this code
 */
export function isErrorEnvelope<Code extends ErrorCode = ErrorCode>(
  body: unknown,
  code?: Code,
): body is ErrorEnvelope<Code> {
  const { success, error, data } = Object(body) as Partial<Record<string, unknown>>;
  const { code: actual, message } = Object(error) as Partial<Record<string, unknown>>;
  return (
    success === false &&
    data === undefined &&
    isErrorCode(actual) &&
    typeof message === 'string' &&
    (code === undefined || actual === code)
  );
}

/** Returns whether the same request may succeed later: the contract's retry policy is to wait or to back off. */
export function isRetryable(code: ErrorCode): boolean {
  return errors[code].retry !== 'never';
}

/** The same as uses.ts for the entry points `./errors` and `./types`. */
import {
  type ErrorCode,
  type ErrorEnvelope,
  type ErrorOf,
  errorCodes,
  errors,
  isErrorCode,
  isErrorEnvelope,
  isRetryable,
} from '../../../src/errors.ts';
import type { components, operations, paths } from '../../../src/types.ts';

declare function use<Type>(value: Type): void;

export function catalogue(code: string, body: unknown): void {
  // @ts-expect-error A string may be an unknown code.
  errors[code];
  if (isErrorCode(code)) {
    use<ErrorCode>(code);
    use<string>(errors[code].solution);
    use<number>(errors[code].status);
    use<boolean>(isRetryable(code));
  }
  use<402>(errors.INSUFFICIENT_BALANCE.status);
  // @ts-expect-error The status of another code.
  use<400>(errors.INSUFFICIENT_BALANCE.status);
  // @ts-expect-error Unknown code.
  isRetryable('OOPS');
  // @ts-expect-error The catalogue is read-only.
  errors.NOT_FOUND.status = 410;
  // @ts-expect-error The list is read-only.
  errorCodes.push('NOT_FOUND');

  // @ts-expect-error The type of the body is unknown before the check.
  body.error;
  if (isErrorEnvelope(body)) {
    use<false>(body.success);
    use<string>(body.error.message);
    // @ts-expect-error Not every code has this field.
    body.error.retry_after;
    if (body.error.code === 'RATE_LIMIT_EXCEEDED') use<number>(body.error.retry_after);
  }
  if (isErrorEnvelope(body, 'INSUFFICIENT_BALANCE')) use<number>(body.error.required);
}

/** An error response in the code of a server. */
export const correct: ErrorEnvelope<'RATE_LIMIT_EXCEEDED'> = {
  success: false,
  error: { code: 'RATE_LIMIT_EXCEEDED', message: 'Wait.', retry_after: 60 },
};
export const wrong: ErrorEnvelope = {
  success: false,
  // @ts-expect-error `retry_after` is missing.
  error: { code: 'RATE_LIMIT_EXCEEDED', message: 'Wait.' },
};
export const required: ErrorOf<'INSUFFICIENT_BALANCE'>['required'] = 1;

export type Path = keyof paths;
export const path: Path = '/posts/by-user/{platform}/{username}';
// @ts-expect-error Unknown path.
export const other: Path = '/posts';
export const platform: components['schemas']['Platform'] = 'linkedin';
// @ts-expect-error Unknown platform.
export const none: components['schemas']['Platform'] = 'myspace';
export type Parameters = operations['listPostsByUser']['parameters'];

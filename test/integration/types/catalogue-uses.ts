/** As uses.ts, for the package's entries `./errors` and `./types`. */
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
  // @ts-expect-error Any string may be none of the codes.
  errors[code];
  if (isErrorCode(code)) {
    use<ErrorCode>(code);
    use<string>(errors[code].solution);
    use<number>(errors[code].status);
    use<boolean>(isRetryable(code));
  }
  use<402>(errors.INSUFFICIENT_BALANCE.status);
  // @ts-expect-error Another status.
  use<400>(errors.INSUFFICIENT_BALANCE.status);
  // @ts-expect-error No such code.
  isRetryable('OOPS');
  // @ts-expect-error The catalogue is not to be changed.
  errors.NOT_FOUND.status = 410;
  // @ts-expect-error The list is not to be changed.
  errorCodes.push('NOT_FOUND');

  // @ts-expect-error Nobody has looked at it.
  body.error;
  if (isErrorEnvelope(body)) {
    use<false>(body.success);
    use<string>(body.error.message);
    // @ts-expect-error Of another code.
    body.error.retry_after;
    if (body.error.code === 'RATE_LIMIT_EXCEEDED') use<number>(body.error.retry_after);
  }
  if (isErrorEnvelope(body, 'INSUFFICIENT_BALANCE')) use<number>(body.error.required);
}

/** What a server's own code answers with. */
export const correct: ErrorEnvelope<'RATE_LIMIT_EXCEEDED'> = {
  success: false,
  error: { code: 'RATE_LIMIT_EXCEEDED', message: 'Wait.', retry_after: 60 },
};
export const wrong: ErrorEnvelope = {
  success: false,
  // @ts-expect-error The wait is missing.
  error: { code: 'RATE_LIMIT_EXCEEDED', message: 'Wait.' },
};
export const required: ErrorOf<'INSUFFICIENT_BALANCE'>['required'] = 1;

export type Path = keyof paths;
export const path: Path = '/posts/by-user/{platform}/{username}';
// @ts-expect-error No such path.
export const other: Path = '/posts';
export const platform: components['schemas']['Platform'] = 'linkedin';
// @ts-expect-error No such platform.
export const none: components['schemas']['Platform'] = 'myspace';
export type Parameters = operations['listPostsByUser']['parameters'];

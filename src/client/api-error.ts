/** The throwing form of a failure, for those who prefer exceptions. */
import type { ErrorCode } from '../../generated/errors.ts';
import type { ApiFailure, Failure, Result } from './result.ts';

/**
 * A failure as an exception, with all of its properties: `kind`, `code`, `status`, the code's own fields.
 * `message` is the sentence to show to people. `String(error)` is a line with the code, the status, the solution, the
 * operation and the attempts, too, and a console prints them as properties. It never holds the token.
 */
export class ApiError extends Error {
  declare readonly kind: Failure['kind'];
  declare readonly code: ErrorCode | undefined;
  declare readonly receivedCode: string | undefined;
  declare readonly status: number | undefined;
  declare readonly solution: string | undefined;
  declare readonly docs: string | undefined;
  declare readonly operation: string;
  declare readonly attempts: number;
  declare readonly retryAfterMs: number | undefined;

  /** @param failure the `error` of a result */
  constructor(failure: Failure) {
    super(failure.message);
    Object.assign(this, failure);
  }

  // Getters of the prototype: fields, a console and JSON would list, and a static block no bundler could leave out.
  override get name(): string {
    return 'ApiError';
  }

  /** Tells an ApiError even where two copies of the package are installed, which `instanceof` does not. */
  get isSocialDataApiError(): true {
    return true;
  }

  /** All that there is to say, in a line. */
  override toString(): string {
    const { name, code, receivedCode, kind, status, message, solution, operation, attempts } = this;
    const what = (code ?? receivedCode ?? kind) + (status === undefined ? '' : ` (${status})`);
    return `${name}: ${what}: ${message}${solution ? ` ${solution}.` : ''} [${operation}, attempts: ${attempts}]`;
  }

  /** For `JSON.stringify`: all properties but the cause, which may be any object. */
  toJSON(): object {
    return { ...this, name: this.name, message: this.message, cause: undefined };
  }
}

/**
 * The data of a success.
 *
 * @param result what a method of the client answered
 * @throws {ApiError} where it is a failure, of any kind
 * @example const { posts } = orThrow(await client.listPosts({ user: 'natgeo' }));
 */
export function orThrow<Data>(result: Result<Data>): Data {
  if (result.success) return result.data;
  throw new ApiError(result.error);
}

/**
 * Whether a caught value is an {@link ApiError}, of any copy of this package.
 *
 * @param code only one with this code: its own fields are typed then
 * @example if (isApiError(error) && error.kind === 'timeout') tryLater();
 */
export function isApiError(error: unknown): error is ApiError & Failure;
export function isApiError<Code extends ErrorCode>(
  error: unknown,
  code: Code,
): error is ApiError & ApiFailure<Code>;
export function isApiError(error: unknown, code?: ErrorCode): boolean {
  const { isSocialDataApiError, code: its } = Object(error) as Partial<ApiError>;
  return isSocialDataApiError === true && (code === undefined || its === code);
}

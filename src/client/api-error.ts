/** The throwing form of a failure, for callers who prefer exceptions. */
import type { ErrorCode } from '../../generated/errors.ts';
import type { ApiFailure, Failure, Result } from './result.ts';

/**
 * A failure as an exception, with all properties of the failure: `kind`, `code`, `status` and the fields of the code.
 *
 * `message` is the sentence to show to people. `String(error)` is one line that adds the code, the status, the
 * solution, the operation and the number of attempts. A console prints these as properties. The error never contains
 * the token.
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
  declare readonly reason: string | undefined;
  declare readonly requestId: string | undefined;

  /** @param failure the `error` of a result */
  constructor(failure: Failure) {
    super(failure.message);
    Object.assign(this, failure);
  }

  // Getters on the prototype: a console and JSON would list fields, and a bundler could not drop a static block.
  override get name(): string {
    return 'ApiError';
  }

  /** Identifies an ApiError even if two copies of the package are installed, in which case `instanceof` fails. */
  get isSocialDataApiError(): true {
    return true;
  }

  /** Returns one line for a log: the code, the status, the message, the solution, the operation, the attempts and the id of the request. */
  override toString(): string {
    const { code, receivedCode, kind, status, message, solution, operation, attempts, requestId } = this;
    const what = (code ?? receivedCode ?? kind) + (status === undefined ? '' : ` (${status})`);
    const where = `[${operation}, attempts: ${attempts}${requestId ? `, request: ${requestId}` : ''}]`;
    return `${this.name}: ${what}: ${message}${solution ? ` ${solution}.` : ''} ${where}`;
  }

  /** For `JSON.stringify`: returns all properties except `cause`, which may be any object. */
  toJSON(): object {
    return { ...this, name: this.name, message: this.message, cause: undefined };
  }
}

/**
 * Returns the data of a success.
 *
 * @param result the result of a client method
 * @throws {ApiError} if the result is a failure of any kind
 * @example const { posts } = orThrow(await client.listPosts({ user: 'natgeo' }));
 */
export function orThrow<Data>(result: Result<Data>): Data {
  if (result.success) return result.data;
  throw new ApiError(result.error);
}

/**
 * Returns whether a caught value is an {@link ApiError}, of any copy of this package.
 *
 * @param code accepts only errors with this code, whose fields are then typed
 * @example if (isApiError(error) && error.kind === 'timeout') tryLater();
 */
export function isApiError(error: unknown): error is ApiError & Failure;
export function isApiError<Code extends ErrorCode>(
  error: unknown,
  code: Code,
): error is ApiError & ApiFailure<Code>;
export function isApiError(error: unknown, code?: ErrorCode): boolean {
  const { isSocialDataApiError, code: actual } = Object(error) as Partial<ApiError>;
  return isSocialDataApiError === true && (code === undefined || actual === code);
}

/** The client of the API. Reading this file is reading what the package's entry exports. */

export * from '../generated/client.ts';
export type { ErrorCode, ErrorOf } from '../generated/errors.ts';
// What `client.http` is typed by: without these names, nobody could export it from a module of theirs.
export type { components, operations, paths } from '../generated/types.ts';
export { ApiError, isApiError, orThrow } from './client/api-error.ts';
export type { Operation, PagedOperation } from './client/client.ts';
export type {
  BalanceEvent,
  CallOptions,
  ClientOptions,
  RetryEvent,
  RetryOptions,
} from './client/options.ts';
export type {
  AbortFailure,
  ApiFailure,
  Failure,
  FailureBase,
  FailureResult,
  FieldsOf,
  NetworkFailure,
  ProtocolFailure,
  RefusedFailure,
  Result,
  SuccessResult,
  TimeoutFailure,
  UnknownCodeFailure,
} from './client/result.ts';

/** The package's main entry: the client of the API. This file contains only exports. */

export * from '../generated/client.ts';
export type { ErrorCode, ErrorOf } from '../generated/errors.ts';
export * from '../generated/models.ts';
export type { components, operations, paths } from '../generated/types.ts';
export { ApiError, isApiError, orThrow } from './client/api-error.ts';
export type { Operation, PagedOperation } from './client/client.ts';
export type {
  AttemptEvent,
  BalanceEvent,
  CallOptions,
  ClientOptions,
  ItemsOptions,
  RetryEvent,
  RetryOptions,
  Token,
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

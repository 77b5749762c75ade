/**
 * The package's entry `./errors`: the catalogue of all error codes, type guards, and responses for servers of the API and
 * for tests. It runs on every platform that has `Response`. This file contains only exports.
 */

export { type ErrorCode, type ErrorOf, errors, successToken, version } from '../generated/errors.ts';
export { errorBody, headersOf, type StatusOf, statusOf } from './server/error-body.ts';
export type { DetailsArgument, ErrorDetails } from './server/error-details.ts';
export { type ErrorResponseInit, errorResponse } from './server/error-response.ts';
export {
  type ErrorEnvelope,
  errorCodes,
  isErrorCode,
  isErrorEnvelope,
  isRetryable,
} from './server/guards.ts';
export { type SuccessResponseInit, successResponse } from './server/success-response.ts';

/**
 * The package's entry `./errors`: the catalogue of all error codes, guards over it, and answers for those who serve the
 * API. It runs wherever there is a `Response`. Reading this file is reading what the entry exports.
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

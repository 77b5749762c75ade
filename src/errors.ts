/**
 * The package's entry `./errors`: the catalogue of all error codes, guards over it, and answers for those who serve the
 * API. It runs wherever there is a `Response`. Reading this file is reading what the entry exports.
 */

export { type ErrorCode, type ErrorOf, errors, successToken, version } from '../generated/errors.ts';
export { type ErrorEnvelope, errorCodes, isErrorCode, isErrorEnvelope, isRetryable } from './catalogue.ts';
export { errorBody, headersOf, type StatusOf, statusOf } from './provider/answer.ts';
export type { DetailsArgument, ErrorDetails } from './provider/details.ts';
export { type ErrorResponseInit, errorResponse } from './provider/response.ts';

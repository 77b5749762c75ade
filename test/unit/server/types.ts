/** The types of the server helpers: checked by `tsc`, never run. */
import {
  type DetailsArgument,
  type ErrorCode,
  type ErrorDetails,
  type ErrorEnvelope,
  errorBody,
  errorCodes,
  errorResponse,
  errors,
  headersOf,
  isErrorCode,
  type StatusOf,
  statusOf,
  successResponse,
} from '../../../src/errors.ts';

declare function use<Type>(value: Type): void;
declare const anyCode: ErrorCode;
declare const anyText: string;
declare const caught: Error;

export function withoutFields(): void {
  use<Response>(errorResponse('NOT_FOUND'));
  errorResponse('NOT_FOUND', {});
  errorResponse('NOT_FOUND', undefined);
  errorResponse('NOT_FOUND', { message: 'Nothing is here.' });
  errorResponse('NOT_FOUND', undefined, { headers: { 'X-Request-Id': '7' }, statusText: 'Gone fishing' });
  errorBody('NOT_FOUND');
  headersOf('NOT_FOUND');
  // @ts-expect-error An unknown code.
  errorResponse('NOT_FOND');
  // @ts-expect-error A string that may not be a code.
  errorResponse(anyText);
  if (isErrorCode(anyText)) statusOf(anyText);
  // @ts-expect-error A field of another code.
  errorResponse('NOT_FOUND', { retry_after: 60 });
  // @ts-expect-error A message must be a string.
  errorResponse('NOT_FOUND', { message: 404 });
  // @ts-expect-error Misspelt.
  errorResponse('NOT_FOUND', { mesage: 'Nothing is here.' });
  // @ts-expect-error The contract fixes the status.
  errorResponse('NOT_FOUND', {}, { status: 410 });
  // @ts-expect-error The message of an exception is for the log.
  errorResponse('INTERNAL_ERROR', caught);
}

export function withFields(): void {
  errorResponse('RATE_LIMIT_EXCEEDED', { retry_after: 60 });
  errorResponse('INSUFFICIENT_BALANCE', { required: 50, available: 25, message: 'Buy some.' });
  // @ts-expect-error The field is missing.
  errorResponse('RATE_LIMIT_EXCEEDED');
  // @ts-expect-error The field is missing.
  errorResponse('RATE_LIMIT_EXCEEDED', { message: 'Slowly.' });
  // @ts-expect-error The field is misspelt.
  errorResponse('RATE_LIMIT_EXCEEDED', { retryAfter: 60 });
  // @ts-expect-error The value must be a number, not a string.
  errorResponse('RATE_LIMIT_EXCEEDED', { retry_after: '60' });
  // @ts-expect-error One of the two fields is missing.
  errorResponse('INSUFFICIENT_BALANCE', { required: 50 });
  // @ts-expect-error A field of another code.
  errorResponse('INSUFFICIENT_BALANCE', { required: 50, available: 25, retry_after: 60 });
  // @ts-expect-error The field is missing.
  errorBody('RATE_LIMIT_EXCEEDED');
  // @ts-expect-error The field is misspelt.
  errorBody('RATE_LIMIT_EXCEEDED', { retry_afer: 60 });
  // @ts-expect-error The header requires the field.
  headersOf('RATE_LIMIT_EXCEEDED');
}

export function results(): void {
  use<429>(statusOf('RATE_LIMIT_EXCEEDED'));
  use<402 | 404>(statusOf(anyCode as 'INSUFFICIENT_BALANCE' | 'NOT_FOUND'));
  // @ts-expect-error Another status.
  use<404>(statusOf('RATE_LIMIT_EXCEEDED'));
  use<StatusOf<'RATE_LIMIT_EXCEEDED'>>(429);

  const body = errorBody('RATE_LIMIT_EXCEEDED', { retry_after: 60 });
  use<ErrorEnvelope<'RATE_LIMIT_EXCEEDED'>>(body);
  use<false>(body.success);
  use<'RATE_LIMIT_EXCEEDED'>(body.error.code);
  use<number>(body.error.retry_after);
  use<string>(body.error.message);
  // @ts-expect-error A field of another code.
  body.error.required;
  use<Record<string, string>>(headersOf('NOT_FOUND'));
}

/** A loop over all codes, as users write it in their tests. */
export function anyCodes(): void {
  for (const code of errorCodes) use<Response>(errorResponse(code, errors[code].example.error));
  errorResponse('INSUFFICIENT_BALANCE', errors.INSUFFICIENT_BALANCE.example.error);
  // @ts-expect-error The example of another code.
  errorResponse('NOT_FOUND', errors.INTERNAL_ERROR.example.error);
  // @ts-expect-error The code may have fields.
  errorResponse(anyCode);
  // @ts-expect-error No code has this field.
  errorResponse(anyCode, { retryAfter: 60 });
  statusOf(anyCode);
}

/** An exception of a server, with the same types as the response that is built from it. */
export class RequestError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code;
  readonly details: ErrorDetails<Code> | undefined;

  constructor(code: Code, ...[details]: DetailsArgument<Code>) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

export function throwing(): void {
  use<Error>(new RequestError('NOT_FOUND'));
  use<Error>(new RequestError('RATE_LIMIT_EXCEEDED', { retry_after: 1 }));
  // @ts-expect-error The field is missing.
  use<Error>(new RequestError('RATE_LIMIT_EXCEEDED'));
  use<(error: RequestError) => Response>(({ code, details }) => errorResponse(code, details ?? {}));
}

/** Operations with several successes, and without content. The spec has none today. */
declare module '../../../generated/successes.ts' {
  interface SuccessesOf {
    pollExample: [
      { status: 200; data: { rows: string[]; remaining_balance: number } },
      { status: 202; data: { state: string } },
      { status: 204; data: undefined },
    ];
    deleteExample: [{ status: 204; data: undefined }];
  }
}

declare const anyStatus: 200 | 202;

export function severalSuccesses(): void {
  successResponse('pollExample');
  successResponse('pollExample', { rows: [] });
  successResponse('pollExample', { rows: [] }, { status: 200 });
  successResponse('pollExample', { state: 'pending' }, { status: 202, headers: { 'X-Request-Id': '7' } });
  successResponse('pollExample', undefined, { status: 204 });
  successResponse('pollExample', {}, { status: anyStatus });
  // @ts-expect-error A field of another success.
  successResponse('pollExample', { state: 'pending' });
  // @ts-expect-error A field of another success.
  successResponse('pollExample', { rows: [] }, { status: 202 });
  // @ts-expect-error The value must be an array.
  successResponse('pollExample', { rows: 'none' });
  // @ts-expect-error Not a success of the operation.
  successResponse('pollExample', {}, { status: 201 });
  // @ts-expect-error The success has no content.
  successResponse('pollExample', { rows: [] }, { status: 204 });
}

export function withoutContent(): void {
  successResponse('deleteExample');
  successResponse('deleteExample', undefined, { status: 204, headers: { 'X-Request-Id': '7' } });
  // @ts-expect-error The success has no content.
  successResponse('deleteExample', {});
  // @ts-expect-error Not a success of the operation.
  successResponse('deleteExample', undefined, { status: 200 });
}

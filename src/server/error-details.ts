/** The types of an error's details. A missing or misspelt field does not compile. */
import type { ErrorCode, ErrorOf } from '../../generated/errors.ts';

/**
 * The details of an error: all fields of the code, and a message if the default is not suitable. For a union of codes,
 * the details of any of them.
 */
export type ErrorDetails<Code extends ErrorCode = ErrorCode> = {
  // Distributed over the union, so that the fields of different codes do not mix.
  [C in Code]: Omit<ErrorOf<C>, 'code' | 'message'> & {
    /**
     * A sentence for people, in their language.
     * @default the meaning and the solution from the catalogue
     */
    message?: string | undefined;
    /** The code again, so that a complete `error` object is accepted: `errors[code].example.error`. */
    code?: C | undefined;
    /** Excludes exceptions: their text is for the log, not for the response. */
    stack?: never;
  };
}[Code];

/** The codes that have additional fields. */
type WithFields<Code extends ErrorCode> = {
  [C in Code]: Record<never, never> extends ErrorDetails<C> ? never : C;
}[Code];

/**
 * The details as an argument, optional for a code without additional fields. For your own exceptions:
 *
 * @example
 * class Refusal<Code extends ErrorCode> extends Error {
 *   constructor(readonly code: Code, ...[details]: DetailsArgument<Code>) { ... }
 * }
 */
export type DetailsArgument<Code extends ErrorCode> = [WithFields<Code>] extends [never]
  ? [details?: ErrorDetails<Code> | undefined]
  : [details: ErrorDetails<Code>];

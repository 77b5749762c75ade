/** What a server says of an error beside its code, as types: a field that is forgotten or misspelt does not compile. */
import type { ErrorCode, ErrorOf } from '../../generated/errors.ts';

/**
 * What there is to say of an error: the code's own fields, all of them, and a message where the catalogue's will not do.
 * Of several codes, the details of any.
 */
export type ErrorDetails<Code extends ErrorCode = ErrorCode> = {
  // Distributed over the union: no code lends another its fields.
  [C in Code]: Omit<ErrorOf<C>, 'code' | 'message'> & {
    /**
     * A sentence for people, in their language.
     * @default what the catalogue says: the meaning and the solution
     */
    message?: string | undefined;
    /** The code once more, in an `error` that is passed on whole: `errors[code].example.error`. */
    code?: C | undefined;
    /** An exception is no details: what it says is for the log. */
    stack?: never;
  };
}[Code];

/** Those of the codes that have fields of their own. */
type WithFields<Code extends ErrorCode> = {
  [C in Code]: Record<never, never> extends ErrorDetails<C> ? never : C;
}[Code];

/**
 * The details as an argument, which a code without fields of its own can do without. For exceptions of your own:
 *
 * @example
 * class Refusal<Code extends ErrorCode> extends Error {
 *   constructor(readonly code: Code, ...[details]: DetailsArgument<Code>) { ... }
 * }
 */
export type DetailsArgument<Code extends ErrorCode> = [WithFields<Code>] extends [never]
  ? [details?: ErrorDetails<Code> | undefined]
  : [details: ErrorDetails<Code>];

/** The base class of all errors that the user can correct. */
import { readable } from '../text/sanitize.ts';

/**
 * An error that the user can correct: the message is one sentence that says what is wrong, where, and what to do. Commands
 * print the message without a stack trace.
 */
export abstract class UserError extends Error {
  /** `unreachable`: the target does not respond. `usage`: everything else, such as a wrong option or an invalid file. */
  readonly kind: 'usage' | 'unreachable' = 'usage';

  /** @param message may quote text from outside; control characters and excess length are removed */
  constructor(message: string, options?: ErrorOptions) {
    super(readable(message), options);
  }
}

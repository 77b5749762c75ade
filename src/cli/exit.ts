/** The exit statuses, by the name that {@link UserError.kind} uses, and the error for wrong usage of a command. */
import { UserError } from '../contract/user-error.ts';

export const EXIT = {
  /** Done; the target is conformant. */
  ok: 0,
  /** A MUST failed. */
  notConformant: 1,
  /** Wrong usage, a broken spec or profile, a port that cannot be had. */
  usage: 2,
  /** Nothing answers at the target. */
  unreachable: 3,
} as const;

/** A command was used in a wrong way, or cannot read or write what it was given. */
export class UsageError extends UserError {
  override name = 'UsageError';
}

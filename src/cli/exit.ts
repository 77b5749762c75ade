/** The exit statuses, named as in {@link UserError.kind}, and the error for wrong usage of a command. */
import { UserError } from '../contract/user-error.ts';

export const EXIT = {
  /** Success; the target is conformant. */
  ok: 0,
  /** A MUST failed, a pasted response violates the contract, or a change reaches `--fail-on`. */
  notConformant: 1,
  /** Wrong usage, an invalid spec or profile, or a port that cannot be used. */
  usage: 2,
  /** The target does not respond. */
  unreachable: 3,
  /** Interrupted with Ctrl-C or SIGTERM. */
  interrupted: 130,
} as const;

/** Wrong usage of a command, or a file or port that the command cannot use. */
export class UsageError extends UserError {
  override name = 'UsageError';
}

/** The exit statuses, and the error whose message is all that the user needs. */
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

export class UsageError extends Error {
  override name = 'UsageError';
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.usage) {
    super(message);
    this.exitCode = exitCode;
  }
}

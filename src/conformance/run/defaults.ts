/** The defaults of the options of a run; the command, the library and the docs use the same. */
export const DEFAULTS = {
  /** A built-in profile. */
  profile: 'sandbox',
  /** How many cases run at the same time. */
  concurrency: 8,
  /** For one exchange, including the body. */
  timeoutSeconds: 10,
  /** For the whole run. */
  deadlineMs: 600_000,
} as const;

/** The settings that make the sandbox behave like a real server: rate limit, balance, latency. */
import type { Contract, ErrorEntry, ErrorField } from '../contract/model.ts';
import { UserError } from '../contract/user-error.ts';

export interface SandboxSettings {
  /**
   * The number of requests with the success token that are accepted in any second. A request over the limit gets the
   * error of the rate limit. @default no limit
   */
  rateLimit?: number | undefined;
  /** The wait that the test token of the rate limit returns, in seconds. @default the example in the spec */
  retryAfter?: number | undefined;
  /**
   * The credits of the success token. Each success that reports a balance costs one; without a credit, the request gets
   * the error of the balance. @default the example in the spec, for every success
   */
  balance?: number | undefined;
  /** The time before each response, in milliseconds. @default 0 */
  latencyMs?: number | undefined;
}

/** The valid values of each setting, both ends included. */
export const RANGES = {
  /** One time is kept per accepted request of the last second. */
  rateLimit: [1, 100_000],
  /** Recipients may read a larger number of seconds as this one (RFC 9111 1.2.2). */
  retryAfter: [1, 2 ** 31 - 1],
  balance: [0, Number.MAX_SAFE_INTEGER],
  /** Ten minutes, longer than the timeout of any client. */
  latencyMs: [0, 600_000],
} as const satisfies Record<keyof SandboxSettings, readonly [min: number, max: number]>;

/** A setting has an invalid value, or the spec lacks what the setting needs. */
class SandboxSettingError extends UserError {
  override name = 'SandboxSettingError';
}

/** @throws {SandboxSettingError} if a value is not a whole number in the range of the setting */
export function checkSettings(settings: SandboxSettings): void {
  for (const name of Object.keys(RANGES) as (keyof SandboxSettings)[]) {
    const value = settings[name];
    const [min, max] = RANGES[name];
    if (value !== undefined && !(Number.isInteger(value) && value >= min && value <= max)) {
      throw new SandboxSettingError(
        `The option ${name} must be a whole number from ${min} to ${max}, not ${value}.`,
      );
    }
  }
}

/**
 * Returns the first code of a rate limit, and its field for the wait.
 *
 * @throws {SandboxSettingError} if no code has the trigger `rate` and a field with the role `wait`
 */
export function rateLimitError(contract: Contract): { entry: ErrorEntry; wait: ErrorField } {
  const found = current(contract).flatMap((entry) => {
    const wait = entry.fields.find(({ role }) => role === 'wait');
    return entry.trigger === 'rate' && wait ? [{ entry, wait }] : [];
  });
  return firstOf(found, 'A rate limit or its wait', 'rate', 'wait');
}

/**
 * Returns the first code of an insufficient balance, its field for the balance, and the name of the field that is greater
 * than the balance: the price.
 *
 * @throws {SandboxSettingError} if no code has the trigger `balance` and a field with the role `balance`
 */
export function balanceError(contract: Contract): {
  entry: ErrorEntry;
  available: string;
  required?: string;
} {
  const found = current(contract).flatMap((entry) => {
    const available = entry.fields.find(({ role }) => role === 'balance')?.name;
    if (entry.trigger !== 'balance' || available === undefined) return [];
    const required = entry.relations.find(({ field }) => field === available)?.lessThan;
    return [{ entry, available, ...(required !== undefined && { required }) }];
  });
  return firstOf(found, 'A balance', 'balance', 'balance');
}

/** Returns the codes that are not retired. */
function current({ errors }: Contract): ErrorEntry[] {
  return errors.filter(({ retired }) => retired === undefined);
}

function firstOf<Found>([first]: readonly Found[], what: string, trigger: string, role: string): Found {
  if (first) return first;
  throw new SandboxSettingError(
    `${what} needs a code with the trigger ${trigger} and a field with the role ${role}, but the spec has none. Start the sandbox without this option.`,
  );
}

/** The validation of options: one table for a client, one for a call. */
import { sleep } from './abort.ts';
import type { CallOptions, CallSettings, ClientOptions, RetryOptions, Send, Settings } from './options.ts';
import { isToken } from './redact.ts';

/** How to check and read one option. */
interface Rule {
  isValid: (value: unknown) => boolean;
  /** The rest of the sentence "The option NAME must be". */
  must: string;
  /** Returns what to do about an invalid value; empty if there is nothing to add. */
  hint?: (value: unknown) => string;
  /** Converts a valid value. */
  read?: (value: never) => unknown;
}

/** A rule for each option. */
type Rules<Options> = { readonly [Name in keyof Required<Options>]: Rule };

/** No credentials, query or fragment: they would conflict with what the calls add to the URL. */
const BASE_URL = /^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i;

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isAmount = (value: unknown) => typeof value === 'number' && value >= 0;

const AMOUNT: Rule = { isValid: isAmount, must: 'a number, 0 or more' };
const COUNT: Rule = {
  isValid: (value) => isAmount(value) && Math.floor(value as number) === value,
  must: 'a whole number, 0 or more',
};
const MILLISECONDS: Rule = {
  isValid: (value) => isAmount(value) && value !== 0,
  must: 'a number of milliseconds above 0',
};
const FUNCTION: Rule = { isValid: (value) => typeof value === 'function', must: 'a function' };

const RETRY_RULES: Rules<RetryOptions> = {
  retries: COUNT,
  backoffMs: AMOUNT,
  backoffMaxMs: AMOUNT,
  waitMaxMs: AMOUNT,
};
const RETRY: Rule = {
  isValid: (value) => value === false || typeof value === 'number' || isObject(value),
  must: 'a number of retries, false or an object',
  read: (value: number | false | object) =>
    readOptions(isObject(value) ? value : { retries: Number(value) }, RETRY_RULES, 'retry.'),
};

/** The options that a call and a client have in common. */
const COMMON_RULES: Rules<Pick<ClientOptions, 'timeoutMs' | 'deadlineMs' | 'retry'>> = {
  timeoutMs: MILLISECONDS,
  deadlineMs: MILLISECONDS,
  retry: RETRY,
};

const CALL_RULES: Rules<CallOptions> = {
  signal: {
    // Not by `instanceof`: a page, a test runner or a polyfill may have its own class.
    isValid: (value) =>
      value === null || typeof (value as Partial<AbortSignal>).addEventListener === 'function',
    must: 'an AbortSignal, for example the signal of an AbortController',
  },
  headers: { isValid: isObject, must: 'an object of headers', read: readHeaders },
  ...COMMON_RULES,
};

const CLIENT_RULES: Rules<ClientOptions> = {
  baseUrl: {
    isValid: (value) => typeof value === 'string' && BASE_URL.test(value) && URL.canParse(value),
    must: 'an http or https URL without credentials, query or fragment',
    hint: baseUrlHint,
    read: (value: string) => new URL(value).href.replace(/\/+$/, ''),
  },
  token: {
    isValid: (value) => typeof value === 'function' || isToken(value),
    must: 'a string of visible ASCII characters or a function that returns one',
  },
  tokenHeader: { isValid: (value) => typeof value === 'string', must: 'the name of a header' },
  ...COMMON_RULES,
  maxBodyBytes: AMOUNT,
  lowBalance: AMOUNT,
  onRetry: FUNCTION,
  onBalance: FUNCTION,
  onLowBalance: FUNCTION,
  fetch: {
    ...FUNCTION,
    // The caller's fetch gets a complete Request. The platform's own fetch would only copy one.
    read:
      (send: (request: Request) => Promise<Response>): Send =>
      (input, init) =>
        send(new Request(input, init)),
  },
  now: FUNCTION,
  random: FUNCTION,
  sleep: FUNCTION,
};

const ignore = () => {};

/** The default options. The time limits are from DECISIONS "Client 4: retries". */
export const DEFAULTS: Omit<Settings, 'baseUrl' | 'token'> = {
  timeoutMs: 30_000,
  deadlineMs: 120_000,
  retry: { retries: 3, backoffMs: 500, backoffMaxMs: 8_000, waitMaxMs: 60_000 },
  // 10 MiB: about a hundred times the largest page, and still bearable in memory.
  maxBodyBytes: 10 * 2 ** 20,
  lowBalance: 0,
  onRetry: ignore,
  onBalance: ignore,
  onLowBalance: ignore,
  // Looked up at each request, so that a replacement in a test takes effect.
  fetch: (input, init) => fetch(input, init),
  // Never backwards, so that no wait grows when the system clock is set.
  now: () => performance.timeOrigin + performance.now(),
  random: Math.random,
  sleep,
};

/**
 * Returns the options that have a value.
 *
 * @throws {TypeError} if an option is unknown or invalid; the message names the option but not a secret value
 */
function readOptions(given: unknown, rules: Readonly<Record<string, Rule>>, prefix = ''): object {
  if (!isObject(given)) throw new TypeError('The options must be an object.');
  const options: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (!rule) {
      const names = Object.keys(rules).join(', ');
      throw new TypeError(`The option ${prefix}${name} does not exist. The options are ${names}.`);
    }
    if (value === undefined) continue;
    if (!rule.isValid(value)) {
      throw new TypeError(`The option ${prefix}${name} must be ${rule.must}.${rule.hint?.(value) ?? ''}`);
    }
    options[name] = rule.read ? rule.read(value as never) : value;
  }
  return options;
}

/** Returns the settings of a client. @throws {TypeError} if one is missing, unknown or invalid */
export function readClientOptions(given: unknown): Settings {
  const options = readOptions(given, CLIENT_RULES) as Partial<Settings>;
  for (const name of ['baseUrl', 'token'] as const) {
    if (options[name] === undefined) {
      throw new TypeError(`The option ${name} is missing. Is the variable set that it comes from?`);
    }
  }
  return { ...DEFAULTS, ...options, retry: { ...DEFAULTS.retry, ...options.retry } } as Settings;
}

/**
 * Returns the options of a call that have a value.
 *
 * @param isShared whether the object also contains the options of another library, which are left out
 * @throws {TypeError} if an option is unknown or invalid
 */
export function readCallOptions(given: unknown = {}, isShared = false): CallSettings {
  const options =
    isShared && isObject(given)
      ? Object.fromEntries(
          // An option that only a client has is an error in both cases.
          Object.entries(given).filter(([name]) => name in CALL_RULES || name in CLIENT_RULES),
        )
      : given;
  return readOptions(options, CALL_RULES) as CallSettings;
}

/** Returns the headers by their name in lower case. A header without a value is left out. */
function readHeaders(given: object): Record<string, string> {
  const headers = new Headers();
  for (const [name, value] of given instanceof Headers ? given : Object.entries(given)) {
    if (value == null) continue;
    try {
      headers.append(name, value);
    } catch {
      // The exception of the platform shows the value, which may be a secret.
      throw new TypeError(`The header ${JSON.stringify(name)} has an invalid name or value.`);
    }
  }
  return Object.fromEntries(headers);
}

/** Returns a hint for a base URL without its scheme, or without its scheme and host. It repeats only a harmless value. */
function baseUrlHint(url: unknown): string {
  if (typeof url !== 'string') return '';
  if (/^\/[\w./-]*$/.test(url)) return ` For the host of the current page, use location.origin + '${url}'.`;
  return /^[\w.-]+(:\d+)?(\/[\w./-]*)?$/.test(url) ? ` Add the scheme, for example http://${url}.` : '';
}

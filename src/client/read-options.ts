/** The validation of options: one table for a client, one for a call. */

import { trimEnd } from '../text/trim-end.ts';
import { sleep } from './abort.ts';
import type {
  CallOptions,
  CallSettings,
  ClientOptions,
  ItemsOptions,
  RetryLimits,
  RetryOptions,
  Settings,
} from './options.ts';
import { isToken } from './redact.ts';

/** Checks a value. Returns the rest of the sentence "The option NAME must be" if it is invalid. */
type Rule = (value: unknown) => string | undefined;

/** A rule for each name. */
type Rules<Options> = { readonly [Name in keyof Required<Options>]: Rule };

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isAmount = (value: unknown) => typeof value === 'number' && value >= 0;

const rule =
  (isValid: (value: unknown) => boolean, must: string): Rule =>
  (value) =>
    isValid(value) ? undefined : must;

const amount = rule(isAmount, 'a number, 0 or more');
const count = rule(
  (value) => isAmount(value) && Math.floor(value as number) === value,
  'a whole number, 0 or more',
);
const milliseconds = rule((value) => isAmount(value) && value !== 0, 'a number of milliseconds above 0');
const callback = rule((value) => typeof value === 'function', 'a function');

const RETRY_RULES: Rules<RetryOptions> = {
  retries: count,
  backoffMs: amount,
  backoffMaxMs: amount,
  waitMaxMs: amount,
};

/** The options that a call and a client have in common. */
const COMMON_RULES: Rules<Pick<CallOptions, 'token' | 'timeoutMs' | 'deadlineMs' | 'retry'>> = {
  token: rule(
    (value) => value === null || typeof value === 'function' || isToken(value),
    'a string of visible ASCII characters, a function that returns one, or null',
  ),
  timeoutMs: milliseconds,
  deadlineMs: milliseconds,
  retry: rule(
    (value) => value === false || typeof value === 'number' || isObject(value),
    'a number of retries, false or an object',
  ),
};

const CALL_RULES: Rules<CallOptions> = {
  signal: rule(
    // Not by `instanceof`: a page, a test runner or a polyfill may have its own class.
    (value) => value === null || typeof (value as Partial<AbortSignal>).addEventListener === 'function',
    'an AbortSignal',
  ),
  headers: rule(isObject, 'an object'),
  ...COMMON_RULES,
};

/** The rules of an iteration over items. */
export const ITEMS_RULES: Rules<ItemsOptions> = { ...CALL_RULES, max: count };

const CLIENT_RULES: Rules<ClientOptions> = {
  baseUrl: checkBaseUrl,
  tokenHeader: rule((value) => typeof value === 'string', 'the name of a header'),
  docsUrl: checkBaseUrl,
  ...COMMON_RULES,
  maxBodyBytes: amount,
  lowBalance: amount,
  onAttempt: callback,
  onRetry: callback,
  onBalance: callback,
  onLowBalance: callback,
  fetch: callback,
  now: callback,
  random: callback,
  sleep: callback,
};

/** No credentials, query or fragment: they would conflict with what the calls add to the URL. */
function checkBaseUrl(url: unknown): string | undefined {
  const text = typeof url === 'string' ? url : '';
  if (/^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i.test(text) && URL.canParse(text)) return undefined;
  // A hint repeats only a value without credentials.
  const example = /^\/[\w./-]*$/.test(text)
    ? `location.origin + '${text}'`
    : /^[\w.-]+(:\d+)?(\/[\w./-]*)?$/.test(text) && `'http://${text}'`;
  return `an http or https URL without credentials, query or fragment${example ? `, for example ${example}` : ''}`;
}

/** The default options. The time limits are from DECISIONS "Client 4: retries". */
export const DEFAULTS: Omit<Settings, 'baseUrl' | 'token'> = {
  timeoutMs: 30_000,
  deadlineMs: 120_000,
  retry: { retries: 3, backoffMs: 500, backoffMaxMs: 8_000, waitMaxMs: 60_000 },
  // 10 MiB: about a hundred times the largest page, and still bearable in memory.
  maxBodyBytes: 10 * 2 ** 20,
  lowBalance: 0,
  // Looked up at each request, so that a replacement in a test takes effect.
  fetch: (input, init) => fetch(input, init),
  // Never backwards, so that no wait grows when the system clock is set.
  now: () => performance.timeOrigin + performance.now(),
  random: Math.random,
  sleep,
};

/**
 * Returns the properties that have a value.
 *
 * @param noun the name of one, for messages
 * @throws {TypeError} if one is unknown or invalid; the message names it but does not contain a secret value
 */
export function readObject(
  given: unknown,
  rules: Readonly<Record<string, Rule>>,
  noun: string,
): Record<string, unknown> {
  if (!isObject(given)) throw new TypeError(`The ${noun}s must be an object.`);
  const read: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const check = Object.hasOwn(rules, name) && rules[name];
    if (!check) {
      const names = Object.keys(rules).join(', ');
      throw new TypeError(`The ${noun} ${name} does not exist. The ${noun}s are ${names}.`);
    }
    const must = value === undefined ? undefined : check(value);
    if (must) throw new TypeError(`The ${noun} ${name} must be ${must}.`);
    if (value !== undefined) read[name] = value;
  }
  return read;
}

/** Returns the changes of the retry options. A number is the number of retries, and false is 0. */
function readRetry(retry: unknown): Partial<RetryLimits> {
  if (retry === undefined) return {};
  return readObject(isObject(retry) ? retry : { retries: Number(retry) }, RETRY_RULES, 'retry option');
}

/** Returns the settings of a client. @throws {TypeError} if one is missing, unknown or invalid */
export function readClientOptions(given: unknown): Settings {
  const options = readObject(given, CLIENT_RULES, 'option') as unknown as ClientOptions;
  for (const name of ['baseUrl', 'token'] as const) {
    if (options[name] === undefined) throw new TypeError(`The option ${name} is missing.`);
  }
  const { fetch: send } = options;
  return {
    ...DEFAULTS,
    ...(options as Partial<Settings>),
    baseUrl: trimEnd(new URL(options.baseUrl).href, '/'),
    token: options.token,
    retry: { ...DEFAULTS.retry, ...readRetry(options.retry) },
    // The caller's fetch gets a complete Request. The platform's own fetch would only copy one.
    fetch: send ? (input, init) => send(new Request(input, init)) : DEFAULTS.fetch,
  };
}

/** Returns the options of a call that have a value. @throws {TypeError} if one is unknown or invalid */
export function readCallOptions(
  given: unknown = {},
  rules: Readonly<Record<string, Rule>> = CALL_RULES,
): CallSettings {
  const { retry, headers, ...others } = readObject(given, rules, 'option') as CallOptions;
  return {
    ...(others as Partial<CallSettings>),
    retry: readRetry(retry),
    headers: headers ? readHeaders(headers) : {},
  };
}

/**
 * Returns the options of a call in an object that also contains the options of another library.
 *
 * @throws {TypeError} if one is invalid or can only be an option of a client
 */
export function readOwnCallOptions(given: object): CallSettings {
  const own = Object.entries(given).filter(([name]) => name in CALL_RULES || name in CLIENT_RULES);
  return readCallOptions(Object.fromEntries(own));
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
      throw new TypeError(`The header ${name} is invalid.`);
    }
  }
  return Object.fromEntries(headers);
}

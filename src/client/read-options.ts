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

/** Whether a value is valid, and the end of the sentence "The option NAME must be". */
export type Rule = readonly [isValid: (value: unknown) => boolean, must: string];

/** A rule for each name. */
type Rules<Options> = { readonly [Name in keyof Required<Options>]: Rule };

const isA = (value: unknown, type: string) => ({}).toString.call(value) === `[object ${type}]`;
/** Not a map, a promise or a signal, for example: their properties would be ignored. */
export const isObject = (value: unknown): value is object => isA(value, 'Object');
const isAmount = (value: unknown): value is number => typeof value === 'number' && value >= 0;

const AMOUNT: Rule = [isAmount, 'a number, 0 or more'];
const COUNT: Rule = [(value) => isAmount(value) && value === Math.floor(value), 'a whole number, 0 or more'];
const MILLISECONDS: Rule = [(value) => isAmount(value) && value > 0, 'a number of milliseconds above 0'];
const CALLBACK: Rule = [(value) => typeof value === 'function', 'a function'];
export const OBJECT: Rule = [isObject, 'an object'];
/** The value is checked later. */
const ANY: Rule = [() => true, ''];

/** No credentials, query or fragment: they would conflict with what the calls add to the URL. */
const URL_WITH_PATH: Rule = [
  (value) =>
    typeof value === 'string' && /^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i.test(value) && URL.canParse(value),
  "an http(s) URL without credentials, query or fragment, such as 'http://localhost:4010' or location.origin + '/path'",
];

const RETRY_RULES: Rules<RetryOptions> = {
  retries: COUNT,
  backoffMs: AMOUNT,
  backoffMaxMs: AMOUNT,
  waitMaxMs: AMOUNT,
};

/** The options that a call and a client have in common. */
const COMMON_RULES: Rules<Pick<CallOptions, 'token' | 'timeoutMs' | 'deadlineMs' | 'retry'>> = {
  token: [
    (value) => value === null || typeof value === 'function' || isToken(value),
    'a string of visible ASCII characters, a function that returns one, or null',
  ],
  timeoutMs: MILLISECONDS,
  deadlineMs: MILLISECONDS,
  retry: ANY,
};

const CALL_RULES: Rules<CallOptions> = {
  ...COMMON_RULES,
  signal: [
    // Not by `instanceof`: a page, a test runner or a polyfill may have its own class.
    (value) =>
      value === null ||
      (typeof (value as Partial<AbortSignal>).removeEventListener === 'function' &&
        'aborted' in (value as object)),
    'an AbortSignal',
  ],
  // Not by `instanceof`: undici, for example, has its own class.
  headers: [(value) => isObject(value) || isA(value, 'Headers'), 'an object'],
};

/** The rules of an iteration over items. */
export const ITEMS_RULES: Rules<ItemsOptions> = { ...CALL_RULES, max: COUNT };

const CLIENT_RULES: Rules<ClientOptions> = {
  ...COMMON_RULES,
  baseUrl: URL_WITH_PATH,
  tokenHeader: ANY,
  docsUrl: URL_WITH_PATH,
  maxBodyBytes: AMOUNT,
  lowBalance: AMOUNT,
  onAttempt: CALLBACK,
  onRetry: CALLBACK,
  onBalance: CALLBACK,
  onLowBalance: CALLBACK,
  fetch: CALLBACK,
  now: CALLBACK,
  random: CALLBACK,
  sleep: CALLBACK,
};

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
 * @param required the names of those that must have a value
 * @throws {TypeError} if one is missing, unknown or invalid; the message names it but does not contain a secret value
 */
export function readObject(
  given: unknown,
  rules: Readonly<Record<string, Rule>>,
  noun: string,
  required: readonly string[] = [],
): Record<string, unknown> {
  const refuse = (fault: string) => {
    throw new TypeError(`The ${noun}${fault}.`);
  };
  if (!isObject(given)) return refuse('s must be an object');
  // No prototype, so that a parameter named `constructor` has no value of its own.
  const read: Record<string, unknown> = Object.create(null);
  for (const [name, value] of Object.entries(given)) {
    const names = Object.keys(rules);
    if (!names.includes(name)) refuse(` ${name} does not exist. The ${noun}s are ${names.join(', ')}`);
    const [isValid, must] = rules[name] as Rule;
    if (value === undefined) continue;
    if (!isValid(value)) refuse(` ${name} must be ${must}`);
    read[name] = value;
  }
  for (const name of required) {
    if (!(name in read)) refuse(` ${name} is missing`);
  }
  return read;
}

/** Returns the options that have a value. */
function readOptions(given: unknown, rules: Readonly<Record<string, Rule>>, required?: string[]) {
  const { retry = {}, ...options } = readObject(given, rules, 'option', required);
  // A number is the number of retries, and false is 0.
  const changes = isObject(retry) ? retry : { retries: retry === false ? 0 : retry };
  return { ...options, retry: readObject(changes, RETRY_RULES, 'retry option') as Partial<RetryLimits> };
}

/** Returns the settings of a client. @throws {TypeError} if one is missing, unknown or invalid */
export function readClientOptions(given: unknown): Settings {
  const options = readOptions(given, CLIENT_RULES, ['baseUrl', 'token']) as unknown as ClientOptions;
  const { baseUrl, fetch: send } = options;
  return {
    ...DEFAULTS,
    ...(options as Partial<Settings>),
    baseUrl: trimEnd(baseUrl, '/'),
    token: options.token,
    retry: { ...DEFAULTS.retry, ...(options.retry as Partial<RetryLimits>) },
    // The caller's fetch gets a complete Request. The platform's own fetch would only copy one.
    fetch: send ? (input, init) => send(new Request(input, init)) : DEFAULTS.fetch,
  };
}

/** Returns the options of a call that have a value. @throws {TypeError} if one is unknown or invalid */
export function readCallOptions(
  given: unknown = {},
  rules: Readonly<Record<string, Rule>> = CALL_RULES,
): CallSettings {
  return readOptions(given, rules);
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

/**
 * Sets headers. A header without a value is left out. The items of an array are joined by commas.
 *
 * @throws {TypeError} if a header is invalid; the message names it but does not contain its value
 */
export function setHeaders(headers: Headers, given: object): void {
  for (const [name, value] of isObject(given) ? Object.entries(given) : (given as Headers)) {
    try {
      if (`${value ?? ''}`) headers.set(name, value);
    } catch {
      // The exception of the platform shows the value, which may be a secret.
      throw new TypeError(`The header ${name} is invalid.`);
    }
  }
}

/** Keeps the caller's token out of everything that the client returns or throws (CWE-209, CWE-532). */
import { maskSecrets } from '../text/mask-secrets.ts';

/** In text from outside, a shorter token is not masked: it would match common words (DECISIONS "Client 3: message"). */
const MIN_TOKEN = 8;

/** The most values of an exception that are examined. An exception may be any object, also a hostile one. */
const MAX_VALUES = 1000;

/** The most classes of an exception, and the most nested causes, that are examined. */
const MAX_DEPTH = 10;

/** Masks the tokens in a text from outside. */
export type Hide = (text: string) => string;

/**
 * Returns a function that masks tokens in a text from outside, in every form that servers and templates use.
 *
 * @param tokens visible ASCII, as {@link isToken} checks. It may grow later.
 */
export function hiderOf(tokens: readonly string[]): Hide {
  return (text) =>
    maskSecrets(
      text,
      tokens.filter(({ length }) => length >= MIN_TOKEN),
    );
}

/**
 * Returns whether a value is valid as a token in a header: visible ASCII (RFC 9110 5.5, RFC 6750 2.1). Checked before
 * `Headers` gets the value, because an error message of `Headers` would contain it.
 */
export function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[!-~]+$/.test(value);
}

/**
 * Returns an exception that is safe to pass on. The exception itself is safe if it is an Error or plain data, contains
 * no token, and can be written as JSON. Otherwise returns a new Error with the masked message. A `Request` inside the
 * exception, for example, would show its headers on a console.
 */
export function maskCause(cause: unknown, hide: Hide): unknown {
  const seen = new Set<unknown>();
  let left = MAX_VALUES;
  const isHidden = (text: string) => hide(text) === text;

  function isClean(value: unknown): boolean {
    if (left-- <= 0) return false;
    if (typeof value === 'string') return isHidden(value);
    if (Object(value) !== value) return typeof value !== 'bigint';
    // JSON can't represent a cycle.
    if (seen.has(value)) return false;
    seen.add(value);
    // By name, because an Error from another realm (a test runner's sandbox) fails `instanceof`.
    const isError = /(Error|Exception)]$/.test(Object.prototype.toString.call(value));
    const { constructor: type, stack } = value as Error;
    return (
      (isError ? isHidden(`${value}${stack}`) : /^(Object|Array)$/.test(type.name)) &&
      keysOf(value as object).every(
        (key) => isHidden(String(key)) && isClean((value as Record<PropertyKey, unknown>)[key]),
      )
    );
  }
  try {
    if (isClean(cause)) return cause;
  } catch {
    // A getter that throws makes the exception unsafe, too.
  }
  return new Error(hide(messageOf(cause)));
}

/** Returns the own keys of an object, and those of the getters and texts that it inherits from its classes. */
function keysOf(value: object): PropertyKey[] {
  const keys = Reflect.ownKeys(value);
  let prototype = Object.getPrototypeOf(value);
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const parent = Object.getPrototypeOf(prototype);
    // The last one is the prototype of all objects.
    if (!parent) break;
    for (const key of Reflect.ownKeys(prototype)) {
      const property = Object.getOwnPropertyDescriptor(prototype, key);
      // In Node, even `constructor` may be a getter.
      const isData = property?.get || typeof property?.value === 'string';
      if (isData && key !== 'constructor') keys.push(key);
    }
    prototype = parent;
  }
  return keys;
}

/** Returns the message of any thrown value. */
export function messageOf(thrown: unknown): string {
  try {
    return `${(thrown as Error | undefined)?.message ?? thrown}`;
  } catch {
    return typeof thrown;
  }
}

/** The reason of a network fault: the innermost cause, which knows more than `fetch failed`. */
export interface Reason {
  /** The innermost error code of the platform, for example that of a refused connection. */
  reason?: string;
  /** The message of the exception, followed by that of the innermost cause and the code if they add something. */
  message: string;
}

/** Returns the reason of a network fault from the exception of `fetch`. */
export function reasonOf(thrown: unknown): Reason {
  let message = messageOf(thrown);
  let reason: string | undefined;
  let inner = thrown;
  try {
    for (let depth = 0; depth < MAX_DEPTH && Object(inner) === inner; depth++) {
      const { code, cause, errors } = inner as { code?: unknown; cause?: unknown; errors?: unknown[] };
      if (code && typeof code === 'string') reason = code;
      const next = cause ?? errors?.[0];
      if (next == null) break;
      inner = next;
    }
  } catch {
    // A getter that throws: the causes so far must do.
  }
  for (const more of [messageOf(inner), reason]) {
    if (more && !message.includes(more)) message += `: ${more}`;
  }
  return { message, ...(reason && { reason }) };
}

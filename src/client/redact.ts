/** Keeps the caller's token out of everything that the client returns or throws (CWE-209, CWE-532). */
import { maskSecrets } from '../text/mask-secrets.ts';
import type { Draft } from './parse-envelope.ts';

/** In text from outside, a shorter token is not masked: it would match common words (DECISIONS "Client 3: message"). */
const MIN_TOKEN = 8;

/** The most values of an exception that are examined. An exception may be any object, also a hostile one. */
const MAX_VALUES = 1000;

/** The most nested causes that are examined. */
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
 * Returns an exception that is safe to pass on. The exception itself is safe if it is plain data or an Error, contains no
 * token, and can be written as JSON. Otherwise returns a new Error with the masked message. A `Request` inside the
 * exception, for example, would show its headers on a console.
 */
function maskCause(cause: unknown, hide: Hide): unknown {
  let left = MAX_VALUES;

  function isClean(value: unknown): boolean {
    // JSON can't represent a cycle, which uses up `left`.
    if (left-- <= 0) return false;
    if (Object(value) !== value) return typeof value !== 'bigint' && hide(String(value)) === String(value);
    const prototype = Object.getPrototypeOf(value);
    return (
      hasOnlyMethods(prototype) &&
      (/^(Object|Array)$/.test(prototype.constructor.name) ||
        (value instanceof Error && isClean(String(value)))) &&
      Reflect.ownKeys(value as object).every(
        (key) => isClean(String(key)) && isClean((value as Record<PropertyKey, unknown>)[key]),
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

/** Returns whether the classes of an object, up to one of the platform, have nothing that JSON or a console could show. */
function hasOnlyMethods(prototype: object): boolean {
  const { constructor: type } = prototype;
  return (
    (globalThis as unknown as Record<string, Partial<typeof type>>)[type.name]?.prototype === prototype ||
    (Reflect.ownKeys(prototype).every(
      (key) =>
        typeof key === 'string' &&
        key !== 'toJSON' &&
        typeof Object.getOwnPropertyDescriptor(prototype, key)?.value === 'function',
    ) &&
      hasOnlyMethods(Object.getPrototypeOf(prototype)))
  );
}

/** Returns the message of any thrown value. */
function messageOf(thrown: unknown): string {
  try {
    return `${(thrown as Error | undefined)?.message ?? thrown}`;
  } catch {
    return typeof thrown;
  }
}

export type FaultKind = 'refused' | 'network' | 'timeout' | 'abort';

/**
 * Builds the failure for an exception. It never throws, so that a call always ends. The message contains that of the
 * innermost cause, which knows more than `fetch failed`, and the innermost code of the platform, for example that of a
 * refused connection. For a network fault, this code is the `reason`.
 */
export function failureOf(kind: FaultKind, thrown: unknown, hide: Hide): Draft {
  let message = `The call failed (${kind}): ${messageOf(thrown)}`;
  let inner = thrown;
  let reason: string | undefined;
  try {
    for (let depth = 0, next = thrown; next != null && depth < MAX_DEPTH; depth++) {
      inner = next;
      const { code, cause, errors } = inner as { code?: unknown; cause?: unknown; errors?: unknown[] };
      if (code && typeof code === 'string') reason = code;
      next = cause ?? errors?.[0];
    }
  } catch {
    // A getter that throws: the causes so far must do.
  }
  for (const more of [messageOf(inner), reason]) {
    if (more && !message.includes(more)) message += `: ${more}`;
  }
  const cause = maskCause(thrown, hide);
  return {
    kind,
    message: hide(message),
    cause,
    ...(kind === 'network' && reason && { reason: hide(reason) }),
  } as Draft;
}

/** Keeps the caller's token out of everything that the client returns or throws (CWE-209, CWE-532). */
import { maskSecrets } from '../text/mask-secrets.ts';
import type { Draft } from './parse-envelope.ts';

/** In text from outside, a shorter token is not masked: it would match common words (DECISIONS "Client 3: message"). */
const MIN_TOKEN = 8;

/** The most values of an exception that are examined. An exception may be any object, also a hostile one. */
const MAX_VALUES = 1000;

/** The most nested causes that are examined. */
const MAX_DEPTH = 10;

/** The prototypes of plain data. */
const PLAIN: readonly unknown[] = [Object.prototype, Array.prototype, null];

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

/** Returns the keys of an object and of its classes, except those of plain data. */
function keysOf(object: object): PropertyKey[] {
  return PLAIN.includes(object) ? [] : [...Reflect.ownKeys(object), ...keysOf(Object.getPrototypeOf(object))];
}

/** Returns whether a property is a method of a class that neither JSON nor a console calls. */
function isMethod(object: Record<PropertyKey, unknown>, key: PropertyKey): boolean {
  return (
    typeof object[key] === 'function' &&
    typeof key === 'string' &&
    key !== 'toJSON' &&
    !Object.hasOwn(object, key)
  );
}

/**
 * Returns whether an exception is safe to pass on: plain data or an Error that contains no token and can be written as
 * JSON. A `Request` inside of an exception, for example, would show its headers on a console.
 */
function isSafe(thrown: unknown, hide: Hide): boolean {
  let left = MAX_VALUES;
  let texts = '';

  /** Adds the texts of a value. Returns whether all parts of the value have texts. */
  function read(value: unknown): boolean {
    // JSON can't represent a cycle, which uses up `left`.
    if (left-- <= 0) return false;
    if (Object(value) !== value) {
      texts += `\n${String(value)}`;
      return typeof value !== 'bigint';
    }
    const object = value as Record<PropertyKey, unknown>;
    return (
      (value instanceof Error ? read(String(value)) : PLAIN.includes(Object.getPrototypeOf(value))) &&
      keysOf(object).every((key) => isMethod(object, key) || (read(String(key)) && read(object[key])))
    );
  }
  try {
    return read(thrown) && hide(texts) === texts;
  } catch {
    // A getter that throws.
    return false;
  }
}

export type FaultKind = 'refused' | 'network' | 'timeout' | 'abort';

/**
 * Builds the failure for an exception. It never throws, so that a call always ends. The message contains those of the
 * causes, which know more than `fetch failed`, and the codes of the platform, for example that of a refused connection.
 * The innermost code is the `reason`.
 */
export function failureOf(kind: FaultKind, thrown: unknown, hide: Hide): Draft {
  let text = `The call failed (${kind})`;
  let reason: string | undefined;
  const add = (more: string) => {
    if (!text.includes(more)) text += `: ${more}`;
  };
  try {
    let next = thrown;
    let left = MAX_DEPTH;
    do {
      const { message = next, code, cause, errors } = Object(next);
      add(String(message));
      if (typeof code === 'string') {
        reason = code;
        add(code);
      }
      next = cause ?? errors?.[0];
    } while (next != null && --left > 0);
  } catch {
    // A getter that throws.
    add(typeof thrown);
  }
  const message = hide(text);
  const cause = isSafe(thrown, hide) ? thrown : new Error(message);
  return { kind, message, cause, reason: reason && hide(reason) } as Draft;
}

/** Keeps the caller's token out of everything that the client returns or throws (CWE-209, CWE-532). */

/**
 * Replaces every token in a text by `***`: in plain form, percent-encoded or JSON-escaped (once or several times).
 *
 * @param text from the server or from an exception
 * @param tokens visible ASCII, as {@link isToken} checks
 */
export function mask(text: string, tokens: Iterable<string>): string {
  for (const token of tokens) {
    const pattern = token.replace(/./g, (character) => {
      const hex = character.charCodeAt(0).toString(16);
      // The number of backslashes is bounded, so that matching a text of only backslashes takes linear time.
      return `(\\\\{0,9}(\\x${hex}|u00${hex})|%${hex})`;
    });
    text = text.replace(new RegExp(pattern, 'gi'), '***');
  }
  return text;
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
export function maskCause(cause: unknown, hide: (text: string) => string): unknown {
  const seen = new Set<unknown>();
  function isClean(value: unknown): boolean {
    if (typeof value === 'string') return hide(value) === value;
    if (Object(value) !== value) return typeof value !== 'bigint';
    // JSON can't represent a cycle.
    if (seen.has(value)) return false;
    seen.add(value);
    // By name, because an Error from another realm (a test runner's sandbox) fails `instanceof`.
    const isError = /(Error|Exception)]$/.test(Object.prototype.toString.call(value));
    const { constructor: type, stack } = value as Error;
    return (
      (isError ? isClean(`${value}${stack}`) : /^(Object|Array)$/.test(type.name)) &&
      Reflect.ownKeys(value as object).every((key) => isClean((value as Record<PropertyKey, unknown>)[key]))
    );
  }
  try {
    if (isClean(cause)) return cause;
  } catch {
    // A getter that throws makes the exception unsafe, too.
  }
  return new Error(hide(messageOf(cause)));
}

/** Returns the message of any thrown value. */
export function messageOf(thrown: unknown): string {
  try {
    return `${(thrown as Error | undefined)?.message ?? thrown}`;
  } catch {
    return typeof thrown;
  }
}

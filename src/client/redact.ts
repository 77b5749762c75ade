/** Keeping the caller's token out of everything that the client hands out (CWE-209, CWE-532). */

/**
 * Replaces every token in a text by `***`, written plainly, percent-encoded, or escaped as in JSON, in JSON in JSON and so on.
 *
 * @param text what came from the server, or from an exception
 * @param tokens visible ASCII each, as {@link isToken} checks
 */
export function mask(text: string, tokens: Iterable<string>): string {
  for (const token of tokens) {
    const pattern = token.replace(/./g, (character) => {
      const hex = character.charCodeAt(0).toString(16);
      // Bounded, or a text of backslashes alone would take forever.
      return `(\\\\{0,9}(\\x${hex}|u00${hex})|%${hex})`;
    });
    text = text.replace(new RegExp(pattern, 'gi'), '***');
  }
  return text;
}

/**
 * Whether a value can stand in a header as a token: visible ASCII (RFC 9110 5.5, RFC 6750 2.1). Checked before
 * `Headers` sees it, whose own error would print it.
 */
export function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[!-~]+$/.test(value);
}

/**
 * An exception that is safe to hand out: itself where it is an Error, or plain data, in which no token stands and which
 * JSON can write; else an Error that says as much. A `Request` in it would show its headers to a console.
 */
export function maskCause(cause: unknown, hide: (text: string) => string): unknown {
  const seen = new Set<unknown>();
  function isClean(value: unknown): boolean {
    if (typeof value === 'string') return hide(value) === value;
    if (Object(value) !== value) return typeof value !== 'bigint';
    // JSON can't write a circle.
    if (seen.has(value)) return false;
    seen.add(value);
    // By name: what a test runner's sandbox throws is of another realm.
    const isError = /(Error|Exception)]$/.test(Object.prototype.toString.call(value));
    const { constructor: its, stack } = value as Error;
    return (
      (isError ? isClean(`${value}${stack}`) : /^(Object|Array)$/.test(its.name)) &&
      Reflect.ownKeys(value as object).every((key) => isClean((value as Record<PropertyKey, unknown>)[key]))
    );
  }
  try {
    if (isClean(cause)) return cause;
  } catch {
    // A getter that throws is not to be met by the caller either.
  }
  return new Error(hide(wordsOf(cause)));
}

/** Whatever was thrown, in words. */
export function wordsOf(thrown: unknown): string {
  try {
    return `${(thrown as Error | undefined)?.message ?? thrown}`;
  } catch {
    return typeof thrown;
  }
}

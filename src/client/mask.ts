/** Keeping the caller's token out of everything that the client hands out (CWE-209, CWE-532). */

/**
 * Replaces every token in a text by `***`, written plainly, percent-encoded, or escaped as in JSON.
 *
 * @param text what came from the server, or from an exception
 * @param tokens visible ASCII each, as {@link isToken} checks
 */
export function mask(text: string, tokens: Iterable<string>): string {
  for (const token of tokens) {
    const pattern = token.replace(/./g, (character) => {
      const hex = character.charCodeAt(0).toString(16);
      return `(\\\\?\\x${hex}|%${hex}|\\\\u00${hex})`;
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
 * An exception that is safe to hand out: itself where no token stands in it or in what caused it, else a copy of what
 * it says.
 */
export function maskCause(cause: unknown, hide: (text: string) => string): unknown {
  let text = '';
  // Three links are what `fetch` makes of a fault in a connection; the bound ends a circle.
  for (
    let link = cause as Error | undefined, depth = 0;
    link && depth < 5;
    depth++, link = link.cause as Error
  ) {
    text += link + (link.stack ?? '');
  }
  return hide(text) === text ? cause : new Error(hide(`${cause}`));
}

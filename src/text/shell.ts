/** Quoting for command lines of a POSIX shell. */

/** Quotes a text as one word of a POSIX shell, in single quotes (POSIX.1-2017, Shell Command Language 2.2.2). */
export function shellQuote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

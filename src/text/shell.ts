/** Quoting for command lines of a POSIX shell. */

/** Quotes a text as one word of a POSIX shell, in single quotes (POSIX.1-2017, Shell Command Language 2.2.2). */
export function shellQuote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A part of a word: plain text, or an expansion of the shell, like `$NAME` or `$(command)`. */
export type WordPart = { text: string } | { expansion: string };

/** Writes one word of a POSIX shell. The expansions are not split into fields. */
export function shellWord(parts: readonly WordPart[]): string {
  if (parts.every((part) => 'text' in part)) return shellQuote(parts.map(({ text }) => text).join(''));
  const inside = parts.map((part, at) => {
    if ('text' in part) return doubleQuoted(part.text);
    const next = parts[at + 1];
    // A letter after the name would be a part of the name.
    const isOpen = next && 'text' in next && /^\w/.test(next.text) && /^\$\w+$/.test(part.expansion);
    return isOpen ? `\${${part.expansion.slice(1)}}` : part.expansion;
  });
  return `"${inside.join('')}"`;
}

/** Escapes a text for double quotes. An exclamation mark is outside of them, because Bash expands it even there. */
function doubleQuoted(text: string): string {
  return text.replace(/[\\"$`]/g, '\\$&').replaceAll('!', `"'!'"`);
}

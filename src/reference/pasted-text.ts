/** Restores the plain text of a paste: without the escapes and the colours that logs, shells and pages add. */

/**
 * An escape: a run of backslashes (JSON, also inside of JSON) with a code, a letter or a punctuation mark; a
 * percent-encoded byte, also encoded repeatedly; a character reference of HTML; a control character as syslog writes it
 * (`#012`). A backslash before another letter remains, because it separates the parts of a path or of a class name.
 */
const ESCAPE =
  /\\{1,1000}(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|([01][0-7]{2})|(e(?=\[))|([nrtbfv])|(?=[^A-Za-z\d])|$)|%(?:25)*([\da-fA-F]{2})|&(?:#x([\da-fA-F]{1,4})|#(\d{1,4})|(quot|amp|lt|gt|apos|nbsp));|#(0[0-3][0-7])/g;

const ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  amp: '&',
  lt: '<',
  gt: '>',
  apos: "'",
  nbsp: ' ',
};

/**
 * A control sequence of a terminal (ECMA-48 5.4, xterm's OSC). A colour also matches if the copy has lost the escape
 * character or shows it as `^[` or `␛`.
 */
const CONTROL_SEQUENCE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a control sequence starts with a control character
  /(?:\u001b|␛|\^\[)?\[\d[\d;]{0,20}m|\u001b\[[0-?]{0,50}[ -/]{0,5}[@-~]|\u001b\][^\u0007\u001b]{0,1000}(?:\u0007|\u001b\\)?/g;

/** A NUL between two texts separates records. Other NULs belong to UTF-16. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is a control character
const SEPARATOR = /(?<=[^\u0000]{2})\u0000(?=[^\u0000]{2}|$)/g;

/** Characters without width, which editors and chats insert, and the NULs of UTF-16. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is a control character
const INVISIBLE = /[\u0000\u00ad\u200b-\u200d\u2060\ufeff]/g;

/** The hyphens and dashes that word processors insert for `-`. */
const DASHES = /[\u2010-\u2015\u2212]/g;

/** Returns the text without escapes, colours and invisible characters. The time is linear in the text. */
export function plainText(text: string): string {
  return text
    .replace(ESCAPE, restore)
    .replace(CONTROL_SEQUENCE, '')
    .replace(SEPARATOR, ' ')
    .replace(INVISIBLE, '')
    .replace(DASHES, '-');
}

function restore(
  _: string,
  ...[unicode, byte, octal, control, space, percent, hex, decimal, name, syslog]: string[]
): string {
  const code = unicode ?? byte ?? percent ?? hex;
  const inOctal = octal ?? syslog;
  if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
  if (inOctal !== undefined) return String.fromCharCode(Number.parseInt(inOctal, 8));
  if (decimal !== undefined) return String.fromCharCode(Number(decimal));
  if (control !== undefined) return '\u001b';
  if (space !== undefined) return ' ';
  return name === undefined ? '' : (ENTITIES[name] ?? '');
}

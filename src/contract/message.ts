/** The visible message of an error (DECISIONS "Code and message"): one definition for the client, the servers and the tester. */

/**
 * `DI` is Unicode's property Default_Ignorable_Code_Point. White space needs no separate class: each white-space
 * character is a control (`Cc`) or a separator (`Z`).
 */
const VISIBLE = /[^\p{Cc}\p{Cf}\p{Z}\p{DI}\u2800]/u;

/**
 * Returns whether a value is a text with at least one visible character. A visible character is not a control, format,
 * separator, white-space or default-ignorable character, and not U+2800 (the blank pattern of Braille).
 */
export function isVisibleMessage(value: unknown): value is string {
  return typeof value === 'string' && VISIBLE.test(value);
}

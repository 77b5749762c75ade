/** A text of the catalogue with the values of an answer in it. */

/**
 * Puts the values of fields where a text names the fields in backquotes: people are told how many seconds to wait, not
 * what the field is called.
 *
 * @param fields by name, of any type; a name that is none of them stays as it is
 */
export function interpolate(text: string, fields: Readonly<Record<string, unknown>>): string {
  return text.replace(/`(\w+)`/g, (quoted, name) => String(fields[name] ?? quoted));
}

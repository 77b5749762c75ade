/** Interpolation of field values into texts of the catalogue. */

/**
 * Replaces field names in backquotes with the values of the fields. "Wait `retry_after` seconds" becomes "Wait 60
 * seconds".
 *
 * @param fields the values by field name; a name without a value remains unchanged
 */
export function interpolate(text: string, fields: Readonly<Record<string, unknown>>): string {
  return text.replace(/`(\w+)`/g, (quoted, name) => String(fields[name] ?? quoted));
}

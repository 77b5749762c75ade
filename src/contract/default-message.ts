/** The message of an error if nobody wrote one for its field values. */
import { interpolate } from '../text/interpolate.ts';

/**
 * Returns the meaning and the solution of a code, with the values of the fields that the solution names. Unlike the
 * message of the example in the spec, the text is true for any values.
 */
export function defaultMessage(
  { meaning, solution }: { meaning: string; solution: string },
  fields: Readonly<Record<string, unknown>>,
): string {
  return [meaning, interpolate(solution, fields)]
    .map((text) => (/[.!?]$/.test(text) ? text : `${text}.`))
    .join(' ');
}

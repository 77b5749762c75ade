/** The formats of strings in the schemas of a bundle. */
import formatsOfAjv from 'ajv-formats/dist/formats.js';

/** RFC 3339 5.6 strictly: `ajv-formats` also accepts a space for the `T`, and offsets without minutes or a colon. */
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;

const { fullFormats } = formatsOfAjv;
const looseDateTime = fullFormats['date-time'] as { validate(text: string): boolean };
const looseUri = fullFormats.uri as (text: string) => boolean;

export const formats = {
  ...fullFormats,
  'date-time': (text: string) => DATE_TIME.test(text) && looseDateTime.validate(text),
  uri: isUri,
  // The patterns of ajv-formats for these two take quadratic and cubic time.
  'uri-reference': (text: string) => isUri(text) || isUri(`x:${text}`),
  url: (text: string) => /^(?:https?|ftp):\/\/[^/?#]/i.test(text) && isUri(text),
};

/**
 * Accepts absolute URIs, also with non-ASCII characters, as browsers and people write them. An http URL must have a
 * host.
 */
function isUri(text: string): boolean {
  const ascii = text.replace(/[^\0-\x7f]/gu, '%C3%A4');
  return looseUri(ascii) && (!/^https?:/i.test(text) || /^https?:\/\/[^/?#]/i.test(text));
}

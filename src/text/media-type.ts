/** Reads media types. */
import { MIMEType } from 'node:util';

/**
 * Returns whether a `Content-Type` has a media type, and `charset=utf-8` or no charset (RFC 9110 8.3.1).
 *
 * @param field the value of the header
 * @param mediaType in lower case, without parameters
 */
export function isMediaType(field: string, mediaType: string): boolean {
  try {
    const { essence, params } = new MIMEType(
      field
        .split('=')
        .map((part) => part.trim())
        .join('='),
    );
    return essence === mediaType && (params.get('charset') ?? 'utf-8').trim().toLowerCase() === 'utf-8';
  } catch {
    return false;
  }
}

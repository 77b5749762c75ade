/** Parsers of option values. Their errors say which values are valid. */
import { InvalidArgumentError, Option } from 'commander';

/** Returns a parser of whole numbers from `min` to `max`, both included. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max) {
      throw new InvalidArgumentError(`The value must be a whole number from ${min} to ${max}.`);
    }
    return value;
  };
}

/** Parses the address of a server. An empty one would listen on all addresses. */
export function hostName(text: string): string {
  if (text.trim() === '')
    throw new InvalidArgumentError('The value must be an address or a host name, for example 127.0.0.1.');
  return text;
}

/**
 * Parses the http, https or file URL of the docs: of their folder or of a page in it.
 *
 * @returns the URL of the folder, with a slash at its end
 */
function docsRoot(text: string): string {
  try {
    const url = new URL(text);
    if (/^(?:https?|file):$/.test(url.protocol)) {
      const { pathname } = url;
      const path = pathname.endsWith('.html') ? pathname.slice(0, pathname.lastIndexOf('/') + 1) : pathname;
      return url.origin === 'null' ? `file://${withSlash(path)}` : url.origin + withSlash(path);
    }
  } catch {
    // Not a URL: fails below, like a URL of another scheme.
  }
  throw new InvalidArgumentError('The value must be the full URL of the docs: http, https or file.');
}

function withSlash(path: string): string {
  return path.endsWith('/') ? path : `${path}/`;
}

/** Returns the option for the URL of the docs. */
export function docsUrlOption(): Option {
  return new Option('--docs-url <url>', 'the URL of the hosted docs, for links')
    .env('SOCIAL_DATA_DOCS_URL')
    .argParser(docsRoot);
}

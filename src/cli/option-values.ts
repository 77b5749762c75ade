/** Values of options, with errors that say what is allowed. */
import { InvalidArgumentError } from 'commander';

/** A whole number within bounds, both included. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max) {
      throw new InvalidArgumentError(`Give a whole number from ${min} to ${max}.`);
    }
    return value;
  };
}

/** A web address, or one of a file, without its fragment. */
export function pageUrl(text: string): string {
  try {
    const url = new URL(text);
    if (/^(?:https?|file):$/.test(url.protocol)) return url.href.replace(/#.*$/s, '');
  } catch {
    // What is no URL at all is refused like one of another kind.
  }
  throw new InvalidArgumentError('Give the whole address of the docs page, http, https or file.');
}

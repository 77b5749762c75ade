/** Reads the list of cases that are known to fail: a text file with one case id per line and comments after `#`. */
import { readFileSync } from 'node:fs';
import { UserError } from '../../contract/user-error.ts';

/** The list of known failures cannot be read, or contains an id that does not exist. */
export class KnownFailuresError extends UserError {
  override name = 'KnownFailuresError';
}

/**
 * Reads a list of known failures.
 *
 * @param ids the ids of all cases
 * @throws {KnownFailuresError} if the file cannot be read or contains an unknown id
 */
export function readKnownFailures(file: string, ids: ReadonlySet<string>): string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new KnownFailuresError(
      `Cannot read the list of known failures ${file}. Give a text file with one case id per line; --list shows the ids.`,
      { cause },
    );
  }
  const lines = text
    .split(/\r?\n/)
    .map((line, index) => ({ id: line.replace(/#.*/, '').trim(), number: index + 1 }));
  return lines
    .filter(({ id }) => id !== '')
    .map(({ id, number }) => {
      if (ids.has(id)) return id;
      throw new KnownFailuresError(`${file}:${number}: the case ${id} does not exist. --list shows the ids.`);
    });
}

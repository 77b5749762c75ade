/** The list of cases that are known to fail: a text file, one id a line, `#` before a reason. */
import { readFileSync } from 'node:fs';
import { UserError } from '../../contract/user-error.ts';

/** A list of known failures that cannot be read, or that names a case that does not exist. */
export class KnownFailuresError extends UserError {
  override name = 'KnownFailuresError';
}

/**
 * Reads a list of known failures.
 *
 * @param ids of all cases there are
 * @throws {KnownFailuresError} where the file cannot be read, or names what is no case
 */
export function readKnownFailures(file: string, ids: ReadonlySet<string>): string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new KnownFailuresError(
      `Cannot read the known failures ${file}. Give a text file with one id a line; --list shows the ids.`,
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
      throw new KnownFailuresError(`${file}:${number} names ${id}, which is no case. --list shows the ids.`);
    });
}

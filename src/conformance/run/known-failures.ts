/** Reads the list of cases that are known to fail: a text file with a case id or pattern per line, and comments after `#`. */
import { readFileSync } from 'node:fs';
import { UserError } from '../../contract/user-error.ts';
import { clauseOf } from '../../text/sanitize.ts';
import { truncate } from '../../text/truncate.ts';
import { glob } from './selection.ts';

/** The list of known failures cannot be read, or contains a line that matches no case. */
export class KnownFailuresError extends UserError {
  override name = 'KnownFailuresError';
}

/**
 * Reads a list of known failures.
 *
 * @param ids the ids of all cases
 * @returns the ids that the lines match
 * @throws {KnownFailuresError} if the file cannot be read, or if a line is an invalid pattern or matches no case
 */
export function readKnownFailures(file: string, ids: readonly string[]): string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new KnownFailuresError(
      `Cannot read the list of known failures ${file}. Give a text file with one case id per line; --list shows the ids.`,
      { cause },
    );
  }
  const matched = text.split(/\r?\n/).flatMap((line, index) => {
    const pattern = line.replace(/#.*/, '').trim();
    return pattern === '' ? [] : matchedBy(pattern, ids, `${file}:${index + 1}`);
  });
  return [...new Set(matched)];
}

function matchedBy(pattern: string, ids: readonly string[], place: string): string[] {
  let matches: (id: string) => boolean;
  try {
    matches = glob([pattern]);
  } catch (cause) {
    throw new KnownFailuresError(
      `${place}: ${truncate(pattern, 80)} is not a valid pattern: ${clauseOf(cause)}.`,
      {
        cause,
      },
    );
  }
  const matched = ids.filter(matches);
  if (matched.length > 0) return matched;
  throw new KnownFailuresError(
    `${place}: no case has the id ${truncate(pattern, 80)}. --list shows the ids.`,
  );
}

/** Selects the cases to run, by glob patterns over ids, codes, operations, groups and levels. */
import picomatch from 'picomatch';
import { UserError } from '../../contract/user-error.ts';
import { clauseOf } from '../../text/sanitize.ts';
import { closeMatches, didYouMean } from '../../text/suggest.ts';
import type { Case } from '../types.ts';

/** A pattern is invalid or matches no case, or the selection is empty. */
export class SelectionError extends UserError {
  override name = 'SelectionError';
}

export interface Selection {
  /** Glob patterns of the cases to run. @default all cases */
  only?: readonly string[];
  /** Glob patterns of the cases not to run. */
  skip?: readonly string[];
  /** The ids of the cases that `only` and `skip` select from. @default all cases */
  ids?: readonly string[];
}

/**
 * Returns the selected cases, in the order of the suite.
 *
 * @throws {SelectionError} if a pattern is invalid or matches no case, or if the selection is empty
 */
export function select(cases: readonly Case[], { only = [], skip = [], ids }: Selection): Case[] {
  for (const [option, patterns] of [['--only', only] as const, ['--skip', skip] as const]) {
    for (const pattern of patterns) {
      if (!cases.some(matcherOf(option, pattern))) {
        throw new SelectionError(
          `${option} ${pattern} matches no case.${patternSuggestion(pattern, cases)} A pattern can match ids, codes, operations, groups and levels; --list shows the cases.`,
        );
      }
    }
  }
  const isIncluded = only.length > 0 ? matcher(only) : () => true;
  const isSkipped = skip.length > 0 ? matcher(skip) : () => false;
  const given = ids && new Set(ids);
  const known = new Set(cases.map(({ id }) => id));
  const unknown = ids?.find((id) => !known.has(id));
  if (unknown !== undefined)
    throw new SelectionError(`There is no case with the id ${unknown}. --list shows the ids.`);
  const selected = cases.filter(
    (item) => (given?.has(item.id) ?? true) && isIncluded(item) && !isSkipped(item),
  );
  if (selected.length > 0) return selected;
  throw new SelectionError(
    given
      ? 'The selection is empty: --only and --skip exclude all cases that failed.'
      : 'The selection is empty: --skip excludes all selected cases.',
  );
}

/** The parts of a pattern that are not names. */
const NOT_NAMES = /([^\w-]+)/;

/** Suggests a pattern that matches, with similar names instead of those that no case has. */
function patternSuggestion(pattern: string, cases: readonly Case[]): string {
  const known = [
    ...new Set(cases.flatMap((item) => namesOf(item).flatMap((name) => [name, ...name.split('/')]))),
  ];
  const whole = closeMatches(pattern, known);
  const byPart = pattern
    .split(NOT_NAMES)
    .map((part) => (part === '' || known.includes(part) ? part : (closeMatches(part, known)[0] ?? part)))
    .join('');
  const better = [...(byPart === pattern ? [] : [byPart]), ...whole].find((candidate) =>
    cases.some(matcherOf('', candidate)),
  );
  return better === undefined ? '' : ` ${didYouMean([better])}`;
}

/** @throws {SelectionError} if the pattern is invalid */
function matcherOf(option: string, pattern: string): (item: Case) => boolean {
  try {
    return matcher([pattern]);
  } catch (cause) {
    throw new SelectionError(`${option} "${pattern}" is not a valid pattern: ${clauseOf(cause)}.`, { cause });
  }
}

function matcher(patterns: readonly string[]): (item: Case) => boolean {
  const matches = glob(patterns);
  return (item) => namesOf(item).some((name) => matches(name));
}

/** The maximum length of a pattern. It is far longer than any id, and short enough for a regular expression. */
const MAX_PATTERN = 256;

/**
 * Returns a function that matches a name. A single star also matches slashes, as people expect for ids.
 *
 * @throws {Error} if a pattern is invalid or too long
 */
export function glob(patterns: readonly string[]): (name: string) => boolean {
  if (patterns.some(({ length }) => length > MAX_PATTERN))
    throw new Error(`it is longer than ${MAX_PATTERN} characters`);
  return picomatch([...patterns], { bash: true, nocase: true });
}

function namesOf({ id, operation, group, level, code, expect }: Case): string[] {
  const codes = expect.kind === 'error' ? expect.codes : [];
  return [id, operation, group, level, ...(code ? [code] : []), ...codes];
}

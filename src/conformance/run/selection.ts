/** Which cases run: globs over ids, codes, operations, groups and levels. */
import picomatch from 'picomatch';
import { UserError } from '../../contract/user-error.ts';
import { clauseOf } from '../../text/sanitize.ts';
import { suggestion } from '../../text/suggest.ts';
import type { Case } from '../types.ts';

/** A selection that makes no sense: its message says which pattern, and what there is. */
export class SelectionError extends UserError {
  override name = 'SelectionError';
}

export interface Selection {
  /** Run only what one of these matches; everything where there is none. */
  only?: readonly string[];
  /** Do not run what one of these matches. */
  skip?: readonly string[];
}

/**
 * The cases that are selected, in their order.
 *
 * @throws {SelectionError} where a pattern matches no case, or nothing is left
 */
export function select(cases: readonly Case[], { only = [], skip = [] }: Selection): Case[] {
  for (const [option, patterns] of [['--only', only] as const, ['--skip', skip] as const]) {
    for (const pattern of patterns) {
      if (!cases.some(matcherOf(option, pattern))) {
        throw new SelectionError(
          `${option} ${pattern} matches no case.${suggestion(pattern, [...new Set(cases.flatMap(namesOf))])} Patterns go over ids, codes, operations, groups and levels; --list shows them all.`,
        );
      }
    }
  }
  const wanted = only.length > 0 ? matcher(only) : () => true;
  const unwanted = skip.length > 0 ? matcher(skip) : () => false;
  const selected = cases.filter((item) => wanted(item) && !unwanted(item));
  if (selected.length === 0)
    throw new SelectionError('The selection is empty: --only and --skip leave no case.');
  return selected;
}

/** @throws {SelectionError} where a pattern is none */
function matcherOf(option: string, pattern: string): (item: Case) => boolean {
  try {
    return matcher([pattern]);
  } catch (cause) {
    throw new SelectionError(`${option} "${pattern}" is no pattern: ${clauseOf(cause)}.`, { cause });
  }
}

function matcher(patterns: readonly string[]): (item: Case) => boolean {
  // A single star goes over slashes, as people expect of ids.
  const matches = picomatch([...patterns], { bash: true, nocase: true });
  return (item) => namesOf(item).some((name) => matches(name));
}

function namesOf({ id, operation, group, level, provoke, expect }: Case): string[] {
  const codes = expect.kind === 'error' ? expect.codes : [];
  return [id, operation, group, level, ...(provoke ? [provoke] : []), ...codes];
}

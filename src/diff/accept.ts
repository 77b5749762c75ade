/** Reads the list of reviewed changes (`--accept`), and marks the changes that it accepts. */
import { readFileSync } from 'node:fs';
import { ContractError, isObject } from '../contract/document.ts';
import { SyntaxFault } from '../contract/parse.ts';
import { parseYaml } from '../contract/parse-yaml.ts';
import { suggestion } from '../text/suggest.ts';
import { conclusionOf } from './compare.ts';
import { isRuleId, RULES } from './rules.ts';
import { type Change, type ContractDiff, placeOf } from './types.ts';

/** A change that a person has reviewed. */
interface Entry {
  id: string;
  /** The place of the change, see {@link placeOf}. */
  place: string;
  reason: string;
}

const KEYS = ['id', 'place', 'reason'] as const;

/**
 * Marks the changes that a list accepts. An accepted change counts as a patch.
 *
 * @param file a YAML or JSON file with a list of `{id, place, reason}`
 * @throws {ContractError} if the file is invalid, or if an entry accepts no change
 */
export function acceptChanges(diff: ContractDiff, file: string): ContractDiff {
  const entries = readEntries(file);
  const used = new Set<Entry>();
  const changes = diff.changes.map((change) => {
    const entry = entries.find((one) => accepts(one, change));
    if (!entry) return change;
    used.add(entry);
    return { ...change, accepted: entry.reason };
  });
  for (const [index, entry] of entries.entries()) {
    if (used.has(entry)) continue;
    const first = entries.findIndex(({ id, place }) => id === entry.id && place === entry.place);
    if (first < index) throw fault(file, index, `repeats entry ${first + 1}. Remove it`);
    const others = diff.changes.filter(({ kind }) => kind === entry.id).map(placeOf);
    const hint =
      others.length > 0 ? ` The rule ${entry.id} has changes at ${others.slice(0, 3).join(', ')}.` : '';
    throw fault(
      file,
      index,
      `accepts no change: ${entry.id} at ${entry.place}.${hint} Remove or correct the entry`,
    );
  }
  const { old, new: next } = diff;
  return { old, new: next, ...conclusionOf(changes, old.version, next.version) };
}

function accepts({ id, place }: Entry, change: Change): boolean {
  return id === change.kind && place === placeOf(change);
}

function readEntries(file: string): Entry[] {
  let list: unknown;
  try {
    list = parseYaml(readFileSync(file, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      error instanceof SyntaxFault ? error.message : code === 'ENOENT' ? 'the file does not exist' : code;
    throw new ContractError(`Cannot read the accepted changes ${file}: ${why}.`, { cause: error });
  }
  if (!Array.isArray(list))
    throw new ContractError(
      `The accepted changes ${file} must be a list of entries with ${KEYS.join(', ')}.`,
    );
  return list.map((value, index) => {
    const entry: Record<string, unknown> = isObject(value) ? value : {};
    for (const key of KEYS)
      if (typeof entry[key] !== 'string' || entry[key].trim() === '')
        throw fault(file, index, `needs a text at ${key}`);
    const unknown = Object.keys(entry).find((key) => !(KEYS as readonly string[]).includes(key));
    if (unknown !== undefined)
      throw fault(file, index, `has the unknown key ${unknown}. The keys are ${KEYS.join(', ')}`);
    const { id, place, reason } = entry as unknown as Entry;
    if (!isRuleId(id))
      throw fault(
        file,
        index,
        `has the unknown rule ${id}.${suggestion(id, Object.keys(RULES))} The rules are in generated/change-rules.md`,
      );
    return { id, place, reason };
  });
}

function fault(file: string, index: number, what: string): ContractError {
  return new ContractError(`Entry ${index + 1} of the accepted changes ${file} ${what}.`);
}

/** Reads the list of reviewed changes (`--accept`), and marks the changes that it accepts. */
import { readFileSync } from 'node:fs';
import { ContractError, isObject } from '../contract/document.ts';
import { SyntaxFault } from '../contract/parse.ts';
import { parseYaml } from '../contract/parse-yaml.ts';
import { firstOf } from '../text/english.ts';
import { suggestion } from '../text/suggest.ts';
import { conclusionOf } from './compare.ts';
import { isRuleId, RULES } from './rules.ts';
import { type ContractDiff, placeOf } from './types.ts';

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
  const places = new Map(diff.changes.map((change) => [keyOf(change.kind, placeOf(change)), change]));
  const reasons = new Map<string, string>();
  for (const [index, { id, place, reason }] of entries.entries()) {
    const key = keyOf(id, place);
    const first = entries.findIndex((entry) => keyOf(entry.id, entry.place) === key);
    if (first < index) throw fault(file, index, `repeats entry ${first + 1}. Remove it`);
    reasons.set(key, reason);
    if (places.has(key)) continue;
    const others = diff.changes.filter(({ kind }) => kind === id).map(placeOf);
    const hint = others.length > 0 ? ` The rule ${id} has changes at ${firstOf(others, 3)}.` : '';
    throw fault(file, index, `accepts no change: ${id} at ${place}.${hint} Remove or correct the entry`);
  }
  const changes = diff.changes.map((change) => {
    const accepted = reasons.get(keyOf(change.kind, placeOf(change)));
    return accepted === undefined ? change : { ...change, accepted };
  });
  const { old, new: next } = diff;
  return { old, new: next, ...conclusionOf(changes, old.version, next.version) };
}

function keyOf(id: string, place: string): string {
  return `${id} ${place}`;
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
    const entry = isObject(value) ? value : {};
    const missing = KEYS.find((key) => typeof entry[key] !== 'string' || entry[key].trim() === '');
    if (missing !== undefined) throw fault(file, index, `needs a text at ${missing}`);
    const unknown = Object.keys(entry).find((key) => !(KEYS as readonly string[]).includes(key));
    if (unknown !== undefined)
      throw fault(file, index, `has the unknown key ${unknown}. The keys are ${KEYS.join(', ')}`);
    const id = String(entry.id);
    if (!isRuleId(id)) {
      const hint = suggestion(id, Object.keys(RULES));
      throw fault(
        file,
        index,
        `has the unknown rule ${id}.${hint} The rules are in generated/change-rules.md`,
      );
    }
    return entry as unknown as Entry;
  });
}

function fault(file: string, index: number, what: string): ContractError {
  return new ContractError(`Entry ${index + 1} of the accepted changes ${file} ${what}.`);
}

/** Finds duplicate keys in a JSON object. JSON parsers disagree on which of the two counts (RFC 8259 4, a SHOULD). */
import { type Node, parseTree, visit } from 'jsonc-parser';
import type { WireResponse } from '../run/transport.ts';
import type { Finding } from '../types.ts';
import { excerpt, textOf } from './body.ts';
import { must, named } from './finding.ts';
import { REQUIREMENTS } from './requirements.ts';

/**
 * Returns a finding for the first duplicate key. If both values are equal, all parsers agree, so the finding is a
 * warning. If the values differ, some parsers read another response than the one that was checked, so the case fails.
 */
export function duplicateKeys(response: WireResponse): Finding[] {
  const text = textOf(response);
  if (!hasDuplicate(text)) return [];
  const tree = parseTree(text);
  const found = tree && worstDuplicate(tree, text);
  if (!found) return [];
  const finding = must({
    check: 'names',
    title: `The key ${named(excerpt(found.name))} occurs twice in a JSON object`,
    expected: 'each key only once in a JSON object',
    actual: `the key ${JSON.stringify(found.name)} twice, with ${found.differs ? 'different values' : 'the same value'}`,
    ...REQUIREMENTS.uniqueNames,
    detail: found.name,
  });
  return [{ ...finding, level: found.differs ? 'MUST' : 'SHOULD' }];
}

/** Searches without building a tree, because nearly all responses have no duplicate. */
function hasDuplicate(text: string): boolean {
  const open: Set<string>[] = [];
  let duplicate = false;
  visit(text, {
    onObjectBegin: () => {
      open.push(new Set());
    },
    onObjectEnd: () => {
      open.pop();
    },
    onObjectProperty: (name) => {
      const names = open.at(-1);
      if (names?.has(name)) duplicate = true;
      names?.add(name);
    },
  });
  return duplicate;
}

interface Duplicate {
  name: string;
  /** Whether the two values differ. */
  differs: boolean;
}

/** Returns the first duplicate with different values, or else the first duplicate. */
function worstDuplicate(node: Node, text: string): Duplicate | undefined {
  let first: Duplicate | undefined;
  const values = new Map<string, string>();
  for (const child of node.children ?? []) {
    const inside = worstDuplicate(child, text);
    if (inside?.differs) return inside;
    first ??= inside;
    const [key, value] = child.type === 'property' ? (child.children ?? []) : [];
    if (!key || !value) continue;
    const name = String(key.value);
    const own = text.slice(value.offset, value.offset + value.length);
    const known = values.get(name);
    if (known !== undefined && known !== own) return { name, differs: true };
    if (known !== undefined) first ??= { name, differs: false };
    values.set(name, own);
  }
  return first;
}

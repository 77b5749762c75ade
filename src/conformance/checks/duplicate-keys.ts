/** Names that stand twice in one object: readers disagree on which counts (RFC 8259 4, a SHOULD). */
import { type Node, parseTree, visit } from 'jsonc-parser';
import type { WireResponse } from '../run/transport.ts';
import type { Finding } from '../types.ts';
import { textOf } from './body.ts';
import { must } from './finding.ts';

/**
 * One finding for the first name that stands twice. Where the two say the same, all readers agree: a warning. Where they
 * differ, some readers see another response than the one that was checked.
 */
export function duplicateKeys(response: WireResponse): Finding[] {
  const text = textOf(response);
  if (!hasRepeated(text)) return [];
  const tree = parseTree(text);
  const found = tree && worstRepeated(tree, text);
  if (!found) return [];
  const actual = `${JSON.stringify(found.name)} twice${found.differs ? ', with two values' : ''}`;
  const level = found.differs ? 'MUST' : 'SHOULD';
  return [{ ...must('names', 'each name once in an object', actual, 'RFC 8259 4', found.name), level }];
}

/** A look without building anything: nearly all answers have none. */
function hasRepeated(text: string): boolean {
  const open: Set<string>[] = [];
  let repeated = false;
  visit(text, {
    onObjectBegin: () => {
      open.push(new Set());
    },
    onObjectEnd: () => {
      open.pop();
    },
    onObjectProperty: (name) => {
      const names = open.at(-1);
      if (names?.has(name)) repeated = true;
      names?.add(name);
    },
  });
  return repeated;
}

interface Repeated {
  name: string;
  differs: boolean;
}

/** The first that differs, else the first. */
function worstRepeated(node: Node, text: string): Repeated | undefined {
  let first: Repeated | undefined;
  const values = new Map<string, string>();
  for (const child of node.children ?? []) {
    const inside = worstRepeated(child, text);
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

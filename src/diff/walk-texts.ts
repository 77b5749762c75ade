/** Comparing texts and examples, which bind nobody: a patch. */
import { isObject, type Json } from '../contract/document.ts';
import { pointerPart } from '../contract/json-pointer.ts';
import type { Change } from './types.ts';
import { said, same } from './values.ts';

/** Keys whose value is a text for people, or of the catalogue. */
const TEXTS = new Set(
  'title summary description meaning solution occurs causes category since example'.split(' '),
);

/** Keys below which names are the document's own, and no keywords. */
const NAMED = new Set(
  'properties paths schemas responses parameters headers examples mapping securitySchemes content tokens'.split(
    ' ',
  ),
);

/** The texts and examples that stand at the same place in both documents, and differ. */
export function wordingChanges(old: Json, next: Json): Change[] {
  return below(old, next, '#', false);
}

function below(old: Json, next: Json, pointer: string, named: boolean): Change[] {
  if (Array.isArray(old) && Array.isArray(next) && old.length === next.length) {
    return old.flatMap((item, index) => below(item, next[index] as Json, `${pointer}/${index}`, false));
  }
  if (!isObject(old) || !isObject(next)) return [];
  return [...new Set([...Object.keys(old), ...Object.keys(next)])].flatMap((key) => {
    const at = `${pointer}/${pointerPart(key)}`;
    const [a, b] = [old[key], next[key]];
    if (!named && TEXTS.has(key)) return same(a, b) ? [] : [text(key, a, b, at)];
    if (a === undefined || b === undefined) return [];
    // An example by name is one text, whatever is in it.
    if (pointer.endsWith('/examples')) return same(a, b) ? [] : [text('example', a, b, at)];
    return below(a, b, at, NAMED.has(key) && !named);
  });
}

/** No longer text is given whole. */
const MAX_GIVEN = 60;

function text(key: string, old: Json | undefined, next: Json | undefined, at: string): Change {
  const short = [old, next].every((value) => typeof value === 'string' && value.length <= MAX_GIVEN);
  const message =
    old === undefined
      ? `has a ${key} now`
      : next === undefined
        ? `has no ${key} any more`
        : short
          ? `has the ${key} ${said(next)}, and had ${said(old)}`
          : `has another ${key}`;
  // The place without the key: it is what the text is of.
  const subject = at.slice(0, at.lastIndexOf('/'));
  return {
    kind: 'text-changed',
    impact: 'patch',
    breaks: [],
    subject,
    message,
    operations: [],
    old: at,
    new: at,
  };
}

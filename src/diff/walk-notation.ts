/**
 * Lists the places where the documents differ without an effect: changed texts, and changes of notation that no other
 * finding covers. It never rates a change: the other walkers have compared everything that can have an effect.
 */
import { isObject, type Json } from '../contract/document.ts';
import { canonical, isProse } from '../contract/json-node.ts';
import { pointerPart } from '../contract/json-pointer.ts';
import { type Kind, kindOfPart } from '../contract/node-kinds.ts';
import type { Findings } from './findings.ts';

export function notationChanges(old: Json, next: Json, findings: Findings): void {
  const covered = coveredBy(findings.touched);
  compare(old, next, '#', 'document', '');

  function compare(a: Json, b: Json, pointer: string, kind: Kind, parentKey: string): void {
    if (Array.isArray(a) && Array.isArray(b) && a.length === b.length) {
      for (const [index, item] of a.entries())
        compare(item, b[index] as Json, `${pointer}/${index}`, kindOfPart(kind, String(index)), '');
      return;
    }
    if (!isObject(a) || !isObject(b)) {
      if (canonical(a) !== canonical(b)) changed(pointer, { old: pointer, next: pointer });
      return;
    }
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const [was, is] = [a[key], b[key]];
      const at = `${pointer}/${pointerPart(key)}`;
      // The version follows from the changes.
      if (at === '#/info/version') continue;
      const places = { ...(was !== undefined && { old: at }), ...(is !== undefined && { next: at }) };
      if (isText(key, pointer, kind, parentKey)) {
        const args = { keyword: parentKey === 'examples' ? `example ${key}` : key, old: was, new: is };
        if (canonical(was) !== canonical(is))
          findings.add('text-changed', { subject: pointer, ...places, args });
      } else if (was === undefined || is === undefined) changed(at, places);
      else compare(was, is, at, kindOfPart(kind, key), key);
    }
  }

  function changed(pointer: string, places: { old?: string; next?: string }): void {
    if (!covered(pointer)) findings.add('notation-changed', { subject: pointer, ...places });
  }
}

/** Each example, and each part of `info`, is a text of its own. */
function isText(key: string, pointer: string, kind: Kind, parentKey: string): boolean {
  if (parentKey === 'info' || parentKey === 'examples') return true;
  return (
    isProse(kind, key, parentKey) &&
    key !== 'info' &&
    !(key === 'examples' && kind !== 'schema' && pointer !== '')
  );
}

/** Returns a function that tells whether a place contains, or is in, a place with a reported change. */
function coveredBy(touched: ReadonlySet<string>): (pointer: string) => boolean {
  const prefixesOf = (pointer: string) =>
    pointer.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));
  const around = new Set([...touched].flatMap(prefixesOf));
  return (pointer) => around.has(pointer) || prefixesOf(pointer).some((prefix) => touched.has(prefix));
}

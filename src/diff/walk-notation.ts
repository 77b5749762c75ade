/**
 * Lists the places where the documents differ without an effect: changed texts, and components and changes of notation that
 * no other finding covers. It never rates a change: the other walkers have compared everything that can have an effect.
 */
import { isObject, type Json, type JsonObject } from '../contract/document.ts';
import { canonical } from '../contract/json-node.ts';
import { pointerPart } from '../contract/json-pointer.ts';
import { isProse, type Kind, kindOfPart } from '../contract/node-kinds.ts';
import type { Findings } from './findings.ts';
import type { RuleId } from './rules.ts';

export function notationChanges(old: Json, next: Json, findings: Findings): void {
  const covered = coveredBy(findings.touched);
  compare(old, next, '#', 'document', 'document', '');

  /** @param key the key of the values in an object of the kind `owner` */
  function compare(
    a: Json | undefined,
    b: Json | undefined,
    pointer: string,
    kind: Kind,
    owner: Kind,
    key: string,
  ): void {
    // A missing section is an empty one, so that each of its components is reported by its name.
    if (kind === 'components' || owner === 'components') {
      a ??= {};
      b ??= {};
    }
    const areLists = Array.isArray(a) && Array.isArray(b) && a.length === b.length;
    if (!['prose', 'sample', 'example'].includes(kind) && (areLists || (isObject(a) && isObject(b)))) {
      const [was, is] = [a as JsonObject, b as JsonObject];
      for (const name of new Set([...Object.keys(was), ...Object.keys(is)])) {
        const place = `${pointer}/${pointerPart(name)}`;
        compare(was[name], is[name], place, kindOfPart(kind, name), kind, name);
      }
      // The version follows from the changes.
    } else if (canonical(a) !== canonical(b) && pointer !== '#/info/version') {
      const places = { ...(a !== undefined && { old: pointer }), ...(b !== undefined && { next: pointer }) };
      const args = { keyword: owner === 'example*' ? `example ${key}` : key, old: a, new: b };
      const parent = pointer.slice(0, pointer.lastIndexOf('/'));
      if (isProse(owner, key)) findings.add('text-changed', { subject: parent, ...places, args });
      else if (!covered(pointer)) findings.add(ruleOf(pointer, a, b), { subject: pointer, ...places });
    }
  }
}

/** The pointer of a component. */
const COMPONENT = /^#\/components\/[^/]+\/[^/]+$/;

function ruleOf(pointer: string, old: Json | undefined, next: Json | undefined): RuleId {
  if (COMPONENT.test(pointer) && old === undefined) return 'component-added';
  if (COMPONENT.test(pointer) && next === undefined) return 'component-removed';
  return 'notation-changed';
}

/** Returns a function that tells whether a place contains, or is in, a place with a reported change. */
function coveredBy(touched: ReadonlySet<string>): (pointer: string) => boolean {
  const prefixesOf = (pointer: string) =>
    pointer.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));
  const around = new Set([...touched].flatMap(prefixesOf));
  return (pointer) => around.has(pointer) || prefixesOf(pointer).some((prefix) => touched.has(prefix));
}

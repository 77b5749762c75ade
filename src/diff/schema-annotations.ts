/** Compares the keywords of a schema that do not constrain its values: defaults, roles, relations, and all unknown ones. */
import type { JsonObject } from '../contract/document.ts';
import { at, canonical, isProse, isSame, type JsonNode, objectOf } from '../contract/json-node.ts';
import { kindOfPart } from '../contract/node-kinds.ts';
import { entriesOf, listOf } from '../contract/nodes.ts';
import { APPLICATORS } from '../contract/normal-form/schema-applicators.ts';
import { CONSTRAINTS } from '../contract/normal-form/schema-keywords.ts';
import { placeOf } from '../contract/normal-form/schema-properties.ts';
import type { Shape } from '../contract/normal-form/schema-shape.ts';
import { relationsOf } from '../contract/read-relations.ts';
import { type Relation, relationFormula } from '../contract/relations.ts';
import { ANNOTATIONS, annotationChanges, flagChange, stateChange } from './annotations.ts';
import { shiftOfSets } from './direction.ts';
import type { Fact } from './schema-compare.ts';

/** The keywords that rules read, or that only structure the document. */
const KNOWN: ReadonlySet<string> = new Set([
  ...CONSTRAINTS,
  ...APPLICATORS,
  ...ANNOTATIONS,
  ...'type enum const required properties dependentRequired $ref allOf anyOf oneOf $defs $anchor'.split(' '),
  ...'default readOnly writeOnly discriminator x-same x-relations x-error x-opaque'.split(' '),
]);

export function annotationFacts(old: Shape, next: Shape): Fact[] {
  const fact = (kind: string, keyword: string, args: Fact['args'] = {}): Fact => ({
    kind,
    suffix: '',
    old: placeOf(old, keyword),
    next: placeOf(next, keyword),
    args,
  });
  const [a, b] = [stated(old), stated(next)];
  const values = [valuesOf(a), valuesOf(b)] as const;
  return [
    ...[
      ...annotationChanges(...values),
      ...stateChange('default', ...values, 'default-added', 'default-removed', 'default-changed'),
      ...flagChange('readOnly', ...values, 'read-only-added', 'read-only-removed'),
      ...flagChange('writeOnly', ...values, 'write-only-added', 'write-only-removed'),
    ].map(({ id, key, args }) => fact(id, key, args)),
    ...equivalentFacts(a, b, fact),
    ...relationFacts(a, b, fact),
    ...discriminatorFacts(a, b, fact),
    ...entryFacts(a, b, fact),
    ...unknownFacts(a, b, fact),
  ];
}

type Keys = ReadonlyMap<string, JsonNode>;
type MakeFact = (kind: string, keyword: string, args?: Fact['args']) => Fact;

/** Returns the keywords of an alternative: each from the first schema that has it. */
function stated({ parts }: Shape): Keys {
  const found = new Map<string, JsonNode>();
  for (const part of parts)
    for (const [key] of entriesOf(part.value)) if (!found.has(key)) found.set(key, at(part, key));
  return found;
}

function valuesOf(keys: Keys): JsonObject {
  return Object.fromEntries(
    [...keys].flatMap(([key, { value }]) => (value === undefined ? [] : [[key, value]])),
  );
}

/** Compares the groups of values with the same meaning (`x-same`). */
function equivalentFacts(old: Keys, next: Keys, fact: MakeFact): Fact[] {
  const groups = (keys: Keys) =>
    new Set(listOf(keys.get('x-same')?.value).map((group) => canonical(listOf(group).map(String).sort())));
  const shift = shiftOfSets(groups(old), groups(next));
  if (!shift) return [];
  const args = { old: old.get('x-same')?.value, new: next.get('x-same')?.value };
  return [fact(shift === 'narrowed' ? 'equivalents-added' : 'equivalents-removed', 'x-same', args)];
}

/** A relation is a constraint between fields if its level is MUST. */
function relationFacts(old: Keys, next: Keys, fact: MakeFact): Fact[] {
  const [a, b] = [relationsByMeaning(old), relationsByMeaning(next)];
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((key): Fact[] => {
    const [was, is] = [a.get(key), b.get(key)];
    if (was?.level === is?.level) return [];
    const args = { relation: relationFormula((is ?? was) as Relation), old: was?.level, new: is?.level };
    if (is?.level === 'MUST' || was?.level === 'MUST')
      return [fact(is?.level === 'MUST' ? 'relation-narrowed' : 'relation-widened', 'x-relations', args)];
    return [fact(is ? 'recommendation-added' : 'recommendation-removed', 'x-relations', args)];
  });
}

/** Returns the relations by what they state: the level is compared, and the order of a sum has no meaning. */
function relationsByMeaning(keys: Keys): Map<string, Relation> {
  const relations = relationsOf(valuesOf(keys));
  return new Map(
    relations.map((relation) => {
      const { level: _, sum, ...rest } = relation;
      return [canonical({ ...rest, ...(sum && { sum: [...sum].sort() }) } as JsonObject), relation];
    }),
  );
}

/** A discriminator does not change which values are valid (OpenAPI 3.1.1, 4.8.25). */
function discriminatorFacts(old: Keys, next: Keys, fact: MakeFact): Fact[] {
  const [was, is] = [old, next].map((keys) => canonical(objectOf(keys.get('discriminator')).propertyName));
  return was === is ? [] : [fact('discriminator-changed', 'discriminator')];
}

/** Compares the entries of the error catalogue. */
function entryFacts(old: Keys, next: Keys, fact: MakeFact): Fact[] {
  const [a, b] = [old.get('x-error'), next.get('x-error')];
  const keys = new Set([a, b].flatMap((entry) => entriesOf(entry?.value).map(([key]) => key)));
  if (!a || !b) return [];
  return [...keys].flatMap((key): Fact[] => {
    const [was, is] = [at(a, key), at(b, key)];
    if (isProse('other', key, 'x-error') || canonical(was.value) === canonical(is.value)) return [];
    const kind = key === 'retry' || key === 'trigger' ? `${key}-changed` : 'unreviewed';
    const args = { keyword: `x-error.${key}`, old: was.value, new: is.value };
    return [{ ...fact(kind, 'x-error', args), old: was.pointer, next: is.pointer }];
  });
}

/** Reports the changed keywords that no rule reads. */
function unknownFacts(old: Keys, next: Keys, fact: MakeFact): Fact[] {
  const missing: JsonNode = { document: {}, value: undefined, pointer: '' };
  return [...new Set([...old.keys(), ...next.keys()])]
    .filter((key) => !KNOWN.has(key) && !isProse('schema', key))
    .filter((key) => {
      const pair = { old: old.get(key) ?? missing, next: next.get(key) ?? missing };
      return !isSame(pair, kindOfPart('schema', key));
    })
    .map((key) => fact('unreviewed', key, { keyword: key }));
}

/** Compares two alternatives of a schema: the changes of their own keywords. */
import type { Json } from '../contract/document.ts';
import { at, canonical, type JsonNode, objectOf } from '../contract/json-node.ts';
import { entriesOf, listOf } from '../contract/nodes.ts';
import { schemasAt } from '../contract/normal-form/schema-applicators.ts';
import { KEYWORDS, shown } from '../contract/normal-form/schema-keywords.ts';
import { placeOf, propertyPlace } from '../contract/normal-form/schema-properties.ts';
import type { Shape } from '../contract/normal-form/schema-shape.ts';
import { relationsOf } from '../contract/read-relations.ts';
import { relationFormula } from '../contract/relations.ts';
import { opposite, type Shift, shiftOfConstraints, shiftOfSets } from './direction.ts';
import { isCompared, keyChanges, type Nodes } from './keys.ts';
import type { Args, FactKind } from './rules.ts';
import { fieldsOf } from './schema-edges.ts';

/** A change of a schema, before it is known where the values travel. */
export interface Fact {
  kind: FactKind;
  /** How the permitted values changed; omitted if the change does not affect which values are permitted. */
  shift?: Shift;
  /** The part of the schema, to be appended to the subject. */
  suffix?: string;
  /** The error code that the change belongs to. */
  code?: string;
  old?: string;
  next?: string;
  args: Args;
}

export function shapeFacts(old: Shape, next: Shape): Fact[] {
  return [
    ...typeFacts(old, next),
    ...valueFacts(old, next),
    ...constraintFacts(old, next),
    ...fieldFacts(old, next),
    ...statementFacts(old, next),
    ...equivalentFacts(old, next),
    ...annotationFacts(old, next),
  ];
}

function typeFacts(old: Shape, next: Shape): Fact[] {
  // The types follow from the values.
  if (old.values && next.values) return [];
  const withInteger = ({ types }: Shape) => new Set([...types, ...(types.has('number') ? ['integer'] : [])]);
  const shift = opposite(shiftOfSets(withInteger(old), withInteger(next)));
  if (!shift) return [];
  const text = ({ types }: Shape): Json => (types.size === 6 ? 'any' : [...types].sort().join(' or '));
  const places = { old: placeOf(old, 'type'), next: placeOf(next, 'type') };
  return [{ kind: `type-${shift}`, shift, ...places, args: { old: text(old), new: text(next) } }];
}

function valueFacts(old: Shape, next: Shape): Fact[] {
  const places = { old: placeOf(old, 'enum', 'const'), next: placeOf(next, 'enum', 'const') };
  const [a, b] = [old.values, next.values];
  if (!a && !b) return [];
  const values = [...(a ?? b ?? new Map()).keys()].map((text) => JSON.parse(text) as Json);
  if (!a) return [{ kind: 'values-restricted', shift: 'narrowed', ...places, args: { values } }];
  if (!b) return [{ kind: 'values-unrestricted', shift: 'widened', ...places, args: { values } }];
  return difference(a, b).map(([text, old = places.old, next = places.next]) => {
    const shift = b.has(text) ? 'widened' : 'narrowed';
    return { kind: b.has(text) ? 'value-added' : 'value-removed', shift, old, next, args: { value: text } };
  });
}

/** Returns the entries that only one of two maps has, first those of the old map. */
function difference<Value>(old: ReadonlyMap<string, Value>, next: ReadonlyMap<string, Value>) {
  return [...new Set([...old.keys(), ...next.keys()])]
    .filter((key) => old.has(key) !== next.has(key))
    .map((key) => [key, old.get(key), next.get(key)] as const);
}

function constraintFacts(old: Shape, next: Shape): Fact[] {
  return [...new Set([...old.constraints.keys(), ...next.constraints.keys()])].flatMap((keyword): Fact[] => {
    const [was, is] = [old.constraints.get(keyword), next.constraints.get(keyword)];
    const shift = shiftOfConstraints(keyword, was, is);
    if (!shift) return [];
    const places = { old: was?.pointer ?? old.pointer, next: is?.pointer ?? next.pointer };
    const args = { keyword, old: was && shown(was), new: is && shown(is) };
    return [{ kind: `${KEYWORDS[keyword]?.group ?? 'bound'}-${shift}`, shift, ...places, args }];
  });
}

/** Compares which properties exist, and which are required. */
function fieldFacts(old: Shape, next: Shape): Fact[] {
  const fields = fieldsOf(old, next).filter(({ state }) => state !== undefined);
  const changed = new Set(fields.map(({ name }) => name));
  const required = difference(old.required, next.required).filter(([name]) => !changed.has(name));
  return [
    ...fields.map(({ name, state }): Fact => {
      const suffix = `.${name}`;
      // In an object that permits other fields, a new field can narrow or widen the values.
      const shift = 'changed';
      if (state === 'removed')
        return { kind: 'field-removed', shift, suffix, old: propertyPlace(old, name), args: {} };
      const kind = next.required.has(name) ? 'required-field-added' : 'field-added';
      return { kind, shift, suffix, next: propertyPlace(next, name), args: {} };
    }),
    ...required.map(([name, was = propertyPlace(old, name), is = propertyPlace(next, name)]): Fact => {
      const rule = next.required.has(name)
        ? ({ kind: 'field-required', shift: 'narrowed' } as const)
        : ({ kind: 'field-optional', shift: 'widened' } as const);
      return { ...rule, suffix: `.${name}`, old: was, next: is, args: { name } };
    }),
  ];
}

/** A statement of a schema: each permits fewer values, or is a recommendation. */
interface Statement {
  kind: 'dependency' | 'contains' | 'relation' | 'recommendation';
  keyword: string;
  args: Args;
}

function statementFacts(old: Shape, next: Shape): Fact[] {
  const changes = difference(statementsOf(old), statementsOf(next));
  return changes.map(([, was, is]): Fact => {
    const { kind, keyword, args } = (was ?? is) as Statement;
    const shift = kind !== 'recommendation' && { shift: is ? ('narrowed' as const) : ('widened' as const) };
    const places = { old: placeOf(old, keyword), next: placeOf(next, keyword) };
    return { kind: `${kind}-${is ? 'added' : 'removed'}`, ...shift, ...places, args };
  });
}

/** Returns the statements of an alternative by their meaning. */
function statementsOf(shape: Shape): Map<string, Statement> {
  const found = new Map<string, Statement>();
  const state = (kind: Statement['kind'], keyword: string, meaning: Json, args: Args) =>
    found.set(canonical([kind, meaning]), { kind, keyword, args });
  for (const part of shape.types.has('object') ? shape.parts : []) {
    for (const [name, others] of entriesOf(at(part, 'dependentRequired').value))
      for (const other of listOf(others))
        state('dependency', 'dependentRequired', [name, other], { name, other });
    for (const relation of relationsOf(objectOf(part))) {
      const { level, field, lessThan = null, sum = [], echoes = null } = relation;
      const kind = level === 'MUST' ? 'relation' : 'recommendation';
      // The order of a sum has no meaning.
      const meaning = [field, lessThan, [...sum].sort(), echoes];
      state(kind, 'x-relations', meaning, { relation: relationFormula(relation) });
    }
  }
  // Each `contains` requires an item, so that a missing keyword is equal to no schema.
  for (const schemas of schemasAt(shape, 'contains').values())
    for (const index of schemas.keys()) state('contains', 'contains', index, {});
  return found;
}

/** Compares the groups of values with the same meaning (`x-same`). */
function equivalentFacts(old: Shape, next: Shape): Fact[] {
  const keyword = 'x-same';
  const places = { old: placeOf(old, keyword), next: placeOf(next, keyword) };
  const groupsOf = ({ parts }: Shape) =>
    parts
      .flatMap((part) => listOf(at(part, keyword).value))
      .map((group) => new Set(listOf(group).map(canonical)));
  const [before, after] = [groupsOf(old), groupsOf(next)];
  const fact = (kind: 'equivalents-added' | 'equivalents-removed') => (group: ReadonlySet<string>) => ({
    kind,
    ...places,
    args: { values: [...group].map((text) => JSON.parse(text) as Json) },
  });
  const isIn = (groups: typeof before) => (group: ReadonlySet<string>) =>
    groups.some((other) => [...group].every((value) => other.has(value)));
  return [
    ...before.filter((group) => !isIn(after)(group)).map(fact('equivalents-removed')),
    ...after.filter((group) => !isIn(before)(group)).map(fact('equivalents-added')),
  ];
}

/** Compares the keywords that do not decide which values are permitted. */
function annotationFacts(old: Shape, next: Shape): Fact[] {
  return keyChanges('schema', annotationsOf(old), annotationsOf(next)).map(
    ({ kind, key, args, ...places }) => ({
      kind,
      old: places.old ?? placeOf(old, key),
      next: places.next ?? placeOf(next, key),
      args,
    }),
  );
}

/** Returns the keywords of an alternative. If several schemas have different values, the value is the list of them. */
function annotationsOf({ parts }: Shape): Nodes {
  const found = new Map<string, JsonNode>();
  for (const part of parts) {
    for (const key of Object.keys(objectOf(part)).filter((name) => !isCompared('schema', name))) {
      const [known, own] = [found.get(key), at(part, key)];
      if (!known) found.set(key, own);
      else if (canonical(known.value) !== canonical(own.value))
        found.set(key, { ...known, value: [...listOf(known.value), known.value, own.value] as Json[] });
    }
  }
  return found;
}

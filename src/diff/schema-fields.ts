/** Compares the fields of two objects, and lists the pairs of schemas below two alternatives. */
import { isObject } from '../contract/document.ts';
import { at } from '../contract/json-node.ts';
import {
  isForbidden,
  namesIn,
  propertyPlace,
  propertySchemas,
} from '../contract/normal-form/schema-properties.ts';
import type { Shape } from '../contract/normal-form/schema-shape.ts';
import type { Edge, Fact } from './schema-compare.ts';
import { subschemasOf } from './schema-parts.ts';

/** Returns the properties of two objects: those to compare, and those that only one of them has. */
function propertiesOf(old: Shape, next: Shape) {
  const [before, after] = [new Set(namesIn(old)), new Set(namesIn(next))];
  const all = [...new Set([...before, ...after])].map((name) => ({
    name,
    old: propertySchemas(old, name),
    next: propertySchemas(next, name),
    state: before.has(name) ? (after.has(name) ? 'kept' : 'removed') : 'added',
  }));
  // A property that must not be present is a constraint, not a field.
  const isNew = (one: (typeof all)[0]) =>
    one.state !== 'kept' && !isForbidden(one.state === 'added' ? one.next : one.old);
  return { compared: all.filter((one) => !isNew(one)), fields: all.filter(isNew) };
}

/** Compares which properties exist, and which are required. */
export function fieldFacts(old: Shape, next: Shape): Fact[] {
  const { fields } = propertiesOf(old, next);
  const changed = new Set(fields.map(({ name }) => name));
  const names = new Set([...old.required.keys(), ...next.required.keys()]);
  return [
    ...fields.map(({ name, state }): Fact => {
      const isRequired = state === 'added' && next.required.has(name);
      const kind = isRequired ? 'required-field-added' : `field-${state}`;
      const place =
        state === 'added' ? { next: propertyPlace(next, name) } : { old: propertyPlace(old, name) };
      // In an object that permits other fields, a new field can narrow or widen the values.
      return { kind, shift: 'changed', suffix: `.${name}`, ...place, args: {} };
    }),
    ...[...names]
      .filter((name) => !changed.has(name) && old.required.has(name) !== next.required.has(name))
      .map((name): Fact => {
        const places = {
          old: old.required.get(name) ?? propertyPlace(old, name),
          next: next.required.get(name) ?? propertyPlace(next, name),
        };
        const isRequired = next.required.has(name);
        const [kind, shift] = isRequired
          ? (['field-required', 'narrowed'] as const)
          : (['field-optional', 'widened'] as const);
        return { kind, shift, suffix: `.${name}`, ...places, args: { name } };
      }),
  ];
}

/** Returns the pairs of schemas below two alternatives. */
export function edgesOf(old: Shape, next: Shape): Edge[] {
  const echoed = new Map<string, string>();
  for (const shape of [old, next]) {
    for (const part of shape.parts) {
      const relations = at(part, 'x-relations').value;
      for (const relation of Array.isArray(relations) ? relations.filter(isObject) : [])
        if (typeof relation.echoes === 'string') echoed.set(String(relation.field), relation.echoes);
    }
  }
  const properties = propertiesOf(old, next).compared.map(({ name, old: was, next: is }): Edge => {
    const echoes = echoed.get(name);
    return {
      suffix: `.${name}`,
      old: was,
      next: is,
      places: [propertyPlace(old, name), propertyPlace(next, name)],
      variance: 1,
      ...(echoes !== undefined && { echoes }),
    };
  });
  return [...properties, ...subschemasOf(old, next)];
}

/** Records what the successes of a run showed: items, further pages, fields and nulls. */
import { isObject, type Json, type JsonObject } from '../../contract/document.ts';
import { resolveRef } from '../../contract/json-pointer.ts';
import type { Contract, Operation } from '../../contract/model.ts';
import { listOf } from '../../contract/nodes.ts';
import type { Observed } from '../types.ts';

/** A value that the schema of a success describes, and what was seen of it. */
interface Place {
  /** Like `data.items[].name`. */
  path: string;
  isNullable: boolean;
  seen: boolean;
  seenNull: boolean;
  properties: Map<string, Place>;
  items?: Place;
  /** Whether nothing new can be seen here or below. */
  complete: boolean;
}

/** Records the successes of all operations. */
export class Observer {
  readonly #document: JsonObject;
  readonly #operations = new Map<string, { observed: Observed; places: Map<number, Place> }>();

  constructor(contract: Contract) {
    this.#document = contract.document;
    for (const { id, success, successes } of contract.operations) {
      const observed: Observed = {
        operation: id,
        successes: 0,
        ...(success.itemsField !== undefined && { items: { field: success.itemsField, count: 0 } }),
        ...(success.cursorField !== undefined && { pages: 0 }),
        unseenFields: [],
        unseenNulls: [],
      };
      const places = successes.map(({ status, content }) => {
        const schema = content ? { $ref: content.schemaPointer } : {};
        return [status, this.#placeOf(schema, '', [])] as const;
      });
      this.#operations.set(id, { observed, places: new Map(places) });
    }
  }

  /**
   * Records a success that conforms to the contract.
   *
   * @param isFurther whether a cursor led to the page
   */
  success({ id, success }: Operation, status: number, body: unknown, isFurther: boolean): void {
    const known = this.#operations.get(id);
    const place = known?.places.get(status);
    // An error that depends on the state of a resource is not a success.
    if (!known || !place) return;
    const { observed } = known;
    observed.successes++;
    see(place, body);
    if (!isObject(body)) return;
    if (observed.pages !== undefined && isFurther) observed.pages++;
    const data = isObject(body.data) ? body.data : {};
    if (observed.items) observed.items.count += listOf(data[success.itemsField ?? '']).length;
  }

  /** Returns what was seen of these operations. */
  of(operations: ReadonlySet<string>): Observed[] {
    return [...this.#operations.values()]
      .filter(({ observed }) => operations.has(observed.operation))
      .map(({ observed, places }) => {
        // Lists the status instead of the fields if a success was never seen.
        const seen = [...places.values()].filter((place) => place.seen);
        const shown = seen.length > 0 ? seen : [...places.values()].slice(0, 1);
        return {
          ...observed,
          ...(places.size > 1 && {
            unseenStatuses: [...places].filter(([, place]) => !place.seen).map(([status]) => status),
          }),
          unseenFields: [...new Set(shown.flatMap(unseen))],
          unseenNulls: [...new Set(shown.flatMap(unseenNulls))],
        };
      });
  }

  /** @param refs the references that lead to the schema: a recursive schema is described once */
  #placeOf(schema: Json, path: string, refs: readonly string[]): Place {
    const place: Place = {
      path,
      isNullable: false,
      seen: false,
      seenNull: false,
      properties: new Map(),
      complete: false,
    };
    this.#describe(place, schema, refs);
    return place;
  }

  /** Adds what a schema says about a place; alternatives and parts of the schema add to the same place. */
  #describe(place: Place, schema: Json, refs: readonly string[]): void {
    if (!isObject(schema)) return;
    const { node, pointer } = resolveRef(this.#document, schema, '#');
    if (typeof schema.$ref === 'string' && refs.includes(pointer)) return;
    const inside = [...refs, pointer];
    const { type, properties, items } = node;
    if ([type].flat().includes('null') || node.const === null || listOf(node.enum).includes(null))
      place.isNullable = true;
    const prefix = place.path === '' ? '' : `${place.path}.`;
    for (const [name, property] of Object.entries(isObject(properties) ? properties : {})) {
      if (isForbidden(property)) continue;
      place.properties.set(name, this.#placeOf(property, `${prefix}${name}`, inside));
    }
    if (isObject(items)) place.items = this.#placeOf(items, `${place.path}[]`, inside);
    for (const part of [node.allOf, node.anyOf, node.oneOf].flatMap(listOf))
      this.#describe(place, part, inside);
  }
}

/** Returns whether no value conforms to a schema: `false`, or `{ not: {} }`. */
function isForbidden(schema: Json): boolean {
  return (
    schema === false || (isObject(schema) && isObject(schema.not) && Object.keys(schema.not).length === 0)
  );
}

/** Marks what a value shows. */
function see(place: Place, value: unknown): void {
  if (place.complete) return;
  place.seen = true;
  if (value === null) place.seenNull = true;
  if (Array.isArray(value) && place.items) for (const item of value) see(place.items, item);
  if (isObject(value)) {
    for (const [name, inner] of place.properties) if (Object.hasOwn(value, name)) see(inner, value[name]);
  }
  place.complete =
    (place.seenNull || !place.isNullable) && [...insideOf(place)].every(({ complete }) => complete);
}

function insideOf({ properties, items }: Place): Place[] {
  return [...properties.values(), ...(items ? [items] : [])];
}

/** Returns the outermost places that no response had. */
function unseen(place: Place): string[] {
  return place.seen ? insideOf(place).flatMap(unseen) : [place.path];
}

/** Returns the places that can be null and never were, without the places that were never seen. */
function unseenNulls(place: Place): string[] {
  if (!place.seen) return [];
  const own = place.isNullable && !place.seenNull ? [place.path] : [];
  return [...own, ...insideOf(place).flatMap(unseenNulls)];
}

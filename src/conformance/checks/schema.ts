/** Checks a value against a schema of the bundle: types, bounds, formats, and the relations between fields. */
import type { ErrorObject } from 'ajv/dist/2020.js';
import { isObject, type Json, type JsonObject } from '../../contract/document.ts';
import { resolveRef, valueAt } from '../../contract/json-pointer.ts';
import { relationsOf } from '../../contract/read-relations.ts';
import { type Relation, relationInWords, violatedBound } from '../../contract/relations.ts';
import { explainingValidatorOf, validatorOf } from '../../contract/validator.ts';
import type { Level } from '../../contract/vocabulary.ts';
import { truncate } from '../../text/truncate.ts';

/** One violation of a schema, at one place of a value. */
export interface SchemaFault {
  /** A JSON pointer into the value. */
  at: string;
  level: Exclude<Level, 'MAY'>;
  /** The expected value, as a phrase that begins with "to". */
  expected: string;
  actual: string;
}

/** The most array items of a value of which all violations are collected. */
const MAX_EXPLAINED_ITEMS = 1000;

/** The most violations that are returned. */
const MAX_FAULTS = 2000;

const checkers = new WeakMap<JsonObject, SchemaChecker>();

/** Checks values against the schemas of one bundle. */
export class SchemaChecker {
  readonly #document: JsonObject;
  readonly #resolved = new Map<string, JsonObject>();

  /** Returns the checker of a bundle. Each bundle has one checker, because compiling the schemas is slow. */
  static of(document: JsonObject): SchemaChecker {
    const known = checkers.get(document) ?? new SchemaChecker(document);
    checkers.set(document, known);
    return known;
  }

  private constructor(document: JsonObject) {
    this.#document = document;
  }

  /**
   * Returns the violations of a schema; of the relations between fields only if nothing else is wrong.
   *
   * @param pointer a JSON pointer to the schema in the bundle
   * @throws {ContractError} if the schema is invalid
   */
  faults(pointer: string, value: unknown): SchemaFault[] {
    const validate = validatorOf(this.#document, pointer);
    if (!validate(value)) return this.#explain(pointer, value, validate.errors ?? []);
    return this.#relationFaults({ $ref: pointer }, value, '');
  }

  /**
   * Returns the violations in the first items of a value.
   *
   * @param first the first violation; it is the only one returned if the first items have none
   */
  #explain(pointer: string, value: unknown, first: readonly ErrorObject[]): SchemaFault[] {
    const validate = explainingValidatorOf(this.#document, pointer);
    const part = firstItems(value);
    const all = validate(part) ? [] : (validate.errors ?? []).slice(0, MAX_FAULTS);
    return all.length > 0
      ? all.map((error) => describe(error, part))
      : first.map((error) => describe(error, value));
  }

  /** Resolves a schema's `$ref`; each one only once. */
  #resolve(schema: JsonObject, at: string): JsonObject {
    const { $ref } = schema;
    if (typeof $ref !== 'string') return schema;
    const node = this.#resolved.get($ref) ?? resolveRef(this.#document, schema, at).node;
    this.#resolved.set($ref, node);
    return node;
  }

  #relationFaults(schema: JsonObject, value: unknown, at: string): SchemaFault[] {
    const node = this.#resolve(schema, at);
    if (Array.isArray(value)) {
      const items = node.items;
      return isObject(items)
        ? value.flatMap((item, index) => this.#relationFaults(items, item, `${at}/${index}`))
        : [];
    }
    if (!isObject(value)) return [];
    const inside = Object.entries(isObject(node.properties) ? node.properties : {}).flatMap(
      ([name, property]) =>
        isObject(property) && name in value
          ? this.#relationFaults(property, value[name], `${at}/${name}`)
          : [],
    );
    return [...relationsOf(node).flatMap((relation) => relationFault(relation, value, at)), ...inside];
  }
}

/** Returns a value with only the first MAX_EXPLAINED_ITEMS items of all its arrays together. */
function firstItems(value: unknown, left = { items: MAX_EXPLAINED_ITEMS }): unknown {
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) {
      if (left.items-- <= 0) break;
      items.push(firstItems(item, left));
    }
    return items;
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, firstItems(inner, left)]));
}

function relationFault(relation: Relation, value: JsonObject, at: string): SchemaFault[] {
  const { field, level } = relation;
  const bound = level === 'MAY' ? undefined : violatedBound(relation, value);
  if (level === 'MAY' || bound === undefined) return [];
  const expected = `to be ${relationInWords(relation, String).join('')} (${bound})`;
  return [{ at: `${at}/${field}`, level, expected, actual: String(value[field]) }];
}

function describe({ instancePath, keyword, params, message }: ErrorObject, value: unknown): SchemaFault {
  const data = valueAt(value as Json, instancePath);
  const level = 'MUST';
  if (keyword === 'required') {
    return {
      at: `${instancePath}/${params.missingProperty}`,
      level,
      expected: 'to be present',
      actual: 'missing',
    };
  }
  if (keyword === 'enum') {
    return {
      at: instancePath,
      level,
      expected: `to be one of ${JSON.stringify(params.allowedValues)}`,
      actual: shown(data),
    };
  }
  if (keyword === 'const') {
    return {
      at: instancePath,
      level,
      expected: `to be ${JSON.stringify(params.allowedValue)}`,
      actual: shown(data),
    };
  }
  return {
    at: instancePath,
    level,
    expected: (message ?? keyword).replace(/^must /, 'to '),
    actual: shown(data),
  };
}

function shown(data: unknown): string {
  return truncate(JSON.stringify(data) ?? 'undefined', 80);
}

/** Checks a value against a schema of the bundle: types, bounds, formats, and the relations between fields. */
import type { ErrorObject } from 'ajv/dist/2020.js';
import { isObject, type Json, type JsonObject } from '../../contract/document.ts';
import { resolveRef, valueAt } from '../../contract/json-pointer.ts';
import { relationsOf } from '../../contract/read-relations.ts';
import { type Relation, relationInWords, violatedBound } from '../../contract/relations.ts';
import { explainingValidatorOf, validatorOf } from '../../contract/validator.ts';
import type { Level } from '../../contract/vocabulary.ts';
import { truncate } from '../../text/truncate.ts';
import { named } from './finding.ts';

/** One violation of a schema, at one place of a value. */
export interface SchemaFault {
  /** A JSON pointer into the value. */
  at: string;
  level: Exclude<Level, 'MAY'>;
  /** What is wrong, as the rest of a sentence about the value. */
  problem: string;
  isMissing?: true;
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
  /** The relations of each schema, which every item of every page has. */
  readonly #relations = new Map<JsonObject, readonly Relation[]>();

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

  #relationsOf(schema: JsonObject): readonly Relation[] {
    const relations = this.#relations.get(schema) ?? relationsOf(schema);
    this.#relations.set(schema, relations);
    return relations;
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
    return [...this.#relationsOf(node).flatMap((relation) => relationFault(relation, value, at)), ...inside];
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
  const relationship = relationInWords(relation, named).join('');
  const expected = `to be ${relationInWords(relation, String).join('')} (${bound})`;
  const problem = `is not ${relationship}`;
  return [{ at: `${at}/${field}`, level, problem, expected, actual: String(value[field]) }];
}

function describe({ instancePath, keyword, params, message }: ErrorObject, value: unknown): SchemaFault {
  const data = valueAt(value as Json, instancePath);
  const fault = (problem: string, expected: string): SchemaFault => ({
    at: instancePath,
    level: 'MUST',
    problem,
    expected,
    actual: shown(data),
  });
  switch (keyword) {
    case 'required': {
      const missing = fault('is missing', 'to be present');
      return {
        ...missing,
        at: `${instancePath}/${params.missingProperty}`,
        actual: 'missing',
        isMissing: true,
      };
    }
    case 'enum':
      return fault(
        'is not one of the allowed values',
        `to be one of ${JSON.stringify(params.allowedValues)}`,
      );
    case 'const': {
      const allowed = JSON.stringify(params.allowedValue);
      return fault(`is not ${named(allowed)}`, `to be ${allowed}`);
    }
    case 'type':
      return fault(
        `is not ${[params.type].flat().map(withArticle).join(' or ')}`,
        phraseOf(message, keyword),
      );
    case 'format':
      return fault(`is not a valid ${params.format}`, phraseOf(message, keyword));
    case 'minimum':
    case 'exclusiveMinimum':
      return fault('is too small', phraseOf(message, keyword));
    case 'maximum':
    case 'exclusiveMaximum':
      return fault('is too large', phraseOf(message, keyword));
    default:
      return fault('is invalid', phraseOf(message, keyword));
  }
}

/** `an integer`, `a string`; a value without an article for `null`. */
function withArticle(type: string): string {
  if (type === 'null') return type;
  return `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;
}

/** Returns the message of ajv as a phrase that begins with "to". */
function phraseOf(message: string | undefined, keyword: string): string {
  return (message ?? keyword).replace(/^must /, 'to ');
}

function shown(data: unknown): string {
  return truncate(JSON.stringify(data) ?? 'undefined', 80);
}

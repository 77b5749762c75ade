/** Checks a value against a schema of the bundle: types, bounds, formats, and the relations between fields. */
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { ContractError, isObject, type JsonObject } from '../../contract/document.ts';
import { resolveRef } from '../../contract/json-pointer.ts';
import { relationsOf } from '../../contract/read-relations.ts';
import { type Relation, relationInWords, violatedBound } from '../../contract/relations.ts';
import type { Level } from '../../contract/vocabulary.ts';
import { clauseOf } from '../../text/sanitize.ts';
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

/** RFC 3339 5.6 strictly: `ajv-formats` also accepts a space for the `T`, and offsets without minutes or a colon. */
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;

const loose = formats.default(new Ajv2020());
const looseDateTime = loose.compile({ type: 'string', format: 'date-time' });
const looseUri = loose.compile({ type: 'string', format: 'uri' });

/**
 * Accepts absolute URIs, also with non-ASCII characters, as browsers and people write them. An http URL must have a
 * host.
 */
function isUri(text: string): boolean {
  const ascii = text.replace(/[^\0-\x7f]/gu, '%C3%A4');
  return looseUri(ascii) === true && (!/^https?:/i.test(text) || /^https?:\/\/[^/?#]/i.test(text));
}

/** The name of the bundle in `$ref`s. */
const BUNDLE = 'bundle';

const checkers = new WeakMap<JsonObject, SchemaChecker>();

/** Checks values against the schemas of one bundle. */
export class SchemaChecker {
  readonly #document: JsonObject;
  readonly #ajv: Ajv2020;
  readonly #compiled = new Map<string, ValidateFunction>();
  readonly #resolved = new Map<string, JsonObject>();

  /** Returns the checker of a bundle. Each bundle has one checker, because compiling the schemas is slow. */
  static of(document: JsonObject): SchemaChecker {
    const known = checkers.get(document) ?? new SchemaChecker(document);
    checkers.set(document, known);
    return known;
  }

  private constructor(document: JsonObject) {
    this.#document = document;
    this.#ajv = new Ajv2020({ strict: false, allErrors: true, verbose: true, logger: false });
    formats.default(this.#ajv);
    this.#ajv.addFormat('date-time', (text: string) => DATE_TIME.test(text) && looseDateTime(text) === true);
    this.#ajv.addFormat('uri', isUri);
  }

  /**
   * Compiles a schema of the bundle, once.
   *
   * @param pointer a JSON pointer to the schema
   * @throws {ContractError} if the schema is invalid
   */
  validatorOf(pointer: string): ValidateFunction {
    const known = this.#compiled.get(pointer);
    if (known) return known;
    try {
      if (!this.#ajv.schemas[BUNDLE]) this.#ajv.addSchema(this.#document, BUNDLE, false, false);
      // A reference into the whole bundle: a copy with all components would be traversed once for each schema.
      const validate = this.#ajv.compile({ $ref: `${BUNDLE}${encodeURI(pointer)}` });
      this.#compiled.set(pointer, validate);
      return validate;
    } catch (cause) {
      throw new ContractError(`The schema at ${pointer} is invalid: ${clauseOf(cause)}.`, { cause });
    }
  }

  /**
   * Returns the violations of a schema; of the relations between fields only if nothing else is wrong.
   *
   * @param pointer a JSON pointer to the schema in the bundle
   * @throws {ContractError} if the schema is invalid
   */
  faults(pointer: string, value: unknown): SchemaFault[] {
    const validate = this.validatorOf(pointer);
    if (!validate(value)) return (validate.errors ?? []).map(describe);
    return this.#relationFaults({ $ref: pointer }, value, '');
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

function relationFault(relation: Relation, value: JsonObject, at: string): SchemaFault[] {
  const { field, level } = relation;
  const bound = level === 'MAY' ? undefined : violatedBound(relation, value);
  if (level === 'MAY' || bound === undefined) return [];
  const expected = `to be ${relationInWords(relation, String).join('')} (${bound})`;
  return [{ at: `${at}/${field}`, level, expected, actual: String(value[field]) }];
}

function describe({ instancePath, keyword, params, message, data }: ErrorObject): SchemaFault {
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

import { basename, extname } from 'node:path';
import { isObject, strings } from './values.js';

/** @import { Location, Resolve } from './redocly.js' */

/**
 * A value of the spec and where it stands, whichever file that is. Rules walk with `at` and never meet a
 * `$ref`: it is followed, and kept for whoever wants to report at the reference instead of its target.
 */
export class Place {
  /**
   * @param {unknown} node
   * @param {Location} location of the value
   * @param {Resolve} resolve
   * @param {{ location?: Location, reference?: string | undefined }} [origin] of the reference it was reached by
   */
  constructor(node, location, resolve, origin = {}) {
    this.node = node;
    this.location = location;
    this.rawLocation = origin.location ?? location;
    this.reference = origin.reference;
    this.resolve = resolve;
  }

  /** Identifies the value: two references to one file have the same. */
  get id() {
    return this.location.absolutePointer;
  }

  /** The absolute path of the file. */
  get file() {
    return this.location.source.absoluteRef;
  }

  /** The component's name: the file's where the value is the whole file, else the last key. */
  get name() {
    if (this.location.pointer === '#/') return basename(this.file, extname(this.file));
    return (this.location.pointer.split('/').at(-1) ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
  }

  /** A reference to nothing: the CLI's own `no-unresolved-refs` says so, and no rule here does again. */
  get dangling() {
    return this.reference !== undefined && this.node === undefined;
  }

  get present() {
    return this.node !== undefined;
  }

  /** The value as an object, an empty one where it is none. */
  get object() {
    return isObject(this.node) ? this.node : {};
  }

  /**
   * The value under a path of keys, references followed; a place without a value where there is none.
   * @param {...(string | number)} keys
   * @returns {Place}
   */
  at(...keys) {
    return keys.reduce((/** @type {Place} */ place, key) => place.#child(key), this);
  }

  /**
   * The children of an object or a list, with their keys.
   * @returns {[string, Place][]}
   */
  entries() {
    const keys = Array.isArray(this.node) ? [...this.node.keys()] : Object.keys(this.object);
    return keys.map((key) => [String(key), this.#child(key)]);
  }

  /**
   * What a reference in this file points to.
   * @param {string} reference
   * @param {Location} [location] of the reference
   * @returns {Place}
   */
  follow(reference, location = this.location) {
    const target = this.resolve({ $ref: reference }, this.file);
    return new Place(target.node, target.location ?? location, this.resolve, { location, reference });
  }

  /**
   * @param {string | number} key
   * @returns {Place}
   */
  #child(key) {
    const container = Array.isArray(this.node) ? this.node : this.object;
    const node = Object.hasOwn(container, key) ? Reflect.get(container, key) : undefined;
    const location = this.location.child(key);
    if (isObject(node) && typeof node.$ref === 'string') return this.follow(node.$ref, location);
    return new Place(node, location, this.resolve);
  }
}

/**
 * Whether an object schema requires a field that it has not: the CLI's
 * `no-required-schema-properties-undefined` says so, and who looks for the field need not.
 * @param {Place} schema
 * @param {string} field
 */
export function isPromised(schema, field) {
  return strings(schema.object.required).includes(field) && !schema.at('properties', field).present;
}

/**
 * The types of a schema, `null` left out: it says that a value may be missing, not what it is.
 * @param {Place} schema
 * @returns {unknown[]}
 */
export function typesOf(schema) {
  const type = schema.object.type;
  return (Array.isArray(type) ? type : [type]).filter((name) => name !== undefined && name !== 'null');
}

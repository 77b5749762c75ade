/** Reads a document that can have faults: a missing or invalid value gives an empty place, never an exception. */
import { basename, dirname, extname, relative, sep } from 'node:path';
import { isObject } from '../../src/contract/document.ts';
import type { Context, KeyLocation, Location, Resolve } from './redocly.ts';

/** A value of the spec with a location. `at` and `entries` follow every `$ref`. */
export class Place {
  readonly node: unknown;
  readonly location: Location;
  /** The location and text of the `$ref` to this value. */
  readonly reference: { location: Location; text: string } | undefined;
  readonly #resolve: Resolve;
  /** The nearest ancestor that is in the file. */
  readonly #parent: Location;

  constructor(
    node: unknown,
    { location, resolve }: Pick<Context, 'location' | 'resolve'>,
    parent = location,
    reference?: Place['reference'],
  ) {
    this.node = node;
    this.location = location;
    this.reference = reference;
    this.#resolve = resolve;
    this.#parent = parent;
  }

  /** Identifies the value: all references to one component lead to the same id. */
  get id(): string {
    return this.location.absolutePointer;
  }

  /** The absolute path of the file. */
  get file(): string {
    return this.location.source.absoluteRef;
  }

  /** The name of a component: the name of the file, or the key if the file has more than the component. */
  get name(): string {
    if (this.location.pointer === '#/') return basename(this.file, extname(this.file));
    return (this.location.pointer.split('/').at(-1) ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
  }

  get present(): boolean {
    return this.node !== undefined;
  }

  /** The value, or an empty object if the value is not an object. */
  get object(): Readonly<Record<string, unknown>> {
    return isObject(this.node) ? this.node : {};
  }

  /** The strings in the value, or an empty list if the value is not a list. */
  get strings(): string[] {
    return Array.isArray(this.node) ? this.node.filter((item) => typeof item === 'string') : [];
  }

  /** Whether the value is a text with a visible character. */
  get isText(): boolean {
    return typeof this.node === 'string' && /\S/u.test(this.node);
  }

  /** The types of a schema without `null`. */
  get types(): unknown[] {
    return [this.object.type].flat().filter((type) => type !== undefined && type !== 'null');
  }

  /** The location for a finding: the value, or the nearest existing ancestor if the value is missing. */
  get shown(): Location {
    return this.present ? this.location : this.#parent;
  }

  /** The location for a finding about the key of the value or about the reference. */
  get key(): KeyLocation {
    return (this.reference?.location ?? this.shown).key();
  }

  /** Returns the value at a path of keys. */
  at(...keys: readonly string[]): Place {
    return keys.reduce<Place>((place, key) => place.#child(key), this);
  }

  /** Returns the children of an object or a list. */
  entries(): [key: string, value: Place][] {
    const keys = Object.keys(Array.isArray(this.node) ? this.node : this.object);
    return keys.map((key) => [key, this.#child(key)]);
  }

  /** Returns the values of an object or a list. */
  values(): Place[] {
    return this.entries().map(([, value]) => value);
  }

  /** Returns the target of a reference that is in this file. */
  follow(text: string, location = this.location): Place {
    const target = this.#resolve({ $ref: text }, this.file);
    const at = { location: target.location ?? location, resolve: this.#resolve };
    return new Place(target.node, at, location, { location, text });
  }

  /** Returns the properties of an object schema that have a role. */
  withRole(role: string): Place[] {
    return this.at('properties')
      .values()
      .filter(({ object }) => object['x-role'] === role);
  }

  /** Returns the text of a `$ref` from this file to another place. */
  referenceTo({ file }: Place): string {
    const path = relative(dirname(this.file), file).split(sep).join('/');
    return path.startsWith('.') ? path : `./${path}`;
  }

  #child(key: string): Place {
    const container: object = Array.isArray(this.node) ? this.node : this.object;
    const node: unknown = Object.hasOwn(container, key) ? Reflect.get(container, key) : undefined;
    const location = this.location.child(key);
    if (isObject(node) && typeof node.$ref === 'string') return this.follow(node.$ref, location);
    return new Place(node, { location, resolve: this.#resolve }, this.shown);
  }
}

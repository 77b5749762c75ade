/**
 * The part of the Redocly CLI's plugin interface that this plugin uses. The CLI ships no types: its core is bundled, and
 * `@redocly/openapi-core` in `node_modules` is an older version that belongs to openapi-typescript.
 * Source: https://redocly.com/docs/cli/custom-plugins
 */

export interface Source {
  /** The absolute path of the file. */
  absoluteRef: string;
}

/** A file and a JSON pointer in it; `#/` is the whole file. */
export interface Location {
  source: Source;
  pointer: string;
  /** File and pointer in one. */
  absolutePointer: string;
  child(key: string | number): Location;
  /** Returns the same place, marked at the key instead of the value. */
  key(): KeyLocation;
}

export interface KeyLocation {
  source: Source;
  pointer: string;
  reportOnKey?: boolean;
}

/** Returns the target of a `$ref` in the file `from`; both fields are undefined if the target does not exist. */
export type Resolve = (
  reference: { $ref: string },
  from: string,
) => { node: unknown; location: Location | undefined };

export interface Context {
  report(problem: { message: string; location: Location | KeyLocation }): void;
  /** The location of the node. If the node was reached through a reference, this is the location of the target. */
  location: Location;
  /** The location of the reference to the node, if any; otherwise the location of the node. */
  rawLocation: Location;
  resolve: Resolve;
  type: { name: string; extensionsPrefix?: string };
}

type Visit = (node: unknown, context: Context) => void;

/** Visitors by the type of a node (`Schema`, `Parameter`, `any`, ...). */
export type Visitor = Record<string, Visit | { leave: Visit }>;

/** A type of node, as `typeExtension` receives and returns it. */
export interface NodeType {
  properties: Record<string, unknown>;
  required?: string[] | ((value: unknown, key: string | number | undefined) => string[]);
  [option: string]: unknown;
}

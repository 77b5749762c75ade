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
  /** The same place, marked at the key instead of the value. */
  key(): KeyLocation;
}

export interface KeyLocation {
  source: Source;
  pointer: string;
  reportOnKey?: boolean;
}

/** Looks up the target of a `$ref` in the file `from`; both results are undefined if nothing is there. */
export type Resolve = (
  reference: { $ref: string },
  from: string,
) => { node: unknown; location: Location | undefined };

export interface Context {
  report(problem: { message: string; location: Location | KeyLocation }): void;
  /** Of the node itself, after a reference was followed. */
  location: Location;
  /** Of the reference to the node, else of the node. */
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

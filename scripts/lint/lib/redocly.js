/**
 * The part of the Redocly CLI's plugin interface that this plugin uses, as types. The CLI ships no types of
 * its own: its core is bundled, and `@redocly/openapi-core` under `node_modules` is the older one that
 * openapi-typescript brings. Source: https://redocly.com/docs/cli/custom-plugins/custom-rules and the walker
 * in `@redocly/cli` 2.77.
 */

/**
 * @typedef {object} Source
 * @property {string} absoluteRef the file's absolute path
 */

/**
 * A node's position: a file and a JSON pointer in it (`#/` for the whole file).
 * @typedef {object} Location
 * @property {Source} source
 * @property {string} pointer
 * @property {string} absolutePointer file and pointer in one
 * @property {(keys: string | number | (string | number)[]) => Location} child
 * @property {() => KeyLocation} key the same position, to be marked at the key instead of the value
 */

/** @typedef {{ source: Source, pointer: string, reportOnKey?: boolean }} KeyLocation */

/**
 * @callback Resolve
 * @param {{ $ref: string }} reference
 * @param {string} from the absolute path of the file that the reference stands in
 * @returns {{ node: unknown, location: Location | undefined }} both undefined where nothing is there
 */

/**
 * @typedef {object} Context
 * @property {(problem: { message: string, location: Location | KeyLocation }) => void} report
 * @property {Location} location of the node, its reference followed
 * @property {Location} rawLocation of the node or, where there is one, of the reference to it
 * @property {Resolve} resolve
 * @property {{ name: string, extensionsPrefix?: string }} type the kind of the node: `Schema`, `Parameter`, ...
 * @property {() => void} ignoreNextVisitorsOnNode keeps later rules off this node, as the CLI's own `struct` does
 */

/** @typedef {(node: unknown, ctx: Context) => void} Visit */

/** @typedef {() => Record<string, Visit>} Rule a new visitor for each document */

export {};

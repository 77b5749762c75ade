import { isPromised, typesOf } from './place.js';
import { isObject, nearest, strings } from './values.js';

/** @import { Contract } from './contract.js' */
/** @import { Place } from './place.js' */

/**
 * Our extensions of OpenAPI and their words. `spec/README.md` explains them; an entry here and a row there
 * belong together.
 */

/**
 * The keys of `x-error` with a vocabulary of ours, and the words of each. That of `category` is in the spec.
 */
export const ERROR_WORDS = {
  retry: ['never', 'wait', 'backoff'],
  trigger: [
    'token-missing',
    'token-unknown',
    'account',
    'balance',
    'path-unknown',
    'parameter-invalid',
    'rate',
    'server',
  ],
};

/** The triggers of exactly one code: the sandbox and the contract tests need to know which. */
export const TRIGGERS_OF_ONE = ['token-missing', 'token-unknown', 'path-unknown'];

/** The keys of `x-error` that are prose. */
export const ERROR_TEXTS = ['meaning', 'solution', 'occurs'];

/** How much a sentence binds (RFC 2119). */
export const LEVELS = ['MUST', 'SHOULD', 'MAY'];

/**
 * The types that a role can have, whose it is, and whether several values of one object can have it.
 * @typedef {Record<string, { types: string[], on: string[], shared?: boolean }>} Roles
 */

/** @type {{ parameter: Roles, property: Roles }} */
export const ROLES = {
  parameter: {
    limit: { types: ['integer'], on: ['parameter'] },
    cursor: { types: ['string'], on: ['parameter'] },
  },
  property: {
    wait: { types: ['integer'], on: ['error'] },
    balance: { types: ['integer'], on: ['error', 'success'] },
    items: { types: ['array'], on: ['success'] },
    cursor: { types: ['string'], on: ['success'] },
    key: { types: ['integer', 'string'], on: ['item'], shared: true },
  },
};

/**
 * Where a key stands: the kind of its object as the CLI names it, and the object itself.
 * @typedef {{ type: string, place: Place, contract: Contract }} Spot
 */

/** @type {Record<string, { on: string, fits: (spot: Spot) => boolean }>} */
export const EXTENSIONS = {
  'x-error': {
    on: 'the schema of an error code',
    fits: ({ type, place, contract }) => type === 'Schema' && contract.schemas.has(place.id),
  },
  'x-role': {
    on: 'a property or a parameter',
    fits: ({ type, place }) =>
      type === 'Parameter' || (type === 'Schema' && /\/properties\/[^/]+$/u.test(place.location.pointer)),
  },
  'x-error-categories': { on: 'the root', fits: ({ type }) => type === 'Root' },
  'x-relations': {
    on: 'an object schema',
    fits: ({ type, place }) => type === 'Schema' && (isOfObject(place) || place.at('properties').present),
  },
  'x-same': {
    on: 'a schema with `enum`',
    fits: ({ type, place }) => type === 'Schema' && place.at('enum').present,
  },
  'x-invalid': { on: 'a parameter', fits: ({ type }) => type === 'Parameter' },
  'x-opaque': { on: 'a parameter', fits: ({ type }) => type === 'Parameter' },
  'x-wire-pattern': { on: 'a parameter', fits: ({ type }) => type === 'Parameter' },
  'x-level': { on: 'a header of a response', fits: ({ type }) => type === 'Header' },
  'x-equals': { on: 'a header of a response', fits: ({ type }) => type === 'Header' },
  'x-sandbox': { on: 'the root', fits: ({ type }) => type === 'Root' },
};

/** @param {Place} schema */
function isOfObject(schema) {
  return typesOf(schema).join() === 'object';
}

/**
 * The known extension that `key` probably means.
 * @param {string} key
 */
export function intended(key) {
  return nearest(key, Object.keys(EXTENSIONS));
}

/**
 * Whether an object has `name`, or a key that probably means it: then `extension-known` speaks, and whoever
 * misses the extension need not.
 * @param {unknown} node
 * @param {string} name
 */
export function hasOrMisspells(node, name) {
  if (!isObject(node)) return false;
  return Object.keys(node).some(
    (key) => key === name || (key.startsWith('x-') && !(key in EXTENSIONS) && intended(key) === name),
  );
}

/**
 * Whether a role may be meant by a property that is not read as having it: its `x-role` is misspelt, or the
 * word is, or the property is required but not there. All of that is reported, and whoever misses the role
 * need not say so.
 * @param {Place} schema
 */
export function hasUnreadRole(schema) {
  const misspelt = schema
    .at('properties')
    .entries()
    .some(([, { node, object }]) =>
      'x-role' in object
        ? !Object.hasOwn(ROLES.property, String(object['x-role']))
        : hasOrMisspells(node, 'x-role'),
    );
  return misspelt || strings(schema.object.required).some((field) => isPromised(schema, field));
}

/**
 * Whether a schema has one of the types and no other. One without a type is reported for that, and fits.
 * @param {Place} schema
 * @param {string[]} types
 */
export function isOfType(schema, types) {
  const own = typesOf(schema);
  return own.every((type) => types.some((wanted) => wanted === type));
}

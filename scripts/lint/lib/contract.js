import { basename, dirname, extname } from 'node:path';
import { orphanFiles, shownPath } from './files.js';
import { Place } from './place.js';

/** @import { Context } from './redocly.js' */

/** The methods of a path item (OpenAPI 3.1.1, 4.8.9). */
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** A status whose answer is the error envelope. */
const ERROR_STATUS = /^[45]\d\d$/u;
/** A status whose answer is the success envelope. */
const SUCCESS_STATUS = /^2\d\d$/u;

/**
 * @typedef {object} Operation
 * @property {string} name the `operationId`, or method and path where it has none
 * @property {Place} place
 * @property {Place[]} parameters of the path item and its own
 * @property {[string, Place][]} responses by status
 */

/**
 * A response, once for all operations that answer it.
 * @typedef {object} Response
 * @property {string[]} statuses under which it stands, each once
 * @property {Place} place
 * @property {Place} media its media type
 */

/**
 * What an error response says of its codes, in three places that have to agree.
 * @typedef {object} Codes
 * @property {Place[]} members of `error.oneOf`
 * @property {{ key: string, place: Place, target: Place }[]} mapping of its discriminator
 * @property {[string, Place][]} examples
 */

/** @typedef {Response & Codes} ErrorResponse */

/**
 * The spec as the contract sees it. Reading forgives every fault: what is not there is empty, and the rule
 * that owns the fact says so.
 */
export class Contract {
  /** @param {Place} root */
  constructor(root) {
    this.root = root;
    this.operations = readOperations(root);
    const responses = readResponses(this.operations);
    this.responses = responses;
    this.successes = responses.filter(({ statuses }) =>
      statuses.some((status) => SUCCESS_STATUS.test(status)),
    );
    /** @type {ErrorResponse[]} */
    this.errors = responses
      .filter(({ statuses }) => statuses.some((status) => ERROR_STATUS.test(status)))
      .map((response) => ({ ...response, ...readCodes(response.media) }));
    this.parameters = unique(this.operations.flatMap(({ parameters }) => parameters));
    /** The schemas of the codes, by identity. */
    this.schemas = new Map(this.errors.flatMap(schemasOf).map((schema) => [schema.id, schema]));
    /** The names of the codes. */
    this.codes = new Set([...this.schemas.values()].flatMap((schema) => [...namesOf(schema)]));
    const pages = this.successes.map(dataOf);
    /** The schemas of `data`, by identity. */
    this.pages = new Set(pages.map(({ id }) => id));
    /** The schemas of what pages list, by identity. */
    this.items = new Set(pages.flatMap((page) => itemsOf(page)?.id ?? []));
    /** Whether a page does not mark its list, which `page-complete` asks for: any object may be what it lists. */
    this.hasUnmarkedList = this.operations.some(
      ({ parameters, responses }) =>
        parameters.some(({ object }) => object['x-role'] === 'limit') &&
        responses.some(
          ([status, response]) =>
            SUCCESS_STATUS.test(status) && !itemsOf(dataOf({ media: mediaOf(response) })),
        ),
    );
    this.orphans = orphanFiles(root);
    /** What the CLI's own rules stay away from until another fault is mended. @type {Set<string>} */
    this.clouded = new Set();
  }

  /**
   * Whether a file beside those of the codes bears this name, but no response has taken the code:
   * `file-referenced` says so, and who names the code need not.
   * @param {unknown} code
   */
  untaken(code) {
    return this.orphans.some((file) => basename(file, extname(file)) === code && this.isCodeFile(file));
  }

  /**
   * Whether a file stands beside those of the codes.
   * @param {string} file
   */
  isCodeFile(file) {
    return [...this.schemas.values()].some((schema) => dirname(schema.file) === dirname(file));
  }

  /** Whether any code is still to be taken by a response. */
  get hasUntaken() {
    return this.orphans.some((file) => this.isCodeFile(file));
  }

  /** Whether an answer has no body to speak of: what its files hold is then out of reach because of that. */
  get isTorn() {
    return (
      this.errors.some(({ media }) => !Array.isArray(errorOf(media).object.oneOf)) ||
      this.successes.some((response) => !dataOf(response).present)
    );
  }

  /**
   * Keeps the CLI's own rules off what a code's schema makes wrong besides: the examples of its response, and
   * the `oneOf`.
   * @param {Place} schema
   */
  cloud(schema) {
    for (const { media, members } of this.errors)
      if (members.some(({ id }) => id === schema.id))
        this.clouded.add(media.id).add(errorOf(media).at('oneOf').id);
  }

  /**
   * A file's path for messages.
   * @param {Place | string} file
   */
  show(file) {
    return shownPath(this.root, typeof file === 'string' ? file : file.file);
  }
}

/** @type {WeakMap<object, Contract>} one reading for all rules */
const read = new WeakMap();

/**
 * @param {unknown} node the root of the document
 * @param {Context} ctx
 */
export function contractOf(node, ctx) {
  const key = Object(node);
  const contract = read.get(key) ?? new Contract(new Place(node, ctx.location, ctx.resolve));
  read.set(key, contract);
  return contract;
}

/**
 * What a code's schema calls itself: by its file and by its `const`. Where the two differ `error-schema`
 * speaks, and everyone else takes either for its name.
 * @param {Place} schema
 * @returns {Set<string>}
 */
export function namesOf(schema) {
  const value = schema.at('properties', 'code', 'const').node;
  return new Set(typeof value === 'string' ? [value, schema.name] : [schema.name]);
}

/**
 * The schemas of a response's codes. What is in the mapping alone counts: the code is meant to be there,
 * `error-envelope` asks for the rest, and nobody else need miss it. A schema without a `$ref` has no name and
 * is no code's.
 * @param {Codes} codes
 * @returns {Place[]}
 */
export function schemasOf({ members, mapping }) {
  const schemas = [...members, ...mapping.map(({ target }) => target)];
  return unique(schemas.filter(({ present, reference }) => present && reference !== undefined));
}

/**
 * The schema of `error` in the error envelope.
 * @param {Place} media
 * @returns {Place}
 */
export function errorOf(media) {
  return media.at('schema', 'properties', 'error');
}

/**
 * The schema of `data` in the success envelope.
 * @param {Pick<Response, 'media'>} response
 * @returns {Place}
 */
export function dataOf({ media }) {
  return media.at('schema', 'properties', 'data');
}

/**
 * The schema of what a page lists: the items of the property of role `items`.
 * @param {Place} data
 * @returns {Place | undefined}
 */
export function itemsOf(data) {
  const list = data
    .at('properties')
    .entries()
    .find(([, { object }]) => object['x-role'] === 'items');
  return list?.[1].at('items');
}

/** @param {string} status */
export function isErrorStatus(status) {
  return ERROR_STATUS.test(status);
}

/** @param {string} status */
export function isSuccessStatus(status) {
  return SUCCESS_STATUS.test(status);
}

/**
 * @param {Place} root
 * @returns {Operation[]}
 */
function readOperations(root) {
  return root
    .at('paths')
    .entries()
    .flatMap(([path, item]) =>
      item
        .entries()
        .filter(([method]) => METHODS.includes(method))
        .map(([method, place]) => {
          const id = place.object.operationId;
          return {
            name: typeof id === 'string' ? id : `${method.toUpperCase()} ${path}`,
            place,
            parameters: [item, place]
              .flatMap((owner) => owner.at('parameters').entries())
              .flatMap(([, parameter]) => (parameter.dangling ? [] : [parameter])),
            responses: place.at('responses').entries(),
          };
        }),
    );
}

/**
 * @param {Operation[]} operations
 * @returns {Response[]}
 */
function readResponses(operations) {
  /** @type {Map<string, Response>} */
  const byId = new Map();
  for (const { responses } of operations)
    for (const [status, place] of responses) {
      if (place.dangling) continue;
      const known = byId.get(place.id);
      if (known) known.statuses = [...new Set([...known.statuses, status])];
      else byId.set(place.id, { statuses: [status], place, media: mediaOf(place) });
    }
  return [...byId.values()];
}

/**
 * The media type of an answer. Under another name than it should have, its codes are known all the same.
 * @param {Place} response
 * @returns {Place}
 */
export function mediaOf(response) {
  const content = response.at('content');
  const json = content.at('application/json');
  return json.present ? json : (content.entries()[0]?.[1] ?? json);
}

/**
 * @param {Place} media
 * @returns {Codes}
 */
function readCodes(media) {
  const error = errorOf(media);
  return {
    members: error
      .at('oneOf')
      .entries()
      .map(([, member]) => member),
    mapping: error
      .at('discriminator', 'mapping')
      .entries()
      .map(([key, place]) => ({
        key,
        place,
        target: place.follow(String(place.node), place.location),
      })),
    examples: media.at('examples').entries(),
  };
}

/**
 * @param {Place[]} places
 * @returns {Place[]}
 */
function unique(places) {
  return [...new Map(places.map((place) => [place.id, place])).values()];
}

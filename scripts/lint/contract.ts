/** The parts of the spec that several rules need: operations, responses, codes and pages. */
import { METHODS } from '../../src/contract/vocabulary.ts';
import { Place } from './place.ts';
import type { Context } from './redocly.ts';

export interface Operation {
  /** The `operationId`, else the method and path. */
  name: string;
  /** In lower case. */
  method: string;
  place: Place;
  /** The request body; not present if the operation has none. */
  body: Place;
  /** The parameters of the path item and of the operation. */
  parameters: Place[];
  /** The responses, each with the status. */
  responses: [status: string, response: Place][];
}

/** A response. Operations that refer to the same response share one of these objects. */
export interface Response {
  statuses: string[];
  place: Place;
  /** The first media type; not present if the response has no content. */
  media: Place;
}

export interface ErrorResponse extends Response {
  /** The schemas in `oneOf` of `error`. */
  members: Place[];
  /** The discriminator's mapping. */
  mapping: { code: string; place: Place; target: Place }[];
}

/** An inconsistent spec makes some of these lists incomplete; the rule that checks the cause reports it. */
export class Contract {
  readonly root: Place;
  readonly operations: Operation[];
  readonly parameters: Place[];
  readonly responses: Response[];
  readonly errors: ErrorResponse[];
  /** The successes, with and without content. */
  readonly successes: Response[];
  /** The schemas of the codes. The name of the file is the code. */
  readonly codes: Place[];
  /** The schemas of `data` of the successes. */
  readonly pages: Place[];
  /** The schemas of the items of pages. */
  readonly items: Place[];
  /** The ids of everything in the schemas of request bodies that is in no schema of a response. */
  readonly #requestOnly: ReadonlySet<string>;

  constructor(root: Place) {
    this.root = root;
    this.operations = operationsOf(root);
    this.parameters = unique(this.operations.flatMap(({ parameters }) => parameters));
    this.responses = responsesOf(this.operations);
    this.successes = this.responses.filter(({ statuses }) => statuses.some(isSuccess));
    this.errors = this.responses.filter(({ statuses }) => statuses.some(isError)).map(withCodes);
    this.codes = unique(
      this.errors.flatMap(({ members, mapping }) => [...members, ...mapping.map(({ target }) => target)]),
    ).filter(({ present, reference }) => present && reference !== undefined);
    this.pages = unique(this.successes.map(dataOf).filter(({ present }) => present));
    this.items = unique(this.pages.flatMap((page) => page.withRole('items').map((list) => list.at('items'))));
    const received = idsBelow(this.responses.map(({ media }) => media.at('schema')));
    const sent = this.operations.flatMap(({ body }) => body.at('content').values());
    const bodies = idsBelow(sent.map((media) => media.at('schema')));
    this.#requestOnly = new Set([...bodies].filter((id) => !received.has(id)));
  }

  /** The names of the codes that the API still returns. */
  get codeNames(): string[] {
    return this.codes.filter((schema) => !isRetired(schema)).map(({ name }) => name);
  }

  /** Whether a schema is only part of request bodies, so that its fields can be optional. */
  isRequestOnly({ id }: Place): boolean {
    return this.#requestOnly.has(id);
  }

  /** Whether a schema is one of a list, compared by identity. */
  static has(list: readonly Place[], { id }: Place): boolean {
    return list.some((place) => place.id === id);
  }
}

const contracts = new WeakMap<object, Contract>();

/** Returns the contract of a document; all rules share one reading. */
export function contractOf(root: unknown, context: Context): Contract {
  const key = Object(root);
  const contract = contracts.get(key) ?? new Contract(new Place(root, context));
  contracts.set(key, contract);
  return contract;
}

export function isError(status: string): boolean {
  return /^[45]\d\d$/u.test(status);
}

/** Whether the API no longer returns a code. Clients may still know the code. */
export function isRetired(schema: Place): boolean {
  return schema.at('x-error', 'retired').present;
}

export function isSuccess(status: string): boolean {
  return /^2\d\d$/u.test(status);
}

/** Returns the schema of `data` in the envelope of a success. */
export function dataOf({ media }: Response): Place {
  return media.at('schema', 'properties', 'data');
}

/** Returns the first media type of a response. */
export function mediaOf(response: Place): Place {
  const content = response.at('content');
  return content.values()[0] ?? content.at('application/json');
}

/** Adds the codes that the schema of an error response lists. */
export function withCodes(response: Response): ErrorResponse {
  const error = response.media.at('schema', 'properties', 'error');
  const mapping = error
    .at('discriminator', 'mapping')
    .entries()
    .map(([code, place]) => ({ code, place, target: place.follow(String(place.node), place.location) }));
  return { ...response, members: error.at('oneOf').values(), mapping };
}

function operationsOf(root: Place): Operation[] {
  return root
    .at('paths')
    .entries()
    .flatMap(([path, item]) =>
      METHODS.filter((method) => item.at(method).present).map((method) => {
        const place = item.at(method);
        const id = place.object.operationId;
        return {
          name: typeof id === 'string' ? id : `${method.toUpperCase()} ${path}`,
          method,
          place,
          body: place.at('requestBody'),
          parameters: parametersOf(item, place),
          responses: place
            .at('responses')
            .entries()
            .filter(([, { present }]) => present),
        };
      }),
    );
}

/** Returns the parameters of a path item and an operation. A parameter of the operation overrides that of the path item. */
function parametersOf(item: Place, operation: Place): Place[] {
  const [shared = [], own = []] = [item, operation].map((owner) =>
    owner
      .at('parameters')
      .values()
      .filter(({ present }) => present),
  );
  const isSame = (one: Place, { object }: Place) =>
    one.object.name === object.name && one.object.in === object.in;
  return [...shared.filter((one) => !own.some((other) => isSame(one, other))), ...own];
}

function responsesOf(operations: readonly Operation[]): Response[] {
  const found = new Map<string, Response>();
  for (const [status, place] of operations.flatMap(({ responses }) => responses)) {
    const response = found.get(place.id) ?? { statuses: [], place, media: mediaOf(place) };
    if (!response.statuses.includes(status)) response.statuses.push(status);
    found.set(place.id, response);
  }
  return [...found.values()];
}

/** Returns the ids of places and of everything in them, through all references. */
function idsBelow(places: readonly Place[], found = new Set<string>()): Set<string> {
  for (const place of places) {
    if (found.has(place.id)) continue;
    found.add(place.id);
    idsBelow(place.values(), found);
  }
  return found;
}

function unique(places: readonly Place[]): Place[] {
  return [...new Map(places.map((place) => [place.id, place])).values()];
}

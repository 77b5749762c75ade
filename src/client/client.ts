/** The client: one method per operation. */
import type { ErrorCode } from '../../generated/errors.ts';
import { orThrow } from './api-error.ts';
import { type AnyResult, type Call, createCall } from './call.ts';
import type { ContractData, OperationData } from './contract-data.ts';
import type { CallOptions, ClientOptions, ItemsOptions } from './options.ts';
import { protocolFailure } from './protocol.ts';
import { ITEMS_RULES, readClientOptions } from './read-options.ts';
import { requestOf } from './request.ts';
import type { Result } from './result.ts';

/**
 * A method of the client, which calls one operation of the contract. It never throws.
 *
 * @param parameters all parameters in one object, and the request body as the property `body`
 * @param options for this call only
 */
export type Operation<Parameters, Data, Code extends ErrorCode> = (
  parameters: Parameters,
  options?: CallOptions,
) => Promise<Result<Data, Code>>;

/** An operation that returns one page at a time. */
export interface PagedOperation<Parameters, Data, Code extends ErrorCode, Item>
  extends Operation<Parameters, Data, Code> {
  /**
   * Yields the pages in order. Each page is requested when the previous one has been consumed. Ends after the last
   * page or after a failure, which it yields. If the cursor of a page is missing, malformed or has occurred before, the
   * page is followed by a failure with the reason `bad_cursor`.
   *
   * @param parameters as for the operation; a cursor selects the first page
   * @param options for each of the calls
   * @example for await (const page of client.listPosts.pages({ user: 'natgeo' })) { ... }
   */
  pages(parameters: Parameters, options?: CallOptions): AsyncGenerator<Result<Data, Code>, void, undefined>;

  /**
   * Yields the items of all pages in order. Each page is requested when the previous one has been consumed.
   *
   * @param parameters as for the operation; a cursor selects the first page
   * @param options for each of the calls, and the maximum number of items
   * @throws {ApiError} after the items so far, if a page is a failure. Unlike a result, an item cannot be a failure
   * @example for await (const post of client.listPosts.items({ user: 'natgeo' }, { max: 500 })) { ... }
   */
  items(parameters: Parameters, options?: ItemsOptions): AsyncGenerator<Item, void, undefined>;
}

/** A validated connection to the API: what the methods and the openapi-fetch client have in common. */
export interface Connection {
  /** Without a trailing slash. */
  baseUrl: string;
  call: Call;
}

/**
 * Validates the options.
 *
 * @throws {TypeError} if an option is missing or invalid; the message names the option
 */
export function connect(contract: ContractData, options: ClientOptions): Connection {
  const settings = readClientOptions(options);
  const { baseUrl, tokenHeader, docsUrl } = settings;
  const headers = contract.credentials.map(({ header }) => header);
  if (tokenHeader !== undefined && !headers.includes(tokenHeader)) {
    throw new TypeError(`The option tokenHeader must be ${headers.join(' or ')}.`);
  }
  const docs = docsUrl ? docsUrl.replace(/\/?$/, '/') + contract.docs : contract.docs;
  return { baseUrl, call: createCall({ ...contract, docs }, settings) };
}

/** Builds a client for a contract. `generated/client.ts` passes the contract of the spec. */
export function buildClient<Client>(contract: ContractData, options: ClientOptions): Client {
  const { baseUrl, call } = connect(contract, options);

  function methodOf(id: string, operation: OperationData) {
    const { items = '', cursor } = operation;
    const request = requestOf(operation, baseUrl);
    type Method = (parameters?: object, options?: CallOptions) => Promise<AnyResult>;

    /** Returns a method whose options follow the rules. */
    const methodWith =
      (rules?: typeof ITEMS_RULES): Method =>
      async (parameters, options) =>
        (await call(id, options, (headers) => request(parameters, headers), rules))[0];

    const single = methodWith();
    if (!cursor) return single;

    const pagesOf = (method: Method) =>
      async function* (parameters?: object, options?: CallOptions): AsyncGenerator<AnyResult, void> {
        const seen = new Set<unknown>();
        for (let current = parameters; ; ) {
          const page = await method(current, options);
          yield page;
          const { data, ...others } = page;
          const next = data?.[cursor.field];
          if (!page.success || next === null) return;
          seen.add((current as Record<string, unknown> | undefined)?.[cursor.parameter]);
          if (!next || typeof next !== 'string' || seen.has(next)) {
            // No request was sent for this failure.
            const failure = protocolFailure('bad_cursor', page.response.status, '');
            const error = { ...failure, operation: id, attempts: 0, requestId: page.requestId };
            yield { ...others, success: false, error };
            return;
          }
          current = { ...parameters, [cursor.parameter]: next };
        }
      };
    const pages = pagesOf(methodWith(ITEMS_RULES));

    return Object.assign(single, {
      pages: pagesOf(single),
      async *items(parameters?: object, options?: ItemsOptions): AsyncGenerator<unknown, void> {
        let { max: left = Infinity } = Object(options) as ItemsOptions;
        if (left === 0) return;
        for await (const page of pages(parameters, options)) {
          for (const item of orThrow(page)[items] as unknown[]) {
            yield item;
            if (--left === 0) return;
          }
        }
      },
    });
  }

  const methods = Object.entries(contract.operations).map(([id, operation]) => [id, methodOf(id, operation)]);
  return Object.fromEntries(methods) as Client;
}

/** The client for users of openapi-fetch: its interface over the same calls as the methods. */
import createOpenapiFetch, { type Client } from 'openapi-fetch';
import type { TokenHeader } from '../../generated/client.ts';
import { contract } from '../../generated/contract.ts';
import type { ErrorCode } from '../../generated/errors.ts';
import type { paths } from '../../generated/types.ts';
import type { AnyResult } from './call.ts';
import { connect } from './client.ts';
import type { ContractData } from './contract-data.ts';
import type { CallOptions, ClientOptions } from './options.ts';
import { isObject, readOwnCallOptions } from './read-options.ts';
import { requestOf } from './request.ts';
import type { Failure } from './result.ts';

/**
 * A failure whose absent properties can be read. The types of openapi-fetch remove a property that is `never`, so that
 * `error.code` would not compile; they keep `void`, which narrows in the same way.
 */
type Readable<One> = One extends Failure
  ? // biome-ignore lint/suspicious/noConfusingVoidType: openapi-fetch removes `undefined`, see above
    { [Name in keyof One]: [NonNullable<One[Name]>] extends [never] ? void : One[Name] }
  : never;

/** The body of a response that is not 2xx: the envelope of an error, with the failure of the client as its `error`. */
export interface FailureEnvelope<Code extends ErrorCode = ErrorCode> {
  success: false;
  error: Readable<Failure<Code>>;
}

/** The codes in the error responses of an operation. */
type CodesOf<Responses> = {
  [Status in keyof Responses]: Responses[Status] extends {
    content: { 'application/json': { error: { code: infer Code extends ErrorCode } } };
  }
    ? Code
    : never;
}[keyof Responses];

/** An operation whose responses are the success and the failures of the client. */
type WithFailures<Operation> = Operation extends { responses: infer Responses }
  ? Omit<Operation, 'responses'> & {
      responses: {
        [Status in keyof Responses as `${Status & number}` extends `2${string}`
          ? Status
          : never]: Responses[Status];
      } & {
        default: {
          headers: { [name: string]: unknown };
          content: { 'application/json': FailureEnvelope<CodesOf<Responses>> };
        };
      };
    }
  : Operation;

/** The paths of the contract, with the failures of the client as errors. */
export type FetchPaths = {
  [Path in keyof paths]: { [Method in keyof paths[Path]]: WithFailures<paths[Path][Method]> };
};

/**
 * An openapi-fetch client with the same retries, waits, limits and checks as the methods of the client.
 *
 * Pass the options of a call in the same object as `params`. A failure of any kind is returned as `error`: an envelope
 * whose `error` is the failure. The `response` is then built by the client; it is not the response of the server.
 */
export type FetchClient = Client<FetchPaths>;

/** The options of a call of openapi-fetch that this file reads. */
interface Init {
  params?: { path?: object; query?: object; header?: object };
  body?: unknown;
  middleware?: unknown;
}

/** The interface of an openapi-fetch client without the types of the paths. */
type UntypedClient = Record<string, unknown> & {
  request(method: string, path: string, init: object): Promise<unknown>;
};

const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE'];

/**
 * Creates an openapi-fetch client. Middleware sees each call once, before and after all its attempts.
 *
 * @param options as for `createClient`
 * @throws {TypeError} if an option is missing or invalid; the message names the option
 * @example const { data, error } = await createFetchClient(options).GET('/posts', { params, timeoutMs: 5000 });
 */
export function createFetchClient(options: ClientOptions<TokenHeader>): FetchClient {
  return buildFetchClient<FetchClient>(contract, options);
}

/** Builds an openapi-fetch client for a contract. */
export function buildFetchClient<FetchClient>(contract: ContractData, options: ClientOptions): FetchClient {
  const { baseUrl, call } = connect(contract, options);
  const client = createOpenapiFetch({
    baseUrl,
    headers: { accept: 'application/json' },
  }) as unknown as UntypedClient;
  const { request: send } = client;

  /** Makes a call. An invalid argument is a failure, so that middleware and the caller see it like any other. */
  function request(method: string, path: string, init: Init = {}): Promise<unknown> {
    const [id, operation] = operationOf(contract, method, path);
    let url = baseUrl + path;
    let invalid: unknown;
    // The token is masked even if another option is invalid.
    let options = { token: (init as CallOptions | null)?.token } as CallOptions;
    try {
      if (!isObject(init)) throw new TypeError('The options must be an object.');
      if (!operation) throw new TypeError(`The API has no operation ${method.toUpperCase()} ${path}.`);
      options = readOwnCallOptions(init) as CallOptions;
      const { params, body } = init;
      const parameters = { ...params?.path, ...params?.query, ...params?.header };
      if (body !== undefined) Object.assign(parameters, { body });
      url = requestOf(operation, baseUrl)(parameters, options.headers).input as string;
    } catch (cause) {
      invalid = cause;
    }
    return send(method, path, {
      ...(invalid ? { middleware: init?.middleware } : init),
      // openapi-fetch passes the whole URL.
      pathSerializer: () => url.split('?')[0],
      querySerializer: () => url.split('?')[1] ?? '',
      fetch: async (input: Request) => {
        // Read once, so that each attempt can send it. Middleware can still read the request.
        const body = (await input.clone().text()) || null;
        const { method, signal } = input;
        const outcome = await call(id, { ...options, signal }, () => {
          if (invalid) throw invalid;
          // A copy, so that middleware never sees the token.
          return { input, method, headers: new Headers(input.headers), body };
        });
        return responseOf(...outcome);
      },
    });
  }

  const methods = METHODS.map((method) => [
    method,
    (path: string, init?: Init) => request(method, path, init),
  ]);
  return { ...client, ...Object.fromEntries(methods), request } as unknown as FetchClient;
}

/** Returns the operation of a method and a path template, and its `operationId`. */
function operationOf(contract: ContractData, method: string, path: string) {
  const found = Object.entries(contract.operations).find(
    ([, operation]) => operation.method === method.toUpperCase() && operation.path === path,
  );
  return found ?? ([method.toUpperCase(), undefined] as const);
}

/**
 * Builds a response that openapi-fetch can always parse. Its status is 2xx only for a success.
 *
 * @param text the body of a success
 */
function responseOf(result: AnyResult, text?: string): Response {
  const { success, error, response } = result;
  const body = success ? text : JSON.stringify({ success, error: { ...error, cause: undefined } });
  if (response && (success || response.status >= 400)) {
    try {
      const headers = new Headers(response.headers);
      // This is the length of the original, possibly encoded body. openapi-fetch relies on the header.
      headers.delete('content-length');
      // With a body, the status 204 is an error.
      return new Response(body || null, { status: response.status, headers });
    } catch {
      // The caller's fetch returned something else than a Response, for example with the status 700.
    }
  }
  // Bad Gateway (RFC 9110 15.6.3): the original status, if any, would not mean a failure.
  return new Response(body, { status: success ? 200 : 502 });
}

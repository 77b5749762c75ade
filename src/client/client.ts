/** The client: openapi-fetch for URLs, middleware and types, the call for everything that can go wrong. */
import createHttp, { defaultPathSerializer } from 'openapi-fetch';
import type { ErrorCode } from '../../generated/errors.ts';
import { failureOf, REFUSED } from './attempt.ts';
import { type AnyResult, createCall, type Limits } from './call.ts';
import type { ContractData, OperationData } from './contract-data.ts';
import { isToken } from './mask.ts';
import { type CallOptions, type ClientOptions, change, DEFAULTS } from './options.ts';
import type { Failure, Result } from './result.ts';

/**
 * A method of the client: an operation of the contract. It never throws.
 *
 * @param parameters path and query parameters in one object
 * @param options for this call alone
 */
export type Operation<Parameters, Data, Code extends ErrorCode> = (
  parameters: Parameters,
  options?: CallOptions,
) => Promise<Result<Data, Code>>;

/** An operation that answers a page at a time. */
export interface PagedOperation<Parameters, Data, Code extends ErrorCode>
  extends Operation<Parameters, Data, Code> {
  /**
   * The pages, one after the other, each asked for when the one before has been taken. Ends after the last page, after
   * a failure, which it yields, and where the server repeats a cursor.
   *
   * @param parameters as for the operation; with a cursor, the pages from there on
   * @param options for each of the calls
   * @example for await (const page of client.listPosts.pages({ user: 'natgeo' })) { ... }
   */
  pages(parameters: Parameters, options?: CallOptions): AsyncGenerator<Result<Data, Code>, void, undefined>;
}

type Values = Record<string, unknown>;

/** Credentials, a query or a fragment would not mix with what the calls add. */
const BASE_URL = /^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i;

/** What the methods use of openapi-fetch; its types are for the paths of a contract that is known. */
interface Http {
  request(method: string, path: string, init: object): Promise<unknown>;
  use(...middleware: unknown[]): void;
}

/**
 * Builds a client over a contract. `generated/client.ts` calls it with the spec's.
 *
 * @throws {TypeError} where an option is missing or wrong, with a sentence that says which
 */
export function connect<Client>(contract: ContractData, options: ClientOptions): Client {
  const { baseUrl, token, tokenHeader, ...others } = options;
  const settings = change(DEFAULTS, others);
  const { fetch } = options;
  // A fetch of the caller's gets all in a Request; the platform's own makes one anyway, and a copy takes its time.
  if (fetch) settings.fetch = (request, init) => fetch(new Request(request, init));
  const refuse = (what: string): never => {
    throw new TypeError(`The option ${what}.`);
  };
  if (!BASE_URL.test(baseUrl))
    refuse('baseUrl must be an http or https URL without credentials, query and fragment');
  if (typeof token !== 'function' && !isToken(token)) refuse('token must be visible ASCII, or a function');
  const carrier =
    contract.carriers.find(([header]) => header === (tokenHeader ?? header)) ??
    refuse(`tokenHeader must be ${contract.carriers.map(([header]) => header).join(' or ')}`);

  const call = createCall({ contract, settings, token, carrier });
  const limits = ({ timeoutMs, deadlineMs, retry }: CallOptions): Limits =>
    change(settings, { timeoutMs, deadlineMs, retry });

  const http = createHttp({
    baseUrl: baseUrl.replace(/\/+$/, ''),
    headers: { Accept: 'application/json' },
    pathSerializer: serializePath,
    async fetch(request) {
      const operation = `${request.method} ${new URL(request.url).pathname}`;
      // What a call's options add to a RequestInit, openapi-fetch puts on the Request.
      return answer(...(await call(request, operation, limits(request as object))));
    },
  }) as unknown as Http;

  const { use } = http;
  let isWatched = false;
  http.use = (...middleware) => {
    isWatched = true;
    use(...middleware);
  };

  function method(operation: string, [verb, path, cursorParameter = '', cursorField = '']: OperationData) {
    async function run(parameters: Values, init: CallOptions = {}): Promise<AnyResult> {
      let result: AnyResult | undefined;
      let cause: unknown;
      try {
        const query = { ...parameters };
        for (const name in query) if (path.includes(`{${name}}`)) delete query[name];
        await http.request(verb, path, {
          ...init,
          params: { path: parameters ?? {}, query },
          // Not parsed twice: the result is at hand.
          parseAs: 'stream',
          async fetch(request: Request) {
            const [its, text] = await call(request, operation, limits(init));
            result = its;
            return answer(its, isWatched ? text : undefined);
          },
        });
      } catch (thrown) {
        cause = thrown;
      }
      return (
        result ?? {
          success: false,
          error: { ...failureOf('refused', cause, String), operation, attempts: 0 } as Failure,
        }
      );
    }

    async function* pages(parameters: Values, init?: CallOptions): AsyncGenerator<AnyResult, void> {
      const seen = new Set<unknown>();
      for (let cursor = parameters?.[cursorParameter]; ; ) {
        seen.add(cursor);
        const page = await run({ ...parameters, [cursorParameter]: cursor }, init);
        yield page;
        cursor = page.data?.[cursorField];
        if (!cursor || typeof cursor !== 'string' || seen.has(cursor)) return;
      }
    }

    return cursorField ? Object.assign(run, { pages }) : run;
  }

  const methods = Object.entries(contract.operations).map(([id, operation]) => [id, method(id, operation)]);
  return { http, ...Object.fromEntries(methods) } as Client;
}

/**
 * An answer that openapi-fetch can always parse, 2xx for a success alone; the server's own is `result.response`.
 *
 * @param text the body of a success; left out where nobody will read it, for a copy takes its time
 */
function answer({ success, error, response }: AnyResult, text?: string): Response {
  if (success) return text ? new Response(text, response) : response;
  const status = response?.status ?? 0;
  return new Response(JSON.stringify({ success, error: { ...error, cause: undefined } }), {
    // Bad Gateway (RFC 9110 15.6.3) where there is no answer, or the answer's own status would say something else.
    status: status < 400 ? 502 : status,
  });
}

/**
 * As openapi-fetch does, but for segments that RFC 3986 5.2.4 would take away: another path would be asked. It can't
 * refuse from here but by an exception, so it names the parameter in an URL that {@link attempt} refuses.
 */
function serializePath(path: string, values: Values): string {
  for (const [, name = ''] of path.matchAll(/\{(.+?)\}/g)) {
    if (/^\.{0,2}$/.test(`${values[name] ?? ''}`)) return REFUSED + name;
  }
  return defaultPathSerializer(path, values);
}

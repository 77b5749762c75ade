/** The client: one method per operation, and openapi-fetch. Both send their requests through the shared call. */
import createHttp from 'openapi-fetch';
import type { ErrorCode } from '../../generated/errors.ts';
import { failureOf } from './attempt.ts';
import { type AnyResult, createCall, type Limits } from './call.ts';
import type { ContractData, OperationData } from './contract-data.ts';
import { type CallOptions, type ClientOptions, DEFAULTS, withChanges } from './options.ts';
import { isToken } from './redact.ts';
import type { Failure, Result } from './result.ts';

/**
 * A method of the client, which calls one operation of the contract. It never throws.
 *
 * @param parameters path and query parameters in one object
 * @param options for this call only
 */
export type Operation<Parameters, Data, Code extends ErrorCode> = (
  parameters: Parameters,
  options?: CallOptions,
) => Promise<Result<Data, Code>>;

/** An operation that returns one page at a time. */
export interface PagedOperation<Parameters, Data, Code extends ErrorCode>
  extends Operation<Parameters, Data, Code> {
  /**
   * Yields the pages in order. Each page is requested when the previous one has been consumed. Ends after the last
   * page, after a failure (which it yields), or if the server repeats a cursor.
   *
   * @param parameters as for the operation; a cursor selects the first page
   * @param options for each of the calls
   * @example for await (const page of client.listPosts.pages({ user: 'natgeo' })) { ... }
   */
  pages(parameters: Parameters, options?: CallOptions): AsyncGenerator<Result<Data, Code>, void, undefined>;
}

type Values = Record<string, unknown>;

/** No credentials, query or fragment: they would conflict with what the calls add to the URL. */
const BASE_URL = /^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i;

/**
 * Builds a client for a contract. `generated/client.ts` passes the contract of the spec.
 *
 * @throws {TypeError} if an option is missing or invalid; the message names the option
 */
export function connect<Client>(contract: ContractData, options: ClientOptions): Client {
  const { baseUrl, token, tokenHeader, ...others } = options;
  const settings = withChanges(DEFAULTS, others);
  const { fetch } = options;
  // The caller's fetch gets a complete Request. The platform's own fetch would only copy one.
  if (fetch) settings.fetch = (request, init) => fetch(new Request(request, init));
  const refuse = (what: string): never => {
    throw new TypeError(`The option ${what}.`);
  };
  if (!BASE_URL.test(baseUrl) || !URL.canParse(baseUrl))
    refuse('baseUrl must be an http or https URL without credentials, query or fragment');
  if (typeof token !== 'function' && !isToken(token))
    refuse('token must be a string of visible ASCII characters or a function that returns one');
  const credential =
    contract.credentials.find(([header]) => header === (tokenHeader ?? header)) ??
    refuse(`tokenHeader must be ${contract.credentials.map(([header]) => header).join(' or ')}`);

  const call = createCall({
    contract,
    settings,
    token,
    credential: [credential[0].toLowerCase(), credential[1]],
  });
  const limits = ({ timeoutMs, deadlineMs, retry }: CallOptions): Limits =>
    withChanges(settings, { timeoutMs, deadlineMs, retry });

  const refusal = (cause: unknown, operation: string): AnyResult => ({
    success: false,
    error: { ...failureOf('refused', cause), operation, attempts: 0 } as Failure,
  });

  const base = new URL(baseUrl).href.replace(/\/+$/, '');
  const http = createHttp({
    baseUrl: base,
    // openapi-fetch would throw an error from here. Instead, the URL carries the message and is never requested.
    pathSerializer(path, values) {
      try {
        return fillIn(path.split(BRACES), values);
      } catch (error) {
        return `about:${encodeURIComponent((error as Error).message)}`;
      }
    },
    async fetch(request) {
      const { url, method, signal } = request;
      const { protocol, pathname } = new URL(url);
      if (protocol === 'about:')
        return httpResponse(refusal(new TypeError(decodeURIComponent(pathname)), method));
      const headers = Object.fromEntries(request.headers);
      const outgoing = { input: request, method, headers, signal };
      // openapi-fetch copies the additional options of a call to the Request.
      return httpResponse(...(await call(outgoing, `${method} ${pathname}`, limits(request as object))));
    },
  });

  function method(operation: string, [method, path, cursorParameter = '', cursorField = '']: OperationData) {
    const parts = path.split(BRACES);
    const inPath = parts.filter(isName);

    async function run(parameters: Values, options: CallOptions = {}): Promise<AnyResult> {
      try {
        let input = base + fillIn(parts, parameters ?? {});
        let separator = '?';
        for (const name in parameters) {
          const value = parameters[name];
          if (value == null || inPath.includes(name)) continue;
          input += `${separator}${name}=${encodeURIComponent(`${value}`)}`;
          separator = '&';
        }
        const headers = options.headers && Object.fromEntries(new Headers(options.headers));
        return (await call({ ...options, input, method, headers }, operation, limits(options)))[0];
      } catch (cause) {
        return refusal(cause, operation);
      }
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
 * Builds a response that openapi-fetch can always parse. Its status is 2xx only for a success.
 *
 * @param text the body of a success
 */
function httpResponse({ success, error, response }: AnyResult, text?: string): Response {
  const body = success ? text : JSON.stringify({ success, error: { ...error, cause: undefined } });
  try {
    const { status, headers: received } = response as Response;
    const headers = new Headers(received);
    // This is the length of the original, possibly encoded body. openapi-fetch relies on the header.
    headers.delete('content-length');
    if (success || status >= 400) return new Response(body, { status, headers });
  } catch {
    // There is no response, or its status is not allowed for a new Response, for example 700.
  }
  // Bad Gateway (RFC 9110 15.6.3), because the original status would not mean a failure.
  return new Response(body, { status: success ? 200 : 502 });
}

/** The braces around the name of a parameter in a path template. */
const BRACES = /[{}]/;

/** Returns whether a part of a path template, split at its braces, is the name of a parameter. */
const isName = (_: string, index: number) => index % 2 === 1;

/**
 * Builds a path from the parts of its template and the values of its parameters.
 *
 * @throws {TypeError} for a segment that RFC 3986 5.2.4 would remove, which would request another path
 */
function fillIn(parts: string[], values: Values): string {
  const filled = parts.map((part, index) => {
    if (!isName(part, index)) return part;
    const value = `${values[part] ?? ''}`;
    if (/^\.{0,2}$/.test(value)) {
      throw new TypeError(`The parameter ${part} must not be missing, empty, "." or "..".`);
    }
    return encodeURIComponent(value);
  });
  return filled.join('');
}

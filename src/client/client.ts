/** The client: the methods, and openapi-fetch, over the call that deals with everything that can go wrong. */
import createHttp from 'openapi-fetch';
import type { ErrorCode } from '../../generated/errors.ts';
import { failureOf } from './attempt.ts';
import { type AnyResult, createCall, type Limits } from './call.ts';
import type { ContractData, OperationData } from './contract-data.ts';
import { type CallOptions, type ClientOptions, change, DEFAULTS } from './options.ts';
import { isToken } from './redact.ts';
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

/**
 * Builds a client over a contract. `generated/client.ts` calls it with the spec's.
 *
 * @throws {TypeError} where an option is missing or wrong, with a sentence that says which
 */
export function connect<Client>(contract: ContractData, options: ClientOptions): Client {
  const { baseUrl, token, tokenHeader, ...others } = options;
  const settings = change(DEFAULTS, others);
  const { fetch } = options;
  // A fetch of the caller's gets all in a Request; the platform's own makes one anyway.
  if (fetch) settings.fetch = (request, init) => fetch(new Request(request, init));
  const refuse = (what: string): never => {
    throw new TypeError(`The option ${what}.`);
  };
  if (!BASE_URL.test(baseUrl) || !URL.canParse(baseUrl))
    refuse('baseUrl must be an http or https URL without credentials, query and fragment');
  if (typeof token !== 'function' && !isToken(token)) refuse('token must be visible ASCII, or a function');
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
    change(settings, { timeoutMs, deadlineMs, retry });

  const refusal = (cause: unknown, operation: string): AnyResult => ({
    success: false,
    error: { ...failureOf('refused', cause), operation, attempts: 0 } as Failure,
  });

  const base = new URL(baseUrl).href.replace(/\/+$/, '');
  const http = createHttp({
    baseUrl: base,
    // It can't refuse but by an exception; so the URL says why, and is not sent.
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
      if (protocol === 'about:') return answer(refusal(new TypeError(decodeURIComponent(pathname)), method));
      const headers = Object.fromEntries(request.headers);
      const outgoing = { input: request, method, headers, signal };
      // What a call's options add to a RequestInit, openapi-fetch puts on the Request.
      return answer(...(await call(outgoing, `${method} ${pathname}`, limits(request as object))));
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
 * An answer that openapi-fetch can always parse, 2xx for a success alone.
 *
 * @param text the body of a success
 */
function answer({ success, error, response }: AnyResult, text?: string): Response {
  const body = success ? text : JSON.stringify({ success, error: { ...error, cause: undefined } });
  try {
    const { status, headers: its } = response as Response;
    const headers = new Headers(its);
    // The server's own, of a body that may have been encoded; openapi-fetch goes by it.
    headers.delete('content-length');
    if (success || status >= 400) return new Response(body, { status, headers });
  } catch {
    // There is no answer, or it is one that can't be made again: of the status 700, say.
  }
  // Bad Gateway (RFC 9110 15.6.3) where the answer's own status would say something else.
  return new Response(body, { status: success ? 200 : 502 });
}

/** What stands around a parameter's name in a path. */
const BRACES = /[{}]/;

/** Whether a part of a path, split at its braces, is a parameter's name. */
const isName = (_: string, index: number) => index % 2 === 1;

/**
 * A path with its parameters in it.
 *
 * @throws {TypeError} for a segment that RFC 3986 5.2.4 would take away: another path would be asked
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

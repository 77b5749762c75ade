/** Builds requests of an operation from the examples of the operation's parameters. */
import { shellQuote } from '../text/shell.ts';
import type { Json } from './document.ts';
import type { CredentialLocation, Operation } from './model.ts';
import { headerTexts, type ParameterTexts, pathText, queryText, requiredTexts } from './parameter-text.ts';

/** The default port of the sandbox. */
export const SANDBOX_PORT = 4010;

/** The default port of the docs, next to the port of the sandbox. */
export const DOCS_PORT = SANDBOX_PORT + 1;

/** A request that a text shows, or that a page can send. */
export interface ExampleRequest {
  method: string;
  /** The path and the query, relative to the base path. */
  target: string;
  headers: Readonly<Record<string, string>>;
  /** JSON; undefined if the request has no body. */
  body?: string;
}

/** Changes to the simplest request of an operation. */
export interface RequestChange {
  /** Texts of parameters that replace or complete the examples. */
  texts?: ParameterTexts;
  /** A body that replaces the example. */
  body?: Json;
}

/** Returns the path of an operation, relative to the base path, with the value of each path parameter. */
export function examplePath(operation: Operation, texts: ParameterTexts = {}): string {
  return pathText(operation, { ...requiredTexts(operation), ...texts });
}

/**
 * Returns the simplest request of an operation: with the required parameters, those of `texts`, and the body if it has
 * one.
 *
 * @param token the token for the first credential of the operation; it is not sent if the operation needs none
 */
export function exampleRequest(
  operation: Operation,
  token: string,
  { texts = {}, body = operation.body?.example }: RequestChange = {},
): ExampleRequest {
  const all = { ...requiredTexts(operation), ...texts };
  const [credential] = operation.credentials;
  return {
    method: operation.method,
    target: pathText(operation, all) + queryText(operation, all),
    headers: {
      ...(credential && tokenHeader(credential, token)),
      ...headerTexts(operation, all),
      ...(operation.body && { 'Content-Type': operation.body.mediaType }),
    },
    ...(operation.body && { body: JSON.stringify(body) }),
  };
}

/** Returns the header that carries a token. */
export function tokenHeader({ header, scheme }: CredentialLocation, token: string): Record<string, string> {
  return { [header]: scheme === undefined ? token : `${scheme} ${token}` };
}

/**
 * Returns a curl command for a request, for a POSIX shell.
 *
 * @param base the base URL, including the base path
 * @param flags the options of curl before the header and the URL
 */
export function curlCommand(
  { method, target, headers, body }: ExampleRequest,
  base: string,
  flags = '-i',
): string {
  const fields = Object.entries(headers).map(([name, value]) => `-H ${shellQuote(`${name}: ${value}`)}`);
  const words = [
    'curl',
    flags,
    ...(method === 'GET' || (method === 'POST' && body !== undefined) ? [] : [`-X ${method}`]),
    ...fields,
    ...(body === undefined ? [] : [`-d ${shellQuote(body)}`]),
    shellQuote(base + target),
  ];
  return words.join(' ');
}

/**
 * Returns a curl command for the simplest request of an operation.
 *
 * @param base the base URL, including the base path
 */
export function exampleCurl(operation: Operation, base: string, token: string): string {
  return curlCommand(exampleRequest(operation, token), base);
}

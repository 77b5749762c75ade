/** The CORS headers (Fetch standard). Any origin is allowed, because the sandbox has no private data. */
import type { IncomingMessage } from 'node:http';
import type { Contract } from '../contract/model.ts';

export interface Cors {
  /** The headers of every response. */
  simple: Readonly<Record<string, string>>;
  /** Returns the headers of the response to a preflight request. */
  preflight(request: IncomingMessage): Record<string, string>;
}

export function corsOf({ errors, operations, credentials }: Contract): Cors {
  const exposed = new Set(['Date', ...errors.flatMap(({ headers }) => headers.map(({ name }) => name))]);
  const simple = {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': [...exposed].join(', '),
  };
  const methods = [...new Set(operations.map(({ method }) => method))].join(', ');
  const allowed = credentials.map(({ header }) => header).join(', ');
  return {
    simple,
    preflight: ({ headers }) => ({
      ...simple,
      'Access-Control-Allow-Methods': methods,
      'Access-Control-Allow-Headers': headers['access-control-request-headers'] || allowed,
      'Access-Control-Max-Age': '86400',
    }),
  };
}

export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

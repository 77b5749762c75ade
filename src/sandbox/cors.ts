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
  const responses = [...errors, ...operations.flatMap(({ successes }) => successes)];
  const exposed = new Set(['Date', ...responses.flatMap(({ headers }) => headers.map(({ name }) => name))]);
  const simple = {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': [...exposed].join(', '),
  };
  const methods = [...new Set(operations.map(({ method }) => method))].join(', ');
  const allowed = new Set([
    ...[...credentials, ...operations.flatMap((operation) => operation.credentials)].map(
      ({ header }) => header,
    ),
    ...(operations.some(({ body }) => body) ? ['Content-Type'] : []),
    ...operations.flatMap(({ parameters }) =>
      parameters.flatMap((one) => (one.in === 'header' ? one.name : [])),
    ),
    'Prefer',
  ]);
  return {
    simple,
    preflight: ({ headers }) => ({
      ...simple,
      'Access-Control-Allow-Methods': methods,
      'Access-Control-Allow-Headers': headers['access-control-request-headers'] || [...allowed].join(', '),
      'Access-Control-Max-Age': '86400',
    }),
  };
}

export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

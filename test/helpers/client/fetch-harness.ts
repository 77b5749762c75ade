/** A client for openapi-fetch in a fake environment. */
import { createFetchClient, type FetchClient } from '../../../src/openapi-fetch.ts';
import { type Environment, environmentOf, type Options, type Respond } from './harness.ts';

/** A client for openapi-fetch and its fake environment. */
export interface FetchWorld extends Environment {
  http: FetchClient;
}

/** Creates a client in an environment in which `send` returns the responses. */
export function fetchWorldOf(send: Respond, options: Options = {}): FetchWorld {
  const { options: all, ...environment } = environmentOf(send, options);
  return { http: createFetchClient(all), ...environment };
}

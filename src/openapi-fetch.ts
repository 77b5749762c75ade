/** The package's entry `./openapi-fetch`: the same client for users of openapi-fetch. This file contains only exports. */

export type { TokenHeader } from '../generated/client.ts';
export {
  createFetchClient,
  type FailureEnvelope,
  type FetchClient,
  type FetchPaths,
} from './client/fetch-client.ts';
export type { ClientOptions } from './client/options.ts';
export type { Failure } from './client/result.ts';

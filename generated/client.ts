// Generated from spec/ by `npm run build`. Do not edit.
import { buildClient, type Operation, type PagedOperation } from '../src/client/client.ts';
import type { ClientOptions } from '../src/client/options.ts';
import { contract } from './contract.ts';
import type { operations } from './types.ts';

/** A header for the token. */
export type TokenHeader = "Authorization" | "X-API-Token";

/** The parameters of {@link Client.listPostsByUser} in one object. */
export interface ListPostsByUserParameters {
  /**
   * The platform of the posts, in lower case: `TikTok` is not supported. `x` and `twitter` are the same platform.
   *
   * @example "tiktok"
   */
  "platform": NonNullable<operations["listPostsByUser"]['parameters']['path']>["platform"];
  /**
   * The user whose posts to list, spelled as on the platform. Any value is valid. An unknown user has no posts.
   *
   * @example "natgeo"
   */
  "username": NonNullable<operations["listPostsByUser"]['parameters']['path']>["username"];
  /**
   * The maximum number of posts on a page: a whole number from 1 to 100 in decimal digits, without a sign or leading
   * zeros.
   *
   * @default 20
   * @example 2
   */
  "limit"?: NonNullable<operations["listPostsByUser"]['parameters']['query']>["limit"] | undefined;
  /**
   * The `next_cursor` of the previous page, unchanged. It is an opaque string. Omit it to request the first page.
   *
   * @example "eyJwYWdlIjoyfQ"
   */
  "cursor"?: NonNullable<operations["listPostsByUser"]['parameters']['query']>["cursor"] | undefined;
}

/** The data of a success of {@link Client.listPostsByUser}. */
export type ListPostsByUserData = operations["listPostsByUser"]['responses'][200]['content']["application/json"]['data'];

/** The codes that {@link Client.listPostsByUser} can return. */
export type ListPostsByUserCode =
  | "INVALID_PLATFORM"
  | "INVALID_PARAMETERS"
  | "MISSING_API_TOKEN"
  | "INVALID_API_TOKEN"
  | "INSUFFICIENT_BALANCE"
  | "ACCOUNT_INACTIVE"
  | "NOT_FOUND"
  | "RATE_LIMIT_EXCEEDED"
  | "INTERNAL_ERROR"
  | "SERVICE_UNAVAILABLE";

/** The parameters of {@link Client.listPostsByHashtag} in one object. */
export interface ListPostsByHashtagParameters {
  /**
   * The platform of the posts, in lower case: `TikTok` is not supported. `x` and `twitter` are the same platform.
   *
   * @example "tiktok"
   */
  "platform": NonNullable<operations["listPostsByHashtag"]['parameters']['path']>["platform"];
  /**
   * The hashtag of the posts to list. Any value is valid. An unknown hashtag has no posts.
   *
   * @example "travel"
   */
  "hashtag": NonNullable<operations["listPostsByHashtag"]['parameters']['path']>["hashtag"];
  /**
   * The maximum number of posts on a page: a whole number from 1 to 100 in decimal digits, without a sign or leading
   * zeros.
   *
   * @default 20
   * @example 2
   */
  "limit"?: NonNullable<operations["listPostsByHashtag"]['parameters']['query']>["limit"] | undefined;
  /**
   * The `next_cursor` of the previous page, unchanged. It is an opaque string. Omit it to request the first page.
   *
   * @example "eyJwYWdlIjoyfQ"
   */
  "cursor"?: NonNullable<operations["listPostsByHashtag"]['parameters']['query']>["cursor"] | undefined;
}

/** The data of a success of {@link Client.listPostsByHashtag}. */
export type ListPostsByHashtagData = operations["listPostsByHashtag"]['responses'][200]['content']["application/json"]['data'];

/** The codes that {@link Client.listPostsByHashtag} can return. */
export type ListPostsByHashtagCode =
  | "INVALID_PLATFORM"
  | "INVALID_PARAMETERS"
  | "MISSING_API_TOKEN"
  | "INVALID_API_TOKEN"
  | "INSUFFICIENT_BALANCE"
  | "ACCOUNT_INACTIVE"
  | "NOT_FOUND"
  | "RATE_LIMIT_EXCEEDED"
  | "INTERNAL_ERROR"
  | "SERVICE_UNAVAILABLE";

/** The client of the API. Its methods never throw: check `success`, then `error.kind`, then `error.code`. */
export interface Client {
  /**
   * List the posts of a user.
   *
   * Returns a page of the posts that one user published on one platform. If the user is unknown or has no posts, the
   * response is a success with an empty list.
   *
   * @param parameters.platform The platform of the posts, in lower case: `TikTok` is not supported. `x` and `twitter` are the same platform.
   * @param parameters.username The user whose posts to list, spelled as on the platform. Any value is valid. An unknown user has no posts.
   * @param parameters.limit The maximum number of posts on a page: a whole number from 1 to 100 in decimal digits, without a sign or leading zeros.
   * @param parameters.cursor The `next_cursor` of the previous page, unchanged. It is an opaque string. Omit it to request the first page.
   * @returns a success or a failure. With `kind: 'api'`, the `code` of a failure is one of
   * - `INVALID_PLATFORM`: Unsupported platform specified. Use: tiktok, instagram, twitter, x, snapchat, or linkedin.
   * - `INVALID_PARAMETERS`: Invalid query parameters. Check parameter types and values.
   * - `MISSING_API_TOKEN`: No API token provided. Include the Authorization header with your token.
   * - `INVALID_API_TOKEN`: Token is invalid or revoked. Check your token or regenerate a new one.
   * - `INSUFFICIENT_BALANCE`: Not enough credits. Purchase more credits.
   * - `ACCOUNT_INACTIVE`: Account not activated. Complete a payment to activate your account.
   * - `NOT_FOUND`: Endpoint doesn't exist. Check the endpoint URL.
   * - `RATE_LIMIT_EXCEEDED`: Too many requests. Wait `retry_after` seconds.
   * - `INTERNAL_ERROR`: Server-side error occurred. Retry the request; contact support if persistent.
   * - `SERVICE_UNAVAILABLE`: Service temporarily unavailable. Wait and retry; check status page.
   */
  readonly listPostsByUser: PagedOperation<ListPostsByUserParameters, ListPostsByUserData, ListPostsByUserCode, ListPostsByUserData["posts"][number]>;
  /**
   * List the posts with a hashtag.
   *
   * Returns a page of the posts on one platform that have one hashtag. If the hashtag is unknown or has no posts, the
   * response is a success with an empty list.
   *
   * @param parameters.platform The platform of the posts, in lower case: `TikTok` is not supported. `x` and `twitter` are the same platform.
   * @param parameters.hashtag The hashtag of the posts to list. Any value is valid. An unknown hashtag has no posts.
   * @param parameters.limit The maximum number of posts on a page: a whole number from 1 to 100 in decimal digits, without a sign or leading zeros.
   * @param parameters.cursor The `next_cursor` of the previous page, unchanged. It is an opaque string. Omit it to request the first page.
   * @returns a success or a failure. With `kind: 'api'`, the `code` of a failure is one of
   * - `INVALID_PLATFORM`: Unsupported platform specified. Use: tiktok, instagram, twitter, x, snapchat, or linkedin.
   * - `INVALID_PARAMETERS`: Invalid query parameters. Check parameter types and values.
   * - `MISSING_API_TOKEN`: No API token provided. Include the Authorization header with your token.
   * - `INVALID_API_TOKEN`: Token is invalid or revoked. Check your token or regenerate a new one.
   * - `INSUFFICIENT_BALANCE`: Not enough credits. Purchase more credits.
   * - `ACCOUNT_INACTIVE`: Account not activated. Complete a payment to activate your account.
   * - `NOT_FOUND`: Endpoint doesn't exist. Check the endpoint URL.
   * - `RATE_LIMIT_EXCEEDED`: Too many requests. Wait `retry_after` seconds.
   * - `INTERNAL_ERROR`: Server-side error occurred. Retry the request; contact support if persistent.
   * - `SERVICE_UNAVAILABLE`: Service temporarily unavailable. Wait and retry; check status page.
   */
  readonly listPostsByHashtag: PagedOperation<ListPostsByHashtagParameters, ListPostsByHashtagData, ListPostsByHashtagCode, ListPostsByHashtagData["posts"][number]>;
}

/**
 * Creates a client of the Social Data API for version 1.0.0 of the contract.
 *
 * @param options `baseUrl` and `token` are required
 * @throws {TypeError} if an option is missing or invalid; the message names the option
 */
export function createClient(options: ClientOptions<TokenHeader>): Client {
  return buildClient<Client>(contract, options);
}

/** The words of the contract's extensions: the reader, the lint plugin, `diff` and the command line use these lists. */

/** How strict a requirement is (RFC 2119). */
export const LEVELS = ['MUST', 'SHOULD', 'MAY'] as const;
export type Level = (typeof LEVELS)[number];

/** Whether and when a client retries the same request. */
export const RETRY_POLICIES = ['never', 'wait', 'backoff'] as const;
export type RetryPolicy = (typeof RETRY_POLICIES)[number];

/** The cause of an error. */
export const TRIGGERS = [
  'token-missing',
  'token-unknown',
  'account',
  'balance',
  'path-unknown',
  'parameter-invalid',
  'body-invalid',
  'state',
  'rate',
  'server',
] as const;
export type Trigger = (typeof TRIGGERS)[number];

/** The triggers that the token of a request causes: an operation without a token cannot return their codes. */
export const TOKEN_TRIGGERS: readonly Trigger[] = ['token-missing', 'token-unknown', 'account', 'balance'];

/** The triggers that exactly one code has: the sandbox and the contract tests look the code up by them. */
export const UNIQUE_TRIGGERS = [
  'token-missing',
  'token-unknown',
  'path-unknown',
] as const satisfies readonly Trigger[];

/** The HTTP methods that a path item can have (OpenAPI 3.1.1, 4.8.9). */
export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/** The keys of an `x-relations` entry that state a relation; each entry has exactly one of them. */
export const RELATION_KINDS = ['less-than', 'sum', 'echoes'] as const;

/** An object whose properties can have roles: `error`, `data` of a success, or an item of a page. */
export type RoleOwner = 'error' | 'data' | 'item';

interface Role {
  /** The JSON types that a value with the role can have; null is always allowed as well. */
  types: readonly string[];
  owners: readonly RoleOwner[];
  /** Whether several properties of one object can have the role. */
  shared?: true;
}

/** The roles of properties (`x-role`). */
export const PROPERTY_ROLES = {
  wait: { types: ['integer'], owners: ['error'] },
  balance: { types: ['integer'], owners: ['error', 'data'] },
  items: { types: ['array'], owners: ['data'] },
  cursor: { types: ['string'], owners: ['data'] },
  key: { types: ['integer', 'string'], owners: ['item'], shared: true },
} as const satisfies Record<string, Role>;
export type PropertyRole = keyof typeof PROPERTY_ROLES;

/** The roles of parameters (`x-role`), with the JSON type of each. */
export const PARAMETER_ROLES = { limit: 'integer', cursor: 'string', 'idempotency-key': 'string' } as const;
export type ParameterRole = keyof typeof PARAMETER_ROLES;

/** The methods that do not change the state of the server (RFC 9110 9.2.1), in upper case. */
export const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS', 'TRACE'];

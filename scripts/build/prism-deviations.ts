/**
 * The contract tests that an unmodified Prism mock fails, with the reasons. The build checks that the list is exact for the
 * operations that it covers.
 */
import type { Contract, Operation } from '../../src/contract/model.ts';
import { listOf } from '../../src/contract/nodes.ts';
import { codeOf, entryOf } from '../../src/contract/read.ts';

/** Cases that fail for the same reason. */
interface Deviation {
  reason: string;
  /** Ids without the operation, or patterns: a star matches any text, and letters match in upper and lower case. */
  cases: readonly string[];
}

/** Malformed percent-encoding in a path ends Prism's process, so the build runs these cases separately. */
export const FATAL = ['*/routing/percent-encoding', '*/routing/percent-encoding-utf-8'];

/**
 * Returns whether the list covers an operation: a page of items, whose parameters are opaque, an enum or the limit, with the
 * credentials of the contract. Prism deviates in other ways for other constructs.
 */
function isCovered(contract: Contract, { safe, parameters, successes, credentials }: Operation): boolean {
  return (
    safe &&
    successes.length === 1 &&
    JSON.stringify(credentials) === JSON.stringify(contract.credentials) &&
    parameters.some(({ role }) => role === 'limit') &&
    parameters.every(({ role, invalid, list, schema }) => role ?? (!list && (!invalid || schema.enum)))
  );
}

/** Returns the ids of the operations that the list does not cover. */
export function uncovered(contract: Contract): string[] {
  return contract.operations.filter((operation) => !isCovered(contract, operation)).map(({ id }) => id);
}

/** Returns the deviations for a contract. */
function prismDeviations(contract: Contract): Deviation[] {
  return [
    {
      reason:
        'Prism returns the same example for every request: a page can have more than `limit` items, or items with another value than the request, and its cursor leads to the same page.',
      cases: [
        'success/limit/minimum',
        'success/pages',
        'success/pages/default',
        'success/pages/maximum',
        'success/X-API-Token/limit',
        'success/pages/X-API-Token',
        ...otherValues(contract),
      ],
    },
    {
      reason:
        'For any invalid request, Prism returns the first example of 422, or else of 400, which has another code here.',
      cases: invalidCases(contract, [
        'limit/below-minimum',
        'limit/below-minimum/X-API-Token',
        'limit/below-minimum/platform/*',
        'limit/above-maximum',
        'limit/negative',
        'limit/minus-zero',
        'limit/two-zeros',
        'limit/fraction',
        'limit/point-first',
        'limit/huge',
        'limit/wraps-*',
        'limit/undefined',
        'limit/all',
        'limit/thousand',
        'limit/word',
        'limit/nan',
        'limit/infinity',
        'limit/null',
        'limit/true',
        'limit/trailing',
        'limit/unit',
        'limit/nul',
        'limit/underscore',
        'limit/comma',
        'limit/list',
        'limit/brackets',
        'limit/quotes',
        'limit/fullwidth',
        'limit/arabic-indic',
        'limit/blank',
      ]),
    },
    {
      reason:
        'Prism converts the value to a number first, so it accepts values that are not plain decimal integers.',
      cases: [
        'limit/point-zero',
        'limit/point-last',
        'limit/exponent*',
        'limit/plus',
        'limit/leading-zero',
        'limit/hexadecimal',
        'limit/octal',
        'limit/binary',
        'limit/space-*',
        'limit/newline',
        'limit/tab',
        'limit/empty',
      ],
    },
    {
      reason: 'Prism checks that a token is present, but accepts any token.',
      cases: [
        ...naturalCases(contract, codeOf(contract, 'token-unknown').code),
        'authentication/*-longer',
        'authentication/*-shorter',
        'authentication/*-capitals',
        'authentication/*-prefixed',
        'authentication/*-doubled',
        'authentication/*-headless',
        'authentication/*-other-first',
        'authentication/*-other-last',
        'authentication/*-quoted',
        'authentication/*-second',
        'authentication/*-spaced',
        'authentication/shape/*',
        'authentication/both-bad-X-API-Token',
        'authentication/query-beside-unknown',
        'authentication/unknown/platform/*',
      ],
    },
    {
      reason: 'Prism accepts any token, so the other error of the request comes first.',
      cases: ['authentication/before-*'],
    },
    {
      reason: 'Prism compares the scheme case-sensitively, but RFC 9110 11.1 makes it case-insensitive.',
      cases: ['authentication/scheme-bearer'],
    },
    {
      reason: 'Prism returns application/problem+json for an unknown path.',
      cases: [
        ...naturalCases(contract, codeOf(contract, 'path-unknown').code),
        'routing/shallow',
        'routing/deep',
        'routing/beside',
        'routing/beside-longer',
        'routing/parent-only',
        'routing/without-token',
        'routing/unknown-token',
        'routing/collection',
        'routing/one-part-too-few',
        'routing/below',
        'routing/far-below',
        'routing/under-itself',
        'routing/before-it',
        'routing/shape/*',
      ],
    },
    {
      reason: 'Prism returns a 405 with application/problem+json for a wrong method.',
      cases: ['routing/POST', 'routing/PUT', 'routing/PATCH', 'routing/DELETE'],
    },
  ];
}

/** Returns the cases of a request that provokes a code by itself, with the token in each credential location. */
function naturalCases({ credentials: [, ...others] }: Contract, code: string): string[] {
  return [code, ...others.map(({ header }) => `${code}/${header}`)];
}

/** The status that Prism prefers for an invalid request; without it, Prism returns the lowest one. */
const UNPROCESSABLE = 422;

/**
 * Returns the cases of invalid parameters whose code is not the code that Prism returns.
 *
 * @param limitCases those of an invalid limit
 */
function invalidCases(contract: Contract, limitCases: readonly string[]): string[] {
  const covered = contract.operations.filter((operation) => isCovered(contract, operation));
  const entries = covered.flatMap(({ codes }) => codes.map((code) => entryOf(contract, code)));
  const lowest = entries.toSorted((a, b) => a.status - b.status)[0];
  const returned = entries.find(({ status }) => status === UNPROCESSABLE) ?? lowest;
  const parameters = covered.flatMap((operation) => operation.parameters);
  const others = parameters.filter(({ invalid }) => invalid !== undefined && invalid !== returned?.code);
  const codes = new Set(others.flatMap(({ invalid }) => invalid ?? []));
  const cases = others.flatMap(({ name, role }) => (role === 'limit' ? limitCases : `${name}/*`));
  return [...new Set([...[...codes].flatMap((code) => naturalCases(contract, code)), ...cases])];
}

/** Returns the cases for the permitted values of parameters, except for the values in the examples, which Prism returns. */
function otherValues({ operations }: Contract): string[] {
  const parameters = operations.flatMap((operation) => operation.parameters);
  return [...new Set(parameters)].flatMap(({ name, schema, example }) =>
    listOf(schema.enum)
      .filter((value) => value !== example)
      .map((value) => `success/${name}/${value}*`),
  );
}

/** Returns the deviations of a contract as a list for `verify --known-failures`. */
export function knownFailures(contract: Contract): string {
  return (
    prismDeviations(contract)
      // The pattern before the name is one operation id: a star would also match slashes.
      .map(({ reason, cases }) => [`# ${reason}`, ...cases.map((name) => `+([^/])/${name}`), ''].join('\n'))
      .join('\n')
  );
}

/** Tokens: where they may stand, how the scheme may be spelled, which win, and what is no token. */

import type { CredentialLocation } from '../../contract/model.ts';
import { codeOf } from '../../contract/read.ts';
import type { Case, Expectation, Strictness } from '../types.ts';
import { type Change, expectError, type OperationCases, withToken } from './operation-cases.ts';
import { invalidValues } from './parameter-values.ts';

/** Names under which a token might be read from the query by a server that should not. */
const QUERY_NAMES = ['token', 'api_token', 'api_key', 'access_token'];

/** More of them, which go into one request. */
const RARE_QUERY_NAMES = ['apikey', 'apiKey', 'api-key', 'apiToken', 'key', 'auth', 'bearer', 'jwt', 't'];

/** Headers in which other APIs have their token. */
const OTHER_HEADERS = [
  'X-Api-Key',
  'X-Auth-Token',
  'X-Access-Token',
  'Api-Key',
  'Token',
  'Proxy-Authorization',
];

/** Other schemes; the first few are said to be bearers too. */
const OTHER_SCHEMES = ['Basic', 'Token', 'Digest', 'ApiKey', 'JWT'];

export function authenticationCases(suite: OperationCases): Case[] {
  const missing = codeOf(suite.contract, 'token-missing').code;
  const unknown = codeOf(suite.contract, 'token-unknown').code;
  const success = suite.expectSuccess();
  const either = expectError(missing, unknown);
  const make = (
    name: string,
    title: string,
    change: Change,
    expect: Expectation,
    source = '#/security',
    level: Strictness = 'MUST',
  ) => suite.case('authentication', `authentication/${name}`, title, source, change, expect, level);

  const forCredential = (credential: CredentialLocation): Case[] => {
    const { header } = credential;
    const nearMisses = Object.entries({
      longer: '{token:success}x',
      shorter: '{token:success|shorter}',
      headless: '{token:success|headless}',
      'other-first': '{token:success|other-first}',
      'other-last': '{token:success|other-last}',
      capitals: '{token:success|upper}',
      prefixed: 'x{token:success}',
      doubled: '{token:success}{token:success}',
    }).map(([name, token]) =>
      make(
        `${header}-${name}`,
        `A near miss of the token (${name}) is unknown`,
        { headers: withToken(credential, token) },
        expectError(unknown),
      ),
    );
    // What no token looks like may be no token or an unknown one.
    const malformed = Object.entries({
      quoted: '"{token:success}"',
      spaced: '{token:success|spaced}',
      second: `${suite.primaryCredential.scheme ?? 'Token'} {token:success}`,
    }).map(([name, token]) =>
      make(
        `${header}-${name}`,
        `A token that is ${name} is refused`,
        { headers: withToken(credential, token) },
        either,
      ),
    );
    const spellings = Object.entries({ lower: header.toLowerCase(), upper: header.toUpperCase() }).map(
      ([name, spelled]) =>
        make(
          `${header}-name-${name}`,
          `The header may be spelled ${spelled}`,
          { headers: withToken({ ...credential, header: spelled }) },
          success,
          'RFC 9110 5.1',
        ),
    );
    return [
      ...nearMisses,
      ...malformed,
      ...spellings,
      make(`${header}-empty`, `An empty ${header} is refused`, { headers: { [header]: '' } }, either),
      ...(credential.scheme === undefined ? [] : ofScheme(header, credential.scheme)),
    ];
  };

  const ofScheme = (header: string, scheme: string): Case[] => [
    ...[scheme.toLowerCase(), scheme.toUpperCase(), mixed(scheme)].map((spelling) => {
      const headers = { [header]: `${spelling} {token:success}` };
      return make(
        `scheme-${spelling}`,
        `The scheme may be spelled ${spelling}`,
        { headers },
        success,
        'RFC 9110 11.1',
      );
    }),
    make('scheme-alone', 'A scheme without a token is refused', { headers: { [header]: scheme } }, either),
    make(
      'scheme-missing',
      'A token without a scheme is refused',
      { headers: { [header]: '{token:success}' } },
      either,
    ),
    ...Object.entries({
      ...Object.fromEntries(OTHER_SCHEMES.map((other) => [other, `${other} `])),
      [`${scheme}s`]: `${scheme}s `,
      colon: `${scheme}: `,
      glued: scheme,
    }).map(([name, prefix]) =>
      make(
        `scheme-${name}`,
        `${JSON.stringify(prefix)} before a token is refused`,
        { headers: { [header]: `${prefix}{token:success}` } },
        either,
      ),
    ),
  ];

  const both = suite.otherCredentials.flatMap((other) => {
    const change = (token: string, loser: string) => ({
      headers: {
        ...withToken(suite.primaryCredential, `{token:${token}}`),
        ...withToken(other, `{token:${loser}}`),
      },
    });
    const title = `Beside ${other.header}, ${suite.primaryCredential.header} wins`;
    return [
      make(`both-good-${other.header}`, title, change('success', 'unknown'), success),
      make(`both-bad-${other.header}`, title, change('unknown', 'success'), expectError(unknown)),
      make(
        `both-empty-${other.header}`,
        `An empty ${other.header} spoils nothing`,
        { headers: { ...withToken(suite.primaryCredential), [other.header]: '' } },
        success,
      ),
    ];
  });

  const own = [suite.primaryCredential, ...suite.otherCredentials].map(({ header }) => header);
  const queryOf = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, '{token:success}']));
  const rare = [...RARE_QUERY_NAMES, ...own, ...own.map((name) => name.toLowerCase())];
  const all = queryOf([...QUERY_NAMES, ...rare]);
  const inQuery = [
    ...QUERY_NAMES.map((name) => {
      const change = { headers: {}, values: queryOf([name]) };
      return make(
        `query-${name}`,
        `A token in the query (${name}) is no token`,
        change,
        expectError(missing),
      );
    }),
    make(
      'query-others',
      'A token in the query under any other name is no token',
      { headers: {}, values: queryOf(rare) },
      expectError(missing),
    ),
    make(
      'query-beside-unknown',
      'A token in the query makes an unknown one no better',
      { headers: withToken(suite.primaryCredential, '{token:unknown}'), values: all },
      expectError(unknown),
    ),
  ];
  const elsewhere = make(
    'elsewhere',
    'A token in a cookie or in a header of another API is no token',
    {
      headers: {
        ...Object.fromEntries(OTHER_HEADERS.map((name) => [name, '{token:success}'])),
        Cookie: QUERY_NAMES.map((name) => `${name}={token:success}`).join('; '),
      },
    },
    expectError(missing),
  );

  const everywhere = suite.otherEnumValues().map(({ name, values }) => {
    const change = { headers: withToken(suite.primaryCredential, '{token:unknown}'), values };
    const title = `An unknown token is unknown with ${Object.values(values).join()} as well`;
    return make(`unknown/${name}`, title, change, expectError(unknown));
  });

  // Token errors SHOULD come before errors of the request.
  const first = suite.operation.parameters.flatMap((parameter) => {
    const [bad] = invalidValues(parameter);
    if (!bad) return [];
    const change = {
      headers: withToken(suite.primaryCredential, '{token:unknown}'),
      values: { [parameter.name]: bad.value },
    };
    const title = `An unknown token is said before a bad ${parameter.name}`;
    return [make(`before-${parameter.name}`, title, change, expectError(unknown), '#/security', 'SHOULD')];
  });

  return [
    ...[suite.primaryCredential, ...suite.otherCredentials].flatMap(forCredential),
    ...both,
    ...inQuery,
    elsewhere,
    ...everywhere,
    ...first,
  ];
}

function mixed(text: string): string {
  return [...text].map((letter, index) => (index % 2 ? letter.toUpperCase() : letter.toLowerCase())).join('');
}

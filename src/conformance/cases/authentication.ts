/** Token cases: credential locations, spellings of the scheme, precedence, and values that are not valid tokens. */

import type { CredentialLocation } from '../../contract/model.ts';
import { codeOf } from '../../contract/read.ts';
import type { Case, Expectation, Strictness } from '../types.ts';
import { bodyVariants } from './body-variants.ts';
import { assignments, type Change, expectError, type OperationCases, withToken } from './operation-cases.ts';

/** Query parameters in which servers often look for a token, although the contract does not allow it. One case each. */
const QUERY_NAMES = ['token', 'api_token', 'api_key', 'access_token'];

/** Less common names, tested together in one request. */
const RARE_QUERY_NAMES = ['apikey', 'apiKey', 'api-key', 'apiToken', 'key', 'auth', 'bearer', 'jwt', 't'];

/** Headers that carry the token in other APIs. */
const OTHER_HEADERS = [
  'X-Api-Key',
  'X-Auth-Token',
  'X-Access-Token',
  'Api-Key',
  'Token',
  'Proxy-Authorization',
];

/** Authentication schemes that the contract does not allow. */
const OTHER_SCHEMES = ['Basic', 'Token', 'Digest', 'ApiKey', 'JWT'];

/** Returns schemes that the operation does not allow. */
function otherSchemes({ operation }: OperationCases): string[] {
  const own = operation.credentials.map(({ scheme }) => scheme?.toLowerCase());
  return OTHER_SCHEMES.filter((other) => !own.includes(other.toLowerCase()));
}

export function authenticationCases(suite: OperationCases): Case[] {
  const { primaryCredential } = suite;
  if (!primaryCredential) return withoutTokenCases(suite);
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
      longer: ['{token:success}x', 'with an extra character at the end'],
      shorter: ['{token:success|shorter}', 'without its last character'],
      headless: ['{token:success|headless}', 'without its first character'],
      'other-first': ['{token:success|other-first}', 'with a different first character'],
      'other-last': ['{token:success|other-last}', 'with a different last character'],
      capitals: ['{token:success|upper}', 'converted to upper case'],
      prefixed: ['x{token:success}', 'with an extra character at the start'],
      doubled: ['{token:success}{token:success}', 'written twice'],
    }).map(([name, [token, form]]) =>
      make(
        `${header}-${name}`,
        `In ${header}, a valid token ${form} is rejected with ${unknown}`,
        { headers: withToken(credential, token) },
        expectError(unknown),
      ),
    );
    // A server may treat a malformed token as missing or as unknown.
    const extra = `${primaryCredential.scheme ?? 'Token'} `;
    const malformed = Object.entries({
      quoted: ['"{token:success}"', 'in quotation marks'],
      spaced: ['{token:success|spaced}', 'with a space in the middle'],
      second: [`${extra}{token:success}`, `with an extra ${JSON.stringify(extra)} in front`],
    }).map(([name, [token, form]]) =>
      make(
        `${header}-${name}`,
        `In ${header}, a valid token ${form} is rejected`,
        { headers: withToken(credential, token) },
        either,
      ),
    );
    const spellings = Object.entries({ lower: header.toLowerCase(), upper: header.toUpperCase() }).map(
      ([name, spelled]) =>
        make(
          `${header}-name-${name}`,
          `Header names are case-insensitive: ${spelled} is accepted`,
          { headers: withToken({ ...credential, header: spelled }) },
          success,
          'RFC 9110 5.1',
        ),
    );
    return [
      ...nearMisses,
      ...malformed,
      ...spellings,
      make(`${header}-empty`, `An empty ${header} header is rejected`, { headers: { [header]: '' } }, either),
      ...(credential.scheme === undefined ? [] : ofScheme(header, credential.scheme)),
    ];
  };

  const ofScheme = (header: string, scheme: string): Case[] => [
    ...[scheme.toLowerCase(), scheme.toUpperCase(), mixed(scheme)].map((spelling) => {
      const headers = { [header]: `${spelling} {token:success}` };
      return make(
        `scheme-${spelling}`,
        `The scheme is case-insensitive: ${spelling} is accepted`,
        { headers },
        success,
        'RFC 9110 11.1',
      );
    }),
    make(
      'scheme-alone',
      `In ${header}, the scheme ${scheme} without a token is rejected`,
      { headers: { [header]: scheme } },
      either,
    ),
    make(
      'scheme-missing',
      `In ${header}, a valid token without a scheme is rejected`,
      { headers: { [header]: '{token:success}' } },
      either,
    ),
    ...Object.entries({
      ...Object.fromEntries(otherSchemes(suite).map((other) => [other, `${other} `])),
      [`${scheme}s`]: `${scheme}s `,
      colon: `${scheme}: `,
      glued: scheme,
    }).map(([name, prefix]) =>
      make(
        `scheme-${name}`,
        `In ${header}, ${JSON.stringify(prefix)} instead of ${JSON.stringify(`${scheme} `)} before a valid token is rejected`,
        { headers: { [header]: `${prefix}{token:success}` } },
        either,
      ),
    ),
  ];

  const { header: primary } = primaryCredential;
  const both = suite.otherCredentials.flatMap((other) => {
    const change = (token: string, ignored: string) => ({
      headers: {
        ...withToken(primaryCredential, `{token:${token}}`),
        ...withToken(other, `{token:${ignored}}`),
      },
    });
    return [
      make(
        `both-good-${other.header}`,
        `A valid token in ${primary} takes precedence over an unknown one in ${other.header}`,
        change('success', 'unknown'),
        success,
      ),
      make(
        `both-bad-${other.header}`,
        `An unknown token in ${primary} takes precedence over a valid one in ${other.header}`,
        change('unknown', 'success'),
        expectError(unknown),
      ),
      make(
        `both-empty-${other.header}`,
        `An empty ${other.header} is ignored if ${primary} has a valid token`,
        { headers: { ...withToken(primaryCredential), [other.header]: '' } },
        success,
      ),
    ];
  });

  const own = [primaryCredential, ...suite.otherCredentials].map(({ header }) => header);
  const queryOf = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, '{token:success}']));
  const rare = [...RARE_QUERY_NAMES, ...own, ...own.map((name) => name.toLowerCase())];
  const all = queryOf([...QUERY_NAMES, ...rare]);
  const inQuery = [
    ...QUERY_NAMES.map((name) => {
      const change = { headers: {}, values: queryOf([name]) };
      return make(
        `query-${name}`,
        `A token in the query parameter ${name} is ignored`,
        change,
        expectError(missing),
      );
    }),
    make(
      'query-others',
      'A token in the query string is ignored under less common parameter names and under the names of the token headers',
      { headers: {}, values: queryOf(rare) },
      expectError(missing),
    ),
    make(
      'query-beside-unknown',
      `An unknown token in ${primary} is rejected with ${unknown}, even if the query string has a valid token`,
      { headers: withToken(primaryCredential, '{token:unknown}'), values: all },
      expectError(unknown),
    ),
  ];
  const elsewhere = make(
    'elsewhere',
    'A token in a cookie or in a header that other APIs use is ignored',
    {
      headers: {
        ...Object.fromEntries(OTHER_HEADERS.map((name) => [name, '{token:success}'])),
        Cookie: QUERY_NAMES.map((name) => `${name}={token:success}`).join('; '),
      },
    },
    expectError(missing),
  );

  const forOtherValues = suite.otherEnumValues().map(({ name, values }) => {
    const change = { headers: withToken(primaryCredential, '{token:unknown}'), values };
    const title = `An unknown token is rejected with ${unknown} for ${assignments(values)}`;
    return make(`unknown/${name}`, title, change, expectError(unknown));
  });

  const precedence = suite.operation.parameters.flatMap((parameter) => {
    const [bad] = suite.invalidValues(parameter);
    if (!bad) return [];
    const change = {
      headers: withToken(primaryCredential, '{token:unknown}'),
      values: { [parameter.name]: bad.value },
    };
    const title = `An unknown token takes precedence over an invalid ${parameter.name}`;
    return [make(`before-${parameter.name}`, title, change, expectError(unknown), '#/security', 'SHOULD')];
  });

  const { body } = suite.operation;
  const badBody = body && bodyVariants(suite.contract, body).find(({ isValid }) => !isValid);
  const beforeBody = badBody
    ? [
        make(
          'before-body',
          'An unknown token takes precedence over an invalid body',
          {
            headers: withToken(primaryCredential, '{token:unknown}'),
            body: JSON.stringify(badBody.body),
          },
          expectError(unknown),
          '#/security',
          'SHOULD',
        ),
      ]
    : [];
  // A token in a header of another operation is in the wrong place.
  const inOther = othersOf(suite).map((credential) =>
    make(
      `other-${credential.header}`,
      `A token in ${credential.header}, which other operations read, is rejected`,
      { headers: withToken(credential) },
      either,
    ),
  );

  return [
    ...[primaryCredential, ...suite.otherCredentials].flatMap(forCredential),
    ...both,
    ...inQuery,
    elsewhere,
    ...inOther,
    ...forOtherValues,
    ...precedence,
    ...beforeBody,
  ];
}

/** Returns the credential locations of other operations that the operation does not read. */
function othersOf({ contract, operation }: OperationCases): CredentialLocation[] {
  const own = operation.credentials.map(({ header }) => header.toLowerCase());
  const others = new Map(
    contract.operations
      .flatMap(({ credentials }) => credentials)
      .map((credential) => [credential.header.toLowerCase(), credential]),
  );
  return [...others].filter(([header]) => !own.includes(header)).map(([, credential]) => credential);
}

/** Cases of an operation that needs no token. Its success cases send none, and the effect of a token is unspecified. */
function withoutTokenCases(suite: OperationCases): Case[] {
  return othersOf(suite).map((credential) =>
    suite.case(
      'authentication',
      `authentication/needless-${credential.header}`,
      `An unknown token in ${credential.header}, which the operation does not need, does not cause a server error`,
      'RFC 9110 15.6',
      { headers: withToken(credential, '{token:unknown}') },
      { kind: 'no-fault' },
    ),
  );
}

/** Returns the text with its letters alternately in lower and upper case. */
function mixed(text: string): string {
  return [...text].map((letter, index) => (index % 2 ? letter.toUpperCase() : letter.toLowerCase())).join('');
}

/** Tokens: where they may stand, how the scheme may be spelled, which win, and what is no token. */
import { codeOf } from '../../contract/contract.ts';
import type { TokenCarrier } from '../../contract/types.ts';
import type { Case, Expectation, Strictness } from '../types.ts';
import { invalidValues } from './parameter-values.ts';
import { anError, type Change, type Suite, withToken } from './suite.ts';

/** Names under which a token might be read from the query by a server that should not. */
const QUERY_NAMES = ['token', 'api_token', 'api_key', 'access_token'];

export function authenticationCases(suite: Suite): Case[] {
  const missing = codeOf(suite.contract, 'token-missing').code;
  const unknown = codeOf(suite.contract, 'token-unknown').code;
  const success = suite.expectSuccess();
  const either = anError(missing, unknown);
  const make = (
    name: string,
    title: string,
    change: Change,
    expect: Expectation,
    source = '#/security',
    level: Strictness = 'MUST',
  ) => suite.case('authentication', `authentication/${name}`, title, source, change, expect, level);

  const ofCarrier = (carrier: TokenCarrier): Case[] => {
    const { header } = carrier;
    const nearMisses = Object.entries({
      longer: '{token:success}x',
      shorter: '{token:success|shorter}',
      capitals: '{token:success|upper}',
      prefixed: 'x{token:success}',
      doubled: '{token:success}{token:success}',
    }).map(([name, token]) =>
      make(
        `${header}-${name}`,
        `A near miss of the token (${name}) is unknown`,
        { headers: withToken(carrier, token) },
        anError(unknown),
      ),
    );
    return [
      ...nearMisses,
      make(`${header}-empty`, `An empty ${header} is refused`, { headers: { [header]: '' } }, either),
      ...(carrier.scheme === undefined ? [] : ofScheme(header, carrier.scheme)),
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
    ...['Basic', 'Token', `${scheme}s`].map((other) =>
      make(
        `scheme-${other}`,
        `The scheme ${other} is refused`,
        { headers: { [header]: `${other} {token:success}` } },
        either,
      ),
    ),
  ];

  const both = suite.others.flatMap((other) => {
    const change = (token: string, loser: string) => ({
      headers: { ...withToken(suite.first, `{token:${token}}`), ...withToken(other, `{token:${loser}}`) },
    });
    const title = `Beside ${other.header}, ${suite.first.header} wins`;
    return [
      make(`both-good-${other.header}`, title, change('success', 'unknown'), success),
      make(`both-bad-${other.header}`, title, change('unknown', 'success'), anError(unknown)),
    ];
  });

  const inQuery = QUERY_NAMES.map((name) => {
    const change = { headers: {}, values: { [name]: '{token:success}' } };
    return make(`query-${name}`, `A token in the query (${name}) is no token`, change, anError(missing));
  });

  // Token errors SHOULD come before errors of the request.
  const first = suite.operation.parameters.flatMap((parameter) => {
    const [bad] = invalidValues(parameter);
    if (!bad) return [];
    const change = {
      headers: withToken(suite.first, '{token:unknown}'),
      values: { [parameter.name]: bad.value },
    };
    const title = `An unknown token is said before a bad ${parameter.name}`;
    return [make(`before-${parameter.name}`, title, change, anError(unknown), '#/security', 'SHOULD')];
  });

  return [...[suite.first, ...suite.others].flatMap(ofCarrier), ...both, ...inQuery, ...first];
}

function mixed(text: string): string {
  return [...text].map((letter, index) => (index % 2 ? letter.toUpperCase() : letter.toLowerCase())).join('');
}

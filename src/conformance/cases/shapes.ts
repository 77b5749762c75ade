/**
 * Shape cases: tokens that were never issued and paths that do not exist, in many forms. They find servers that check only
 * the form of a token, look names up in an object, or serve files. One operation suffices, because routing and
 * authentication come before the operation.
 */
import { codeOf } from '../../contract/read.ts';
import type { Case } from '../types.ts';
import {
  expectError,
  hasCredentialsOf,
  type OperationCases,
  UNKNOWN_SEGMENT,
  withToken,
} from './operation-cases.ts';

/** Names that every JavaScript object has, and values that programs write for a missing one. */
const NAMES = ['constructor', '__proto__', 'toString', 'null', 'undefined'];

/** Tokens in the usual forms, by name. None of them was ever issued. */
const TOKENS: Readonly<Record<string, string>> = {
  hexadecimal: '9f86d081884c7d659a2feaa0c55ad015',
  'hexadecimal-40': '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b',
  'hexadecimal-upper': '9F86D081884C7D659A2FEAA0C55AD015',
  'hexadecimal-long': '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  ulid: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  capitals: 'NOSUCHTOKENWASISSUED',
  'url-safe': 'nO_5uch-t0keN_waS-eve',
  uuid: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  jwt: [
    { alg: 'HS256', typ: 'JWT' },
    { sub: '1', exp: 4102444800 },
  ]
    .map(base64)
    .concat('c2lnbmF0dXJl')
    .join('.'),
  'jwt-unsigned': `${[{ alg: 'none' }, { sub: '1' }].map(base64).join('.')}.`,
  base64: 'bm8tc3VjaC10b2tlbg==',
  digits: '1234567890123456',
  // Keys of accounts in a database, a list or a query.
  zero: '0',
  one: '1',
  true: 'true',
  wildcard: '*',
  percent: '%',
  quote: "o'clock",
  prefixed: 'sk_live_51H8xNoSuchTokenEver',
  short: 'z',
  long: 'z'.repeat(2000),
};

/** Endings of file names that static-file middleware or a proxy may handle. */
const EXTENSIONS = ['json', 'html', 'css', 'js', 'php', 'ico', 'png', 'txt', 'xml'];

function base64(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

export function shapeCases(suite: OperationCases): Case[] {
  const { contract, operation } = suite;
  const [primaryCredential] = contract.credentials;
  const candidates = contract.operations.filter((one) => hasCredentialsOf(contract, one));
  if (operation !== (candidates.find(({ safe }) => safe) ?? candidates[0])) return [];
  const unknown = codeOf(contract, 'token-unknown').code;
  const { code, pointer } = codeOf(contract, 'path-unknown');
  // A server with test tokens may look the rest of the token up.
  const inTestToken = contract.sandbox.errorToken.replace('{code}', 'constructor');
  const tokens = {
    ...TOKENS,
    ...Object.fromEntries(NAMES.map((name) => [name, name])),
    'test-token': inTestToken,
  };
  const paths: Record<string, string> = {
    ...Object.fromEntries(EXTENSIONS.map((ending) => [ending, `/${UNKNOWN_SEGMENT}.${ending}`])),
    ...Object.fromEntries(NAMES.map((name) => [name, `/${name}`])),
    hidden: `/.${UNKNOWN_SEGMENT}`,
    long: suite.siblingPath('z'.repeat(600)),
    deep: '/a'.repeat(50),
    unicode: suite.siblingPath(encodeURIComponent('日本語')),
    spaced: suite.siblingPath(encodeURIComponent('no such endpoint')),
  };
  // Such a path may belong to an operation.
  const unknownPaths = Object.entries(paths).filter(([, path]) => suite.isUnknown(path));
  return [
    ...Object.entries(tokens).map(([name, token]) =>
      suite.case(
        'authentication',
        `authentication/shape/${name}`,
        `A token that was never issued is rejected with ${unknown}: ${name}`,
        '#/security',
        { headers: withToken(primaryCredential, token) },
        expectError(unknown),
      ),
    ),
    ...unknownPaths.map(([name, path]) =>
      suite.case(
        'routing',
        `routing/shape/${name}`,
        `An unknown path returns ${code}: ${name}`,
        pointer,
        { path },
        expectError(code),
      ),
    ),
  ];
}

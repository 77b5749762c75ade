/** Every message about an invalid profile: in our own words, with the place, and with what to do. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkProfile } from '../../../../src/conformance/profile/profile.ts';
import schema from '../../../../src/conformance/schemas/profile.schema.json' with { type: 'json' };
import { mutated } from '../../../helpers/fuzz/mutations.ts';
import { contract } from '../../../helpers/project.ts';
import { runs } from '../../../helpers/properties/runs.ts';

const [code = ''] = contract.errors.map((entry) => entry.code);

/** Returns the message about a profile, without its beginning; undefined if the profile is valid. */
function messageOf(definition: unknown): string | undefined {
  try {
    checkProfile(definition, 'p.yaml', contract, {});
    return undefined;
  } catch (error) {
    return (error as Error).message.replace(/^The profile p\.yaml is invalid /, '');
  }
}

const tokens = { success: 'a' };
const provoke = (entry: unknown) => ({ tokens, provoke: { [code]: entry } });
const prepare = (request: unknown) => provoke({ prepare: request });

describe('the message about', () => {
  test.for<[string, unknown, string | RegExp]>([
    ['a list', [], 'at the top level: it must be a map with keys, not a list.'],
    ['an empty file', null, 'at the top level: it must be a map with keys, not empty.'],
    ['a missing token', { tokens: {} }, 'at tokens: the key success is missing.'],
    [
      'a number as token',
      { tokens: { success: 4711 } },
      'at tokens.success: it must be a string, or { env: NAME } for an environment variable, not a number.',
    ],
    ['an empty token', { tokens: { success: '' } }, 'at tokens.success: it must not be empty.'],
    [
      'a map without env',
      { tokens: { success: { evn: 'A' } } },
      /^at tokens\.success: the key (?:env is missing|evn is unknown)/,
    ],
    [
      'a base URL without a scheme',
      { tokens, baseUrl: 'localhost:1' },
      'at baseUrl: it must start with http:// or https://.',
    ],
    ['a timeout of 0', { tokens, timeoutSeconds: 0 }, 'at timeoutSeconds: it must be more than 0.'],
    ['a timeout of an hour', { tokens, timeoutSeconds: 3600 }, 'at timeoutSeconds: it must be 600 or less.'],
    ['always: yes', { tokens, always: 'yes' }, 'at always: it must be true or false, not a string.'],
    ['an empty entry', provoke({}), `at provoke.${code}: it must not be empty.`],
    ['repeat: 0', provoke({ repeat: 0 }), `at provoke.${code}.repeat: it must be 1 or more.`],
    [
      'repeat: 1.5',
      provoke({ repeat: 1.5 }),
      `at provoke.${code}.repeat: it must be a whole number, not a number.`,
    ],
    [
      'a key next to skip',
      provoke({ skip: 'x', repeat: 1 }),
      `at provoke.${code}.repeat: this key is not allowed here.`,
    ],
    [
      'a method in lower case',
      prepare({ path: '/a', method: 'post' }),
      `at provoke.${code}.prepare.method: it must be a method in capital letters, like POST.`,
    ],
    [
      'a request without a place',
      prepare({}),
      `at provoke.${code}.prepare: it must have either a path or a url.`,
    ],
    [
      'a request with two places',
      prepare([{ path: '/a' }, { path: '/a', url: 'http://a' }]),
      `at provoke.${code}.prepare.1: it must have either a path or a url.`,
    ],
    ['an empty list of requests', prepare([]), `at provoke.${code}.prepare: it must not be empty.`],
    [
      'a URL as path',
      prepare({ path: 'http://a' }),
      `at provoke.${code}.prepare.path: it must start with /.`,
    ],
    [
      'a path as URL',
      prepare({ url: '/a' }),
      /^at provoke\.\w+\.prepare\.url: it must be an absolute URL, like [^ ]+; for a path of the target, use the key path\.$/,
    ],
    [
      'a URL that is none',
      prepare({ url: 'http://' }),
      `at provoke.${code}.prepare.url: this is not a valid URL.`,
    ],
    [
      'a password in a URL',
      prepare({ url: 'http://me:secret@a' }),
      /^at [^:]*url: a URL must not contain a user name or a password\. Send them in a header/,
    ],
    [
      'a status of 99',
      prepare({ path: '/a', status: [204, 99] }),
      `at provoke.${code}.prepare.status.1: it must be 100 or more.`,
    ],
    [
      'a status in quotes',
      prepare({ path: '/a', status: '204' }),
      `at provoke.${code}.prepare.status: it must be a whole number, not a string.`,
    ],
    [
      'a captured CODE',
      prepare({ path: '/a', capture: { CODE: '/a' } }),
      /the name CODE must be a name of letters, digits, _ and -, and not CODE, code, status or unique\.$/,
    ],
    [
      'a captured value without a pointer',
      prepare({ path: '/a', capture: { id: 'data.id' } }),
      `at provoke.${code}.prepare.capture.id: it must be a JSON Pointer, like /data/token.`,
    ],
    [
      'a misspelt placeholder',
      provoke({ headers: { A: '{COD}' } }),
      `at provoke.${code}.headers: the placeholder {COD} has no value here. Did you mean CODE? The placeholders here are {CODE}, {code}, {status}, {unique}. For a plain {, write {{.`,
    ],
    [
      'a placeholder that is captured only later',
      prepare([{ path: '/{id}' }, { path: '/a', capture: { id: '' } }]),
      /^at provoke\.\w+\.prepare\.0\.path: the placeholder \{id\} has no value here/,
    ],
    [
      'a placeholder of the cleanup in the request',
      provoke({ token: '{id}', cleanup: { path: '/a', capture: { id: '' } } }),
      /^at provoke\.\w+\.token: the placeholder \{id\}/,
    ],
    [
      'a placeholder of another operation',
      provoke({
        prepare: { path: '/a', capture: { id: '' } },
        operations: { [`${contract.operations[0]?.id}`]: { token: '{id}' } },
      }),
      /operations\.\w+\.token: the placeholder \{id\}/,
    ],
    [
      'a header of a cleanup',
      provoke({ cleanup: [{ path: '/a', headers: { 'a b': 'c' } }] }),
      `at provoke.${code}.cleanup.0.headers.a b: this is not a valid name of an HTTP header.`,
    ],
  ])('%s', ([, definition, message]) => {
    expect(messageOf(definition)).toEqual(
      typeof message === 'string' ? message : expect.stringMatching(message),
    );
  });
});

test('captured values, escaped braces and JSON are no unknown placeholders', () => {
  const request = { path: '/a', body: '{"a":{"b":"{code}"}}', capture: { id: '/id' } };
  expect(
    messageOf(provoke({ prepare: [request, { path: '/{id}' }], token: '{{x}', cleanup: { path: '/{id}' } })),
  ).toBeUndefined();
});

test('no message is that of the validator', () => {
  const whole = {
    name: 'a',
    baseUrl: 'http://a',
    timeoutSeconds: 1,
    headers: { a: 'b' },
    tokens: { success: 'a', unknown: 'b' },
    parameters: {},
    operations: {
      [contract.operations[0]?.id ?? '']: {
        token: 'a',
        prepare: { path: '/a', capture: { a: '' } },
        capture: { b: '/b' },
        cleanup: [{ path: '/{b}' }],
      },
    },
    writes: true,
    secrets: ['a'],
    always: true,
    provoke: {
      [code]: {
        token: 'a',
        query: { a: 'b' },
        path: '/a',
        repeat: 1,
        prepare: [{ method: 'PUT', path: '/a', body: 'a', status: [200], capture: { a: '/b' } }],
        cleanup: { url: 'http://a', headers: { a: 'b' }, status: 204 },
      },
    },
  };
  expect(messageOf(whole)).toBeUndefined();
  expect(Object.keys(schema.properties).sort()).toEqual(Object.keys(whole).sort());
  const property = fc.property(mutated(whole), ({ value }) => {
    expect(messageOf(value) ?? '').not.toMatch(
      /must NOT|must match|must be (?:string|object|array|integer|number|boolean|equal|>|<)|then" schema|is not allowed\.$/,
    );
  });
  fc.assert(property, runs(300));
});

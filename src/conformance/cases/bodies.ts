/** Body cases: every body that violates the schema is rejected, and unspecified bodies cause no server error. */
import type { RequestBody } from '../../contract/model.ts';
import type { BodyText, Case } from '../types.ts';
import { bodyVariants } from './body-variants.ts';
import { type Change, expectError, type OperationCases, withToken } from './operation-cases.ts';
import { UNKNOWN_FIELD } from './schema-variants.ts';

/** Text that a body repeats to be large or deep. */
const LARGE = 1024 * 1024;
const DEPTH = 10_000;

/** The parameter of the media type that the contract allows. */
const CHARSETS = { charset: 'charset=utf-8', 'charset-quoted': 'charset="UTF-8"' };

export function bodyCases(suite: OperationCases): Case[] {
  const { body } = suite.operation;
  return body
    ? [...acceptedCases(suite, body), ...rejectedCases(suite, body), ...unspecifiedCases(suite, body)]
    : [];
}

/** Valid bodies: with all fields, with the required fields, and at the limits that the contract allows. */
function acceptedCases(suite: OperationCases, body: RequestBody): Case[] {
  const accept = (name: string, what: string, change: Change) =>
    suite.case(
      'successes',
      `success/body/${name}`,
      `The body is accepted if ${what}`,
      body.pointer,
      change,
      suite.expectAccepted(),
    );
  return [
    ...Object.entries(CHARSETS).map(([name, parameter]) =>
      accept(name, `its media type has the parameter ${parameter}`, {
        mediaType: `${body.mediaType}; ${parameter}`,
      }),
    ),
    ...(body.required ? [] : [accept('none', 'the request has none', { body: null })]),
    ...bodyVariants(suite.contract, body)
      .filter(({ isValid }) => isValid)
      .map(({ name, what, body: value }) => accept(name, what, { body: JSON.stringify(value) })),
  ];
}

/** Bodies that are not JSON or violate the schema. */
function rejectedCases(suite: OperationCases, body: RequestBody): Case[] {
  const { invalid, example, required } = body;
  if (invalid === undefined) return [];
  const reject = (name: string, what: string, text: BodyText, change: Change = {}, source = body.pointer) =>
    suite.case(
      'bodies',
      `body/${name}`,
      `The body is rejected with ${invalid} if ${what}`,
      source,
      { ...change, body: text },
      expectError(invalid),
    );
  const json = JSON.stringify(example);
  const malformed: Record<string, [what: string, text: string]> = {
    'not-json': ['it is not JSON', 'no JSON'],
    truncated: ['it ends early', json.slice(0, -1)],
    'trailing-comma': ['it has a trailing comma', `${json.slice(0, -1)},${json.slice(-1)}`],
    'single-quotes': ['it has single quotation marks', `{'${UNKNOWN_FIELD}': 'text'}`],
    'two-values': ['it is followed by another JSON value', json + json],
    ...(required && { empty: ['it is empty', ''], blank: ['it is blank', ' '] }),
  };
  const variants = bodyVariants(suite.contract, body).filter(({ isValid }) => !isValid);
  const [sample] = variants;
  // Validation must not depend on the credential location.
  const byCredential = sample
    ? suite.otherCredentials.map((credential) =>
        reject(
          `${sample.name}/${credential.header}`,
          `${sample.what} and the token is in ${credential.header}`,
          JSON.stringify(sample.body),
          { headers: withToken(credential) },
        ),
      )
    : [];
  return [
    ...Object.entries(malformed).map(([name, [what, text]]) =>
      reject(`malformed/${name}`, what, text, {}, 'RFC 8259 2'),
    ),
    ...variants.map(({ name, what, body: value }) => reject(name, what, JSON.stringify(value))),
    ...byCredential,
  ];
}

/** Bodies whose response is unspecified, except that it must not be a server error. */
function unspecifiedCases(suite: OperationCases, { example }: RequestBody): Case[] {
  const json = JSON.stringify(example);
  const isEmpty = json === '{}';
  /** The body with another field. */
  const having = (...parts: Exclude<BodyText, string>): BodyText => [
    `${json.slice(0, -1)}${isEmpty ? '' : ','}"${UNKNOWN_FIELD}":`,
    ...parts,
    '}',
  ];
  const [first = UNKNOWN_FIELD] = Object.keys(Object(example));
  const all: Record<string, [subject: string, change: Change]> = {
    text: ['A body of the media type text/plain', { mediaType: 'text/plain' }],
    form: [
      'A form instead of JSON',
      { mediaType: 'application/x-www-form-urlencoded', body: `${UNKNOWN_FIELD}=text` },
    ],
    'no-media-type': ['A body without a media type', { mediaType: null }],
    'byte-order-mark': ['A body with a byte order mark', { body: [{ text: '\ufeff', times: 1 }, json] }],
    'duplicate-key': [
      'A body with a duplicate key',
      { body: `{${JSON.stringify(first)}:null,${json.slice(1)}` },
    ],
    deep: [
      'A deeply nested body',
      { body: having({ text: '[', times: DEPTH }, { text: ']', times: DEPTH }) },
    ],
    large: ['A body of more than 1 MB', { body: having('"', { text: 'a', times: LARGE }, '"') }],
  };
  return Object.entries(all).map(([name, [subject, change]]) =>
    suite.case(
      'bodies',
      `body/unspecified/${name}`,
      `${subject} does not cause a server error`,
      'RFC 9110 15.6',
      change,
      {
        kind: 'no-fault',
      },
    ),
  );
}

/** Faulty servers whose errors have wrong fields (message, retry_after, required, available) or headers. */
import type { Json, JsonObject } from '../../../../src/contract/document.ts';
import type { Outgoing } from '../mutant.ts';
import { CODES, casesOfCode, type Faulty, on, onError, onErrors } from '../mutations.ts';

const MESSAGES: Record<string, Json | undefined> = {
  missing: undefined,
  null: null,
  'an empty string': '',
  blank: '   ',
  'only line breaks and tabs': '\n\t\r',
  'a number': 404,
  'an array': ['Not found.'],
  'an object': { en: 'Not found.' },
  'a boolean': true,
};

const INVISIBLE_MESSAGES: Record<string, string> = {
  'a zero-width space': '\u200b',
  'two no-break spaces': '\u00a0\u00a0',
  'a soft hyphen': '\u00ad',
  'control characters': '\u0000\u0007',
  'a Hangul filler': '\u3164',
  'a Braille blank': '\u2800',
  'direction marks': '\u200e\u202e',
  'a byte order mark': '\ufeff',
  'a line separator': '\u2028',
  'a combining grapheme joiner': '\u034f',
  'a variation selector': '\ufe0f',
  'a language tag': '\u{e0001}',
};

const INVALID_INTEGERS: Record<string, Json | undefined> = {
  missing: undefined,
  null: null,
  'a string': '5',
  'a string with a unit': '5s',
  'a fraction': 5.5,
  negative: -1,
  true: true,
  'an array': [5],
  'an object': { seconds: 5 },
  'an empty string': '',
};

const balance = (change: (error: JsonObject) => void) => onError('INSUFFICIENT_BALANCE', change);
const wait = (seconds: Json | undefined, header?: string | string[]) =>
  onError('RATE_LIMIT_EXCEEDED', (error, { headers }) => {
    if (seconds === undefined) delete error.retry_after;
    else error.retry_after = seconds;
    if (header !== undefined) headers['Retry-After'] = header;
    else if (typeof seconds === 'number') headers['Retry-After'] = String(seconds);
  });

/** Sends Retry-After as a date this many seconds after the response's `Date`. */
function dated(seconds: number, form: (date: Date) => string, change?: (outgoing: Outgoing) => void) {
  return onError('RATE_LIMIT_EXCEEDED', (_, outgoing) => {
    const now = Date.now();
    outgoing.headers.Date = new Date(now).toUTCString();
    outgoing.headers['Retry-After'] = form(new Date(now + seconds * 1000));
    change?.(outgoing);
  });
}

const of = (code: string, check: Faulty['check']) => ({ case: code, check, only: casesOfCode(code) });
const BALANCE = of('INSUFFICIENT_BALANCE', 'fields');
const WAIT = of('RATE_LIMIT_EXCEEDED', 'fields');
const HEADER = of('RATE_LIMIT_EXCEEDED', 'header-retry-after');

export const fields: readonly Faulty[] = [
  ...CODES.map(
    (code): Faulty => ({
      name: `${code} without a message`,
      mutation: onError(code, (error) => {
        delete error.message;
      }),
      ...of(code, 'fields'),
    }),
  ),
  ...Object.entries(MESSAGES).map(
    ([name, message]): Faulty => ({
      name: `the message is ${name}`,
      mutation: onError('ACCOUNT_INACTIVE', (error) => {
        error.message = message as Json;
      }),
      ...of('ACCOUNT_INACTIVE', 'fields'),
    }),
  ),
  ...Object.entries(INVISIBLE_MESSAGES).map(
    ([name, message]): Faulty => ({
      name: `the message is ${name}`,
      mutation: onError('ACCOUNT_INACTIVE', (error) => {
        error.message = message;
      }),
      ...of('ACCOUNT_INACTIVE', 'message'),
      ...(/^\s*$/.test(message) && { check: 'fields' }),
    }),
  ),
  {
    name: 'no error has a message',
    mutation: onErrors(({ json }) => {
      delete json.error?.message;
    }),
    case: 'NOT_FOUND',
    check: 'fields',
  },
  {
    name: 'message is next to error, not inside',
    mutation: onErrors(({ json }) => {
      json.message = json.error?.message ?? '';
      delete json.error?.message;
    }),
    case: 'NOT_FOUND',
    check: 'fields',
  },
  ...Object.entries(INVALID_INTEGERS).flatMap(([name, value]): Faulty[] => [
    { name: `retry_after is ${name}`, mutation: wait(value), ...WAIT },
    ...['required', 'available'].map(
      (field): Faulty => ({
        name: `${field} is ${name}`,
        mutation: balance((error) => {
          error[field] = value as Json;
        }),
        ...BALANCE,
      }),
    ),
  ]),
  { name: 'retry_after is 0', mutation: wait(0), ...WAIT },
  { name: 'retry_after is the string "60"', mutation: wait('60'), ...WAIT },
  {
    name: 'required is 0',
    mutation: balance((error) => {
      error.required = 0;
    }),
    ...BALANCE,
  },
  {
    name: 'required is 0 and available is negative',
    mutation: balance((error) => {
      Object.assign(error, { required: 0, available: -10 });
    }),
    ...BALANCE,
  },
  {
    name: 'available is equal to required',
    mutation: balance((error) => {
      error.available = error.required ?? 0;
    }),
    ...BALANCE,
  },
  {
    name: 'available is greater than required',
    mutation: balance((error) => {
      error.available = Number(error.required) + 1;
    }),
    ...BALANCE,
  },
  {
    name: 'required and available are swapped',
    mutation: balance((error) => {
      [error.required, error.available] = [error.available ?? 0, error.required ?? 0];
    }),
    ...BALANCE,
  },
  {
    name: 'required and available are in a nested object',
    mutation: balance((error) => {
      error.details = { required: error.required ?? 0, available: error.available ?? 0 };
      delete error.required;
      delete error.available;
    }),
    ...BALANCE,
  },
  {
    name: 'required is next to error, not inside',
    mutation: on('INSUFFICIENT_BALANCE', ({ json }) => {
      json.required = json.error?.required ?? 0;
      delete json.error?.required;
    }),
    ...BALANCE,
  },
  {
    name: 'retryAfter instead of retry_after',
    mutation: onError('RATE_LIMIT_EXCEEDED', (error) => {
      error.retryAfter = error.retry_after ?? 0;
      delete error.retry_after;
    }),
    ...WAIT,
  },
  {
    name: 'retry_after is in milliseconds, Retry-After in seconds',
    mutation: wait(60_000, '60'),
    ...HEADER,
  },
  {
    name: 'retry_after is a Unix timestamp',
    mutation: wait(1_800_000_000, '60'),
    ...HEADER,
  },
  { name: 'Retry-After is one more than retry_after', mutation: wait(60, '61'), ...HEADER },
  { name: 'Retry-After is one less than retry_after', mutation: wait(60, '59'), ...HEADER },
  { name: 'Retry-After is 0', mutation: wait(60, '0'), ...HEADER },
  { name: 'Retry-After is negative', mutation: wait(60, '-60'), ...HEADER },
  { name: 'Retry-After is a word', mutation: wait(60, 'soon'), ...HEADER },
  { name: 'Retry-After is empty', mutation: wait(60, ''), ...HEADER },
  { name: 'Retry-After is a fraction', mutation: wait(60, '60.5'), ...HEADER },
  { name: 'Retry-After has a unit', mutation: wait(60, '60s'), ...HEADER },
  { name: 'Retry-After is in milliseconds', mutation: wait(60, '60000'), ...HEADER },
  { name: 'Retry-After is sent twice with different values', mutation: wait(60, ['60', '61']), ...HEADER },
  { name: 'Retry-After is an ISO 8601 date', mutation: dated(60, (date) => date.toISOString()), ...HEADER },
  {
    name: 'Retry-After is a date that differs from retry_after',
    mutation: dated(120, (date) => date.toUTCString()),
    ...HEADER,
  },
  {
    name: 'Retry-After is a date in the past',
    mutation: dated(-60, (date) => date.toUTCString()),
    ...HEADER,
  },
  { name: 'Retry-After is the current date', mutation: dated(0, (date) => date.toUTCString()), ...HEADER },
  {
    name: 'Retry-After is missing',
    mutation: on('RATE_LIMIT_EXCEEDED', ({ headers }) => {
      delete headers['Retry-After'];
    }),
    ...HEADER,
    level: 'SHOULD',
  },
  ...['MISSING_API_TOKEN', 'INVALID_API_TOKEN'].flatMap((code): Faulty[] => [
    {
      name: `WWW-Authenticate is missing with ${code}`,
      mutation: on(code, ({ headers }) => {
        delete headers['WWW-Authenticate'];
      }),
      ...of(code, 'header-www-authenticate'),
      level: 'SHOULD',
    },
    {
      name: `the challenge is Basic with ${code}`,
      mutation: on(code, ({ headers }) => {
        headers['WWW-Authenticate'] = 'Basic realm="api"';
      }),
      ...of(code, 'header-www-authenticate'),
      level: 'SHOULD',
    },
  ]),
  {
    name: 'the challenge is Basic with Bearer in its realm',
    mutation: on('MISSING_API_TOKEN', ({ headers }) => {
      headers['WWW-Authenticate'] = 'Basic realm="Bearer tokens, Bearer only"';
    }),
    ...of('MISSING_API_TOKEN', 'header-www-authenticate'),
    level: 'SHOULD',
  },
  {
    name: 'an actual rate limit has a Retry-After that differs from retry_after',
    mutation: () => {
      let requests = 0;
      return {
        decide: (correct) =>
          ++requests % 40 === 0 ? { kind: 'error', code: 'RATE_LIMIT_EXCEEDED' } : correct,
        ...onError('RATE_LIMIT_EXCEEDED', (error, { request, headers }) => {
          if (JSON.stringify(request.headers).includes('test_rate')) return;
          error.retry_after = 1;
          headers['Retry-After'] = '2';
        }),
      };
    },
    case: '*',
    check: 'header-retry-after',
  },
  {
    name: 'an actual rate limit has no retry_after',
    mutation: () => {
      let requests = 0;
      return {
        decide: (correct) =>
          ++requests % 40 === 0 ? { kind: 'error', code: 'RATE_LIMIT_EXCEEDED' } : correct,
        ...onError('RATE_LIMIT_EXCEEDED', (error, { request }) => {
          if (!JSON.stringify(request.headers).includes('test_rate')) delete error.retry_after;
        }),
      };
    },
    case: '*',
    check: 'fields',
  },
];

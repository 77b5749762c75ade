/** The secrets of a run in its reports: of any length, in every form, also at the cut of a text. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Redactor } from '../../../../src/conformance/run/redact.ts';
import { truncate } from '../../../../src/text/truncate.ts';
import { runs, TIMEOUT } from '../../../helpers/properties/runs.ts';

/** Visible ASCII and spaces. The lengths include those of long JWTs. */
const secrets = fc
  .tuple(
    fc.string({
      unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)),
      minLength: 12,
      maxLength: 60,
    }),
    fc.oneof(fc.integer({ min: 12, max: 60 }), fc.constant(2700), fc.constant(10_000)),
  )
  .map(([text, length]) => text.repeat(Math.ceil(length / text.length)).slice(0, length))
  // A text of only punctuation may be the mask itself. A last backslash escapes the character after it.
  .filter((text) => /[a-z\d]{4}/i.test(text) && !text.endsWith('\\'));

const FORMS: Readonly<Record<string, (text: string) => string>> = {
  unchanged: (text) => text,
  'in upper case': (text) => text.toUpperCase(),
  'percent-encoded': encodeURIComponent,
  'form-encoded': (text) => new URLSearchParams([['', text]]).toString().slice(1),
  'JSON-escaped': (text) => JSON.stringify(text).slice(1, -1),
  'HTML-escaped': (text) => text.replace(/[&<>"'+/]/g, (character) => `&#${character.charCodeAt(0)};`),
  'in hexadecimal': (text) => Buffer.from(text).toString('hex'),
  'in upper-case hexadecimal': (text) => Buffer.from(text).toString('hex').toUpperCase(),
};
const names = fc.constantFrom(...Object.keys(FORMS));
const written = (name: string, text: string) => FORMS[name]?.(text) ?? '';

test('text from outside: a secret is masked in every form, and the text around it is unchanged', {
  timeout: TIMEOUT,
}, () => {
  fc.assert(
    fc.property(secrets, names, (secret, name) => {
      const redactor = new Redactor([secret]);
      expect(redactor.foreign(`[ ${written(name, secret)} ]`)).toBe('[ *** ]');
    }),
    runs(300),
  );
});

test('text from outside: no part of a secret inside a Base64 text is left', { timeout: TIMEOUT }, () => {
  fc.assert(
    fc.property(
      secrets,
      fc.string({ maxLength: 5 }),
      fc.constantFrom<BufferEncoding>('base64', 'base64url'),
      (secret, before, encoding) => {
        const text = Buffer.from(`${before}${secret}:x`).toString(encoding);
        const masked = new Redactor([secret]).foreign(text);
        expect(masked).toContain('***');
        // The characters at the edges contain bits of a neighbour.
        expect(masked.length - 3).toBeLessThanOrEqual(
          Math.ceil(((Buffer.from(before).length + 2) * 8) / 6) + 8,
        );
      },
    ),
    runs(300),
  );
});

test('text from outside: the beginning of a secret at a cut is masked, also if an escape is cut', {
  timeout: TIMEOUT,
}, () => {
  fc.assert(
    fc.property(secrets, names, fc.nat(), (secret, name, seed) => {
      const text = `[ ${written(name, secret)} ]`;
      const length = 5 + (seed % (text.length - 4));
      const masked = new Redactor([secret]).foreign(`${truncate(text, length)} and more`);
      // A shorter beginning than eight characters is not masked. The longest form of a character has six.
      if (length > 8 * 6 + 4) expect(masked).toMatch(/^\[ \*\*\*/);
      expect(masked.length).toBeLessThan(8 * 6 + 4 + ' and more'.length + 4);
    }),
    runs(300),
  );
});

describe('a short secret', () => {
  const redactor = new Redactor(['', 'ab=c', 'longer-secret'], ['', '1']);

  test.for([
    ['is not masked in text from outside', redactor.foreign('1 ab=c longer-secret'), '1 ab=c ***'],
    ['is masked in a header', redactor.header('Bearer x-ab=c'), 'Bearer x-***'],
    ['is masked as the whole value of a header', redactor.header('1'), '***'],
    ['is not masked in another header value', redactor.header('Bearer 1'), 'Bearer 1'],
    [
      'is masked in a URL if it is a whole part',
      redactor.url('http://127.0.0.1:81/v1/ab=c?limit=1&c=ab%3Dc&d=ab=cd&b=x-longer-secret'),
      'http://127.0.0.1:81/v1/ab=c?limit=1&c=***&d=ab=cd&b=x-***',
    ],
  ] as const)('%s', ([, masked, expected]) => {
    expect(masked).toBe(expected);
  });
});

test('a secret can be added later', () => {
  const redactor = new Redactor([]);
  redactor.add('captured-value');
  expect(redactor.foreign('a captured-value')).toBe('a ***');
});

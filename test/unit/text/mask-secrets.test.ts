/** Secrets of any length, in the forms in which servers and templates write them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskSecrets } from '../../../src/text/mask-secrets.ts';
import { runs, TIMEOUT } from '../../helpers/properties/runs.ts';

const hex = (character: string) => character.charCodeAt(0).toString(16).padStart(2, '0');
const each = (spell: (character: string) => string) => (text: string) => [...text].map(spell).join('');
const HTML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '+': '&#43;',
  '/': '&#x2F;',
};

/** The forms of a text. Each can be undone. */
const FORMS: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  'URL component': encodeURIComponent,
  'every byte percent-encoded': each((character) => `%${hex(character)}`),
  'every byte percent-encoded in upper case': each((character) => `%${hex(character).toUpperCase()}`),
  'JSON string': (text) => JSON.stringify(text).slice(1, -1),
  'JSON string with escaped slashes': (text) => JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/'),
  'JSON string with escaped codes': each((character) => `\\u00${hex(character)}`),
  'JSON string with escaped codes in upper case': each((character) => `\\u00${hex(character).toUpperCase()}`),
  'string of JavaScript': each((character) => `\\x${hex(character)}`),
  HTML: each((character) => HTML[character] ?? character),
  'decimal references of HTML': each((character) => `&#${character.charCodeAt(0)};`),
  'hexadecimal references of HTML': each((character) => `&#x${hex(character)};`),
  'hexadecimal references of HTML in upper case': each((character) => `&#X${hex(character).toUpperCase()};`),
  'decimal references with leading zeros': each(
    (character) => `&#${String(character.charCodeAt(0)).padStart(7, '0')};`,
  ),
};
const spell = (form: string, text: string) => (FORMS[form] as (text: string) => string)(text);

/** Visible ASCII. The lengths include those of long JWTs. */
const secrets = fc
  .tuple(
    fc.string({
      unit: fc.integer({ min: 33, max: 126 }).map((code) => String.fromCharCode(code)),
      minLength: 8,
      maxLength: 60,
    }),
    fc.oneof(fc.constant(8), fc.integer({ min: 8, max: 60 }), fc.integer({ min: 61, max: 10_000 })),
  )
  .map(([text, length]) => text.repeat(Math.ceil(length / text.length)).slice(0, length))
  // A text of only punctuation may be the mask itself. A last backslash escapes the character after it, and may stay.
  .filter((text) => /[a-z0-9]{2}/i.test(text) && !text.endsWith('\\'));

const form = fc.constantFrom(...Object.keys(FORMS));

test('a secret of any length is masked in every form, and the text around it is unchanged', {
  timeout: TIMEOUT,
}, () => {
  fc.assert(
    fc.property(secrets, form, (secret, name) => {
      expect(maskSecrets(`Bearer ${spell(name, secret)} is invalid: é%20\\n&auml;`, [secret])).toBe(
        'Bearer *** is invalid: é%20\\n&auml;',
      );
    }),
    runs(200),
  );
});

test('a secret is masked in a form of a form', { timeout: TIMEOUT }, () => {
  fc.assert(
    fc.property(secrets, form, form, (secret, inner, outer) => {
      expect(maskSecrets(`[ ${spell(outer, spell(inner, secret))} ]`, [secret])).toBe('[ *** ]');
    }),
    runs(200),
  );
});

test('each character can have another form', { timeout: TIMEOUT }, () => {
  fc.assert(
    fc.property(secrets, fc.array(form, { minLength: 1, maxLength: 9 }), (secret, names) => {
      const text = [...secret]
        .map((character, index) => spell(names[index % names.length] as string, character))
        .join('');
      expect(maskSecrets(`[ ${text} ]`, [secret])).toBe('[ *** ]');
    }),
    runs(150),
  );
});

describe('a text', () => {
  test.each([
    ['without a secret', 'İstanbul %41 \\u0041 &#65; 100%', 'İstanbul %41 \\u0041 &#65; 100%'],
    ['with two in a row', 'abc+1234abc%2B1234', '******'],
    ['with two secrets', 'abc+1234 and xyz_9876', '*** and ***'],
    ['with a secret in another case', 'ABC%2b1234', '***'],
    ['with a secret after a letter of another length in lower case', 'İİİ abc&plus;1234 İ', 'İİİ *** İ'],
    ['with an escape before and after it', '%0Aabc%2B1234%0A', '%0A***%0A'],
    ['with half a secret', 'abc%2B123', 'abc%2B123'],
  ])('%s', (_, text, masked) => {
    expect(maskSecrets(text, ['abc+1234', 'xyz_9876'])).toBe(masked);
  });

  test('a secret of escapes or backslashes is masked, and no common word', () => {
    const backslashes = '\\'.repeat(8);
    expect(maskSecrets(`a ${backslashes} b`, [backslashes])).toBe('a *** b');
    expect(maskSecrets(`a ${encodeURIComponent(backslashes)} b`, [backslashes])).toBe('a *** b');
    expect(maskSecrets('%41%42%43, A%42C, abc', ['%41%42%43'])).toBe('***, A%42C, abc');
  });
});

test('the time is linear in the text and in the secret', () => {
  const secret = 'eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9'.repeat(280);
  const size = 2 ** 19;
  for (const unit of [
    '%25',
    '%',
    '25',
    '\\',
    '\\a',
    '&',
    '&a',
    '&#',
    '&#0',
    '&#x0',
    '&#43;',
    secret.slice(1),
    'x',
  ]) {
    const text = unit.repeat(size / unit.length);
    const start = performance.now();
    maskSecrets(text, [secret]);
    maskSecrets(`&#x${text}`, [secret]);
    // A quadratic search needs minutes. The limit leaves room for a busy machine.
    expect(performance.now() - start, unit.slice(0, 9)).toBeLessThan(10_000);
  }
});

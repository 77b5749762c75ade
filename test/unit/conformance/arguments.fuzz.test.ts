/** Every list of known failures, URL and pattern is either accepted or refused with a message. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { casesOf } from '../../../src/conformance/cases/cases.ts';
import { loadProfile } from '../../../src/conformance/profile/profile.ts';
import { KnownFailuresError, readKnownFailures } from '../../../src/conformance/run/known-failures.ts';
import { buildRequest } from '../../../src/conformance/run/request.ts';
import { SelectionError, select } from '../../../src/conformance/run/selection.ts';
import { openRun, TargetUrlError } from '../../../src/conformance/run/verify.ts';
import { EXTREMES, mutatedText } from '../../helpers/fuzz/mutations.ts';
import { resultOrMessage } from '../../helpers/fuzz/sentence.ts';
import { contract, temporaryFolder } from '../../helpers/project.ts';
import { runs } from '../../helpers/properties/runs.ts';

const cases = casesOf(contract);
const ids = cases.map(({ id }) => id);
const file = join(temporaryFolder('fuzz-known'), 'known');

function known(content: string | Uint8Array): void {
  writeFileSync(file, content);
  for (const id of readKnownFailures(file, ids)) expect(ids).toContain(id);
}

test('a list of known failures is read or refused with a message', async () => {
  for (const extreme of Object.values(EXTREMES)) {
    await resultOrMessage(() => known(extreme), [KnownFailuresError]);
  }
  const list = [...ids].slice(0, 10).join(' # since ever\r\n');
  const content = fc.oneof(
    mutatedText(list),
    fc.uint8Array({ maxLength: 100 }),
    fc.string({ unit: 'binary' }),
  );
  const property = fc.asyncProperty(content, (text) =>
    resultOrMessage(() => known(text), [KnownFailuresError]),
  );
  await fc.assert(property, runs(100));
});

/** Builds requests to a URL without sending them. */
function buildRequests(url: string): void {
  const { transport, target } = openRun({ contract, profile: loadProfile('sandbox', contract), target: url });
  transport.close();
  for (const { request } of cases.slice(0, 3)) {
    const { href } = buildRequest(target, request).url;
    expect(href).toMatch(/^https?:\/\//);
  }
}

test('a URL is accepted or refused with a message', async () => {
  const part = fc.constantFrom(
    'http',
    'https',
    ':',
    '//',
    '/',
    '?',
    '#',
    '@',
    '[',
    ']',
    '::1',
    '%',
    '%zz',
    '..',
    ' ',
  );
  const more = fc.constantFrom(
    'localhost',
    '0',
    '99999',
    ':65536',
    '日本',
    '\\',
    '\t',
    '\0',
    '\ud800',
    'xn--',
    '127.1',
    'ftp',
  );
  const url = fc.oneof(
    fc.array(fc.oneof(part, more), { maxLength: 8 }).map((parts) => parts.join('')),
    mutatedText('http://127.0.0.1:8080/api/v1'),
    fc.webUrl({
      withFragments: true,
      withQueryParameters: true,
      authoritySettings: { withPort: true, withUserInfo: true },
    }),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(...Object.values(EXTREMES)),
  );
  const property = fc.asyncProperty(url, (text) =>
    resultOrMessage(() => buildRequests(text), [TargetUrlError]),
  );
  await fc.assert(property, runs(150));
});

test('a pattern is accepted or refused with a message', async () => {
  const part = fc.constantFrom(
    '*',
    '**',
    '?',
    '!',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ',',
    '|',
    '+',
    '@',
    '\\',
    '/',
    '^',
    '$',
    '[[:',
    'limit',
  );
  const pattern = fc.oneof(
    fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  const property = fc.asyncProperty(pattern, fc.boolean(), (text, only) =>
    resultOrMessage(() => void select(cases, only ? { only: [text] } : { skip: [text] }), [SelectionError]),
  );
  await fc.assert(property, runs(80));
});

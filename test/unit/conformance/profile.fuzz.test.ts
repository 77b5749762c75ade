/** Whatever is given as a profile, it is one that requests can be made with, or a sentence says what is wrong with it. */

import { writeFileSync } from 'node:fs';
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { casesOf } from '../../../src/conformance/cases/cases.ts';
import { loadProfile, ProfileError } from '../../../src/conformance/profile/profile.ts';
import { resolveCase } from '../../../src/conformance/run/resolve.ts';
import { openRun, TargetUrlError } from '../../../src/conformance/run/verify.ts';
import { EXTREMES, garbled, mutated } from '../../helpers/fuzz/mutations.ts';
import { resultOrSentence } from '../../helpers/fuzz/sentence.ts';
import { contract, temporaryFolder } from '../../helpers/project.ts';
import { runs } from '../../helpers/properties/runs.ts';

const [first, second, third] = contract.errors.map(({ code }) => code);

/** A profile with every key that there is. */
const PROFILE = {
  name: 'staging',
  baseUrl: 'https://staging.internal/api/v1',
  timeoutSeconds: 10,
  headers: { 'X-Environment': 'staging', 'X-Key': { env: 'PROFILE_KEY' } },
  tokens: { success: { env: 'PROFILE_TOKEN' }, unknown: 'not-a-token' },
  provoke: {
    default: { headers: { 'X-Provoke': '{CODE}', 'X-Status': '{status}' } },
    [`${first}`]: { token: 'an-empty-account', query: { debug: '1' }, repeat: 3 },
    [`${second}`]: {
      path: '/debug/{code}',
      prepare: { method: 'POST', path: '/debug', query: { a: 'b' }, headers: { 'X-A': 'b' }, body: '{}' },
    },
    [`${third}`]: { skip: 'cannot be switched off' },
  },
  always: true,
};

const text = stringify(PROFILE).replace('name: staging', 'name: &name staging\n# A comment');

const ENVIRONMENT = { PROFILE_KEY: 'a-key-for-all', PROFILE_TOKEN: 'a-token-that-works' };

const file = join(temporaryFolder('fuzz-profile'), 'profile.yaml');

/** Every few cases, all provocations among them: the requests of the rest are made alike. */
const SOME = casesOf(contract).filter(({ provoke }, index) => provoke !== undefined || index % 20 === 0);

/** Reads a profile, and makes the requests of a run with it. */
function use(content: string | Buffer): void {
  writeFileSync(file, content);
  const profile = loadProfile(file, contract, ENVIRONMENT);
  const { target, transport } = openRun({ contract, profile });
  transport.close();
  for (const item of SOME) {
    const requests = resolveCase(contract, target, item);
    if ('skip' in requests) continue;
    for (const { headers, url, method } of [...requests.before.slice(0, 1), requests.request]) {
      expect(url.origin).toBe(new URL(target.base).origin);
      expect(method).toMatch(/^[A-Z]+$/);
      for (const [name, value] of Object.entries(headers)) {
        validateHeaderName(name);
        validateHeaderValue(name, value);
      }
    }
  }
}

const kinds = [ProfileError, TargetUrlError];

test('the profile that all others are made from is right', () => {
  use(text);
});

describe('a profile', () => {
  test.for(Object.keys(EXTREMES))('of %s', async (name) => {
    const extreme = EXTREMES[name] ?? '';
    await resultOrSentence(() => use(extreme), kinds);
    await resultOrSentence(() => use(Buffer.from(extreme, 'latin1')), kinds);
    await resultOrSentence(() => use(`${text}\nmore: ${extreme}`), kinds);
    await resultOrSentence(() => use(`${text}\n${extreme}`), kinds);
  });

  test('of which a node is dropped, retyped, moved, copied or has another name', async () => {
    const property = fc.asyncProperty(mutated(PROFILE), ({ value }) =>
      resultOrSentence(() => use(JSON.stringify(value)), kinds),
    );
    await fc.assert(property, runs(150));
  });

  test('of which the text is garbled', async () => {
    const property = fc.asyncProperty(garbled(text), (garbage) =>
      resultOrSentence(() => use(garbage), kinds),
    );
    await fc.assert(property, runs(150));
  });

  test('of any bytes', async () => {
    const property = fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), (bytes) =>
      resultOrSentence(() => use(Buffer.from(bytes)), kinds),
    );
    await fc.assert(property, runs(100));
  });
});

/** Every profile either produces valid requests or is refused with a message. */
import { writeFileSync } from 'node:fs';
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { casesOf } from '../../../src/conformance/cases/cases.ts';
import { ProfileError } from '../../../src/conformance/profile/check.ts';
import { fill, valuesOf } from '../../../src/conformance/profile/placeholders.ts';
import { loadProfile } from '../../../src/conformance/profile/profile.ts';
import { buildStateRequest } from '../../../src/conformance/run/request.ts';
import { resolveCase } from '../../../src/conformance/run/resolve.ts';
import { openRun, TargetUrlError } from '../../../src/conformance/run/verify.ts';
import { entryOf } from '../../../src/contract/read.ts';
import { EXTREMES, mutated, mutatedText } from '../../helpers/fuzz/mutations.ts';
import { resultOrMessage } from '../../helpers/fuzz/sentence.ts';
import { contract, temporaryFolder } from '../../helpers/project.ts';
import { runs } from '../../helpers/properties/runs.ts';

const [first, second, third] = contract.errors.map(({ code }) => code);

/** A profile with every key of the format. */
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
      cleanup: [
        { url: 'http://127.0.0.1:9/{code}', status: [200, 404], capture: { id: '/data/id' } },
        { method: 'DELETE', url: 'http://127.0.0.1:9/{id}', status: 204 },
      ],
    },
    [`${third}`]: { skip: 'cannot be switched off' },
  },
  always: true,
};

const text = stringify(PROFILE).replace('name: staging', 'name: &name staging\n# A comment');

const ENVIRONMENT = { PROFILE_KEY: 'a-key-for-all', PROFILE_TOKEN: 'a-token-that-works' };

const file = join(temporaryFolder('fuzz-profile'), 'profile.yaml');

/** A sample of the cases that includes all provocations. */
const SOME = casesOf(contract).filter(({ provoke }, index) => provoke !== undefined || index % 20 === 0);

/** Reads a profile and builds the requests of a run with it. */
function use(content: string | Buffer): void {
  writeFileSync(file, content);
  const profile = loadProfile(file, contract, ENVIRONMENT);
  const { target, transport } = openRun({ contract, profile });
  transport.close();
  for (const item of SOME) {
    const requests = resolveCase(contract, target, item);
    if ('skip' in requests) continue;
    const { prepare, cleanup, request } = requests;
    const values = item.code === undefined ? {} : valuesOf(entryOf(contract, item.code));
    expect(request.url.origin).toBe(new URL(target.base).origin);
    const others = [...prepare, ...cleanup].map((one) => buildStateRequest(target, fill(one, values)));
    for (const { headers, method } of [...others, request]) {
      expect(method).toMatch(/^[A-Z]+$/);
      for (const [name, value] of Object.entries(headers)) {
        validateHeaderName(name);
        validateHeaderValue(name, value);
      }
    }
  }
}

const kinds = [ProfileError, TargetUrlError];

test('the profile that is mutated is valid', () => {
  use(text);
});

describe('a profile is read or refused with a message', () => {
  test.for(Object.keys(EXTREMES))('that contains %s', async (name) => {
    const extreme = EXTREMES[name] ?? '';
    await resultOrMessage(() => use(extreme), kinds);
    await resultOrMessage(() => use(Buffer.from(extreme, 'latin1')), kinds);
    await resultOrMessage(() => use(`${text}\nmore: ${extreme}`), kinds);
    await resultOrMessage(() => use(`${text}\n${extreme}`), kinds);
  });

  test('with mutated nodes', async () => {
    const property = fc.asyncProperty(mutated(PROFILE), ({ value }) =>
      resultOrMessage(() => use(JSON.stringify(value)), kinds),
    );
    await fc.assert(property, runs(60));
  });

  test('with mutated text', async () => {
    const property = fc.asyncProperty(mutatedText(text), (mutant) =>
      resultOrMessage(() => use(mutant), kinds),
    );
    await fc.assert(property, runs(60));
  });

  test('that consists of random bytes', async () => {
    const property = fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), (bytes) =>
      resultOrMessage(() => use(Buffer.from(bytes)), kinds),
    );
    await fc.assert(property, runs(50));
  });
});

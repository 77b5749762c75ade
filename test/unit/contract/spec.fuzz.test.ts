/** Every spec is either read or refused with a message. To explore further, see `test/helpers/properties/runs.ts`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { casesOf } from '../../../src/conformance/cases/cases.ts';
import { loadProfile } from '../../../src/conformance/profile/profile.ts';
import { profileTemplate } from '../../../src/conformance/profile/template.ts';
import { openRun, verify } from '../../../src/conformance/run/verify.ts';
import { catalogueOf } from '../../../src/contract/catalogue.ts';
import { ContractError } from '../../../src/contract/document.ts';
import type { Contract } from '../../../src/contract/model.ts';
import { readContract } from '../../../src/contract/read.ts';
import { parseSpec } from '../../../src/contract/read-document.ts';
import { startSandbox } from '../../../src/sandbox/server.ts';
import { EXTREMES, mutated, mutatedText } from '../../helpers/fuzz/mutations.ts';
import { resultOrMessage } from '../../helpers/fuzz/sentence.ts';
import { grownContract } from '../../helpers/grown.ts';
import { contract, ROOT } from '../../helpers/project.ts';
import { runs } from '../../helpers/properties/runs.ts';

const yaml = readFileSync(join(ROOT, 'generated/openapi.yaml'), 'utf8');

/** Does everything that the commands do with a spec before the first request or response. */
function read(text: string): Contract {
  const contract = readContract(parseSpec(text, 'spec.yaml'));
  casesOf(contract);
  profileTemplate(contract, 'profile.schema.json');
  catalogueOf(contract);
  openRun({ contract, profile: loadProfile('sandbox', contract), target: 'http://127.0.0.1:9' });
  return contract;
}

/** Runs `verify` against `mock`, both with the same spec. */
async function use(text: string): Promise<void> {
  const contract = read(text);
  const faults: unknown[] = [];
  const sandbox = await startSandbox({ contract, onFault: (fault) => faults.push(fault) });
  try {
    const report = await verify({
      contract,
      target: sandbox.url,
      profile: loadProfile('sandbox', contract),
      only: ['codes', '*/success', '*/routing/*'],
      timeoutMs: 5000,
    });
    // Cases may fail, because a server cannot meet every such spec. Neither side may crash.
    expect(report.results.filter(({ outcome }) => outcome === 'error')).toEqual([]);
    expect(faults).toEqual([]);
  } finally {
    await sandbox.close();
  }
}

const kinds = [ContractError];

describe('a spec is read or refused with a message', () => {
  test.for(Object.keys(EXTREMES))('that contains %s', async (name) => {
    const text = EXTREMES[name] ?? '';
    await resultOrMessage(() => use(text), kinds);
    await resultOrMessage(() => use(`openapi: 3.1.1\nx: ${text}`), kinds);
    await resultOrMessage(() => use(`openapi: 3.1.1\n${text}`), kinds);
  });

  test('with mutated nodes', async () => {
    const property = fc.asyncProperty(mutated(contract.document), ({ value }) =>
      resultOrMessage(() => read(JSON.stringify(value)), kinds).then(() => {}),
    );
    await fc.assert(property, runs(40));
  });

  test('of a larger API, with mutated nodes', async () => {
    const { document } = await grownContract();
    const property = fc.asyncProperty(mutated(document), ({ value }) =>
      resultOrMessage(() => read(JSON.stringify(value)), kinds).then(() => {}),
    );
    await fc.assert(property, runs(15));
  });

  test('of a larger API, with mutated nodes, used by the sandbox and the contract tests', async () => {
    const { document } = await grownContract();
    const property = fc.asyncProperty(mutated(document), ({ value }) =>
      resultOrMessage(() => use(JSON.stringify(value)), kinds).then(() => {}),
    );
    await fc.assert(property, runs(2));
  });

  test('with mutated text', async () => {
    const property = fc.asyncProperty(mutatedText(yaml), (text) =>
      resultOrMessage(() => read(text), kinds).then(() => {}),
    );
    await fc.assert(property, runs(15));
  });

  test('with mutated nodes, used by the sandbox and the contract tests', async () => {
    const property = fc.asyncProperty(mutated(contract.document), ({ value }) =>
      resultOrMessage(() => use(JSON.stringify(value)), kinds).then(() => {}),
    );
    await fc.assert(property, runs(4));
  });
});

/** Whatever is given as the spec, it is read, or a sentence says what is wrong with it. To explore: `test/helpers/properties/runs.ts`. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { casesOf } from '../../../src/conformance/cases/cases.ts';
import { loadProfile } from '../../../src/conformance/profile/profile.ts';
import { profileTemplate } from '../../../src/conformance/profile/template.ts';
import { openRun, verify } from '../../../src/conformance/run/verify.ts';
import { catalogueOf } from '../../../src/contract/catalogue.ts';
import { ContractError, parseSpec } from '../../../src/contract/document.ts';
import type { Contract } from '../../../src/contract/model.ts';
import { readContract } from '../../../src/contract/read.ts';
import { startSandbox } from '../../../src/sandbox/server.ts';
import { EXTREMES, garbled, mutated } from '../../helpers/fuzz/mutations.ts';
import { resultOrSentence } from '../../helpers/fuzz/sentence.ts';
import { contract, ROOT } from '../../helpers/project.ts';
import { runs } from '../../helpers/properties/runs.ts';

const yaml = readFileSync(join(ROOT, 'generated/openapi.yaml'), 'utf8');

/** All that every command does with a spec before it asks or answers anything. */
function read(text: string): Contract {
  const contract = readContract(parseSpec(text, 'spec.yaml'));
  casesOf(contract);
  profileTemplate(contract);
  catalogueOf(contract);
  openRun({ contract, profile: loadProfile('sandbox', contract), target: 'http://127.0.0.1:9' });
  return contract;
}

/** What `mock` and `verify` do with it, against each other. */
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
    // Such a spec may well ask for what nobody can answer; but neither side may break.
    expect(report.results.filter(({ outcome }) => outcome === 'error')).toEqual([]);
    expect(faults).toEqual([]);
  } finally {
    await sandbox.close();
  }
}

const kinds = [ContractError];

describe('a spec', () => {
  test.for(Object.keys(EXTREMES))('of %s', async (name) => {
    const text = EXTREMES[name] ?? '';
    await resultOrSentence(() => use(text), kinds);
    await resultOrSentence(() => use(`openapi: 3.1.1\nx: ${text}`), kinds);
    await resultOrSentence(() => use(`openapi: 3.1.1\n${text}`), kinds);
  });

  test('of which a node is dropped, retyped, moved, copied or refers elsewhere', async () => {
    const property = fc.asyncProperty(mutated(contract.document), ({ value }) =>
      resultOrSentence(() => read(JSON.stringify(value)), kinds).then(() => {}),
    );
    await fc.assert(property, runs(300));
  });

  test('of which the text is garbled', async () => {
    const property = fc.asyncProperty(garbled(yaml), (text) =>
      resultOrSentence(() => read(text), kinds).then(() => {}),
    );
    await fc.assert(property, runs(30));
  });

  test('as wrong as that, used by the sandbox and the contract tests', async () => {
    const property = fc.asyncProperty(mutated(contract.document), ({ value }) =>
      resultOrSentence(() => use(JSON.stringify(value)), kinds).then(() => {}),
    );
    await fc.assert(property, runs(15));
  });
});

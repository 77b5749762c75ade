/** The sandbox under load: it stands, keeps nothing, and answers every request as it answers it alone. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Known, knownAnswers, load } from '../../../scripts/bench/load.ts';
import { startWatched, type Watched } from '../../../scripts/bench/watched.ts';
import { openProject } from '../../../scripts/lib/project.ts';
import { contract } from '../../helpers/project.ts';

/** The counts differ from machine to machine; what is tested does not depend on them. */
const LOAD = { seconds: 2, connections: 100, malformed: 8 };

/** One answer kept for each request would be many times as much. */
const MAX_GROWTH = 2 * 2 ** 20;

let sandbox: Watched;
let known: Known[];

beforeAll(async () => {
  sandbox = await startWatched(openProject());
  known = await knownAnswers(contract, sandbox.url);
});

afterAll(async () => {
  await sandbox.stop();
});

test('of 100 connections and malformed requests beside them, each answer is that of its request, and nothing is kept', async () => {
  const kept: number[] = [];
  for (let round = 0; round < 3; round++) {
    const { answers, malformed, wrong } = await load(contract, sandbox.url, known, LOAD);
    expect(wrong).toEqual([]);
    expect(answers).toBeGreaterThan(known.length);
    expect(malformed).toBeGreaterThan(0);
    await sleep(500);
    kept.push((await sandbox.memory()).kept);
  }
  // The first round makes what is made once.
  const [, before = 0, after = 0] = kept;
  expect(after - before).toBeLessThan(MAX_GROWTH);
  expect(sandbox.ended).toBeUndefined();
  expect(await sandbox.stop()).toBe('');
});

describe('the check can fail', () => {
  test('an answer that is another is told', async () => {
    const watched = await startWatched(openProject());
    const [one, ...rest] = await knownAnswers(contract, watched.url);
    if (!one) throw new Error('no case');
    const { wrong } = await load(contract, watched.url, [{ ...one, body: `${one.body} ` }, ...rest], {
      ...LOAD,
      seconds: 1,
    });
    await watched.stop();
    expect(wrong.join()).toContain(one.path);
  });

  test('answers of another contract to malformed requests are told', async () => {
    const watched = await startWatched(openProject());
    const other = { ...contract, errors: [] };
    const { wrong } = await load(other, watched.url, await knownAnswers(contract, watched.url), {
      ...LOAD,
      seconds: 1,
    });
    await watched.stop();
    expect(wrong.join()).toContain('no answer of the contract');
  });
});

/** The sandbox under load: it survives, leaks no memory, and returns the same responses as for single requests. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Expected, expectedResponses, load } from '../../../scripts/bench/load.ts';
import { startWatched, type Watched } from '../../../scripts/bench/watched.ts';
import { openProject } from '../../../scripts/lib/project.ts';
import { contract } from '../../helpers/project.ts';

/** The number of requests differs between machines. The tests do not depend on it. */
const LOAD = { seconds: 2, connections: 100, malformed: 8 };

/** Far below the memory that one stored response per request would need. */
const MAX_GROWTH = 2 * 2 ** 20;

let sandbox: Watched;
let known: Expected[];

beforeAll(async () => {
  sandbox = await startWatched(openProject());
  known = await expectedResponses(contract, sandbox.url);
});

afterAll(async () => {
  await sandbox.stop();
});

test('100 connections and parallel malformed requests get the right responses, and no memory leaks', async () => {
  const kept: number[] = [];
  for (let round = 0; round < 3; round++) {
    const { responses, malformed, faults } = await load(contract, sandbox.url, known, LOAD);
    expect(faults).toEqual([]);
    expect(responses).toBeGreaterThan(known.length);
    expect(malformed).toBeGreaterThan(0);
    await sleep(500);
    kept.push((await sandbox.memory()).kept);
  }
  // The first round also allocates what is needed only once.
  const [, before = 0, after = 0] = kept;
  expect(after - before).toBeLessThan(MAX_GROWTH);
  expect(sandbox.ended).toBeUndefined();
  expect(await sandbox.stop()).toBe('');
});

describe('the check can fail', () => {
  test('a wrong response is reported', async () => {
    const watched = await startWatched(openProject());
    const [one, ...rest] = await expectedResponses(contract, watched.url);
    if (!one) throw new Error('no case');
    const { faults } = await load(contract, watched.url, [{ ...one, body: `${one.body} ` }, ...rest], {
      ...LOAD,
      seconds: 1,
    });
    await watched.stop();
    expect(faults.join()).toContain(one.path);
  });

  test('responses of another contract to malformed requests are reported', async () => {
    const watched = await startWatched(openProject());
    const other = { ...contract, errors: [] };
    const { faults } = await load(other, watched.url, await expectedResponses(contract, watched.url), {
      ...LOAD,
      seconds: 1,
    });
    await watched.stop();
    expect(faults.join()).toContain('not an error response of the contract');
  });
});

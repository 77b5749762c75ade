/** Every situation twice: with a fake `fetch` and over a real connection. test/e2e/runtimes/ tests other runtimes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectObservation } from '../../helpers/client/expect-situation.ts';
import { observeFake, observeReal } from '../../helpers/client/observe.ts';
import { type SituationServer, startSituationServer } from '../../helpers/client/situation-server.ts';
import { situations } from '../../helpers/client/situations.ts';

describe('a fake fetch', () => {
  test.each(situations)('$title ($rule)', async (situation) => {
    expectObservation(situation, await observeFake(situation));
  });
});

describe('a real connection', () => {
  let server: SituationServer;
  beforeAll(async () => {
    server = await startSituationServer();
  });
  afterAll(() => server?.close());

  const numbered = situations.map((situation, index) => ({ ...situation, index }));
  test.each(numbered.filter(({ notOnWire }) => !notOnWire))(
    '$title ($rule)',
    async ({ index, ...situation }) => {
      const task = server.tasks.real[index];
      if (!task) throw new Error('The server has no task for this situation.');
      const seen = await observeReal(task);
      expectObservation(situation, { ...seen, requests: server.received('real', index).length });
    },
  );
});

test('no two situations have the same title', () => {
  expect(new Set(situations.map(({ title }) => title)).size).toBe(situations.length);
});

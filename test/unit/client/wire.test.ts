/** Tests the client with real connections that break, stall, redirect, or send too much data. test/e2e/runtimes/ tests other runtimes. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectObservation } from '../../helpers/client/expect-situation.ts';
import { USER, worldOf } from '../../helpers/client/harness.ts';
import { startServer } from '../../helpers/client/hostile-server.ts';
import { observeReal } from '../../helpers/client/observe.ts';
import { type SituationServer, startSituationServer } from '../../helpers/client/situation-server.ts';
import { wireSituations } from '../../helpers/client/wire-situations.ts';

let server: SituationServer;
beforeAll(async () => {
  server = await startSituationServer();
});
afterAll(() => server?.close());

test.each(wireSituations.map((situation, index) => ({ ...situation, index })))(
  '$title ($rule)',
  async ({ index, ...situation }) => {
    const task = server.tasks.wire[index];
    if (!task) throw new Error('The server has no task for this situation.');
    const seen = await observeReal(task);
    const received = server.received('wire', index);
    expectObservation(situation, { ...seen, requests: received.length }, received, situation.call?.operation);
  },
);

test('a refused connection has the cause that Node reports', async () => {
  const closed = await startServer(() => {});
  await closed.close();
  const world = worldOf(() => Response.error(), { baseUrl: closed.baseUrl, fetch: undefined, retry: 0 });
  const result = await world.client.listPostsByUser(USER);
  expect(result.error).toHaveProperty('cause.cause.code', 'ECONNREFUSED');
  expect(JSON.parse(JSON.stringify(result.error))).toMatchObject({
    reason: 'ECONNREFUSED',
    message: expect.stringContaining('The call failed (network): fetch failed: connect ECONNREFUSED'),
  });
  expect(result.response).toBeUndefined();
});

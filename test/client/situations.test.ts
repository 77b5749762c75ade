/** Every situation twice: with a `fetch` that is made up, and over a real connection. */
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { inTurn, USER, type World, worldOf } from './harness.ts';
import { startServer } from './hostile-server.ts';
import { type Situation, situations } from './situations.ts';

async function check(situation: Situation, { client, waits }: World, seen: () => number): Promise<void> {
  const result = await client.listPostsByUser(USER);
  expect(result).toMatchObject(situation.expect);
  expect(waits).toEqual(situation.waits ?? []);
  expect(seen()).toBe(situation.requests ?? 1);
  if (!result.success) {
    expect(result.error.attempts).toBe(seen());
    expect(result.error.operation).toBe('listPostsByUser');
    expect(result.error.message.trim()).not.toBe('');
    for (const word of situation.lacks ?? []) expect(inspect(result.error)).not.toContain(word);
  }
}

describe('a made-up fetch', () => {
  test.each(situations)('$title ($rule)', async (situation) => {
    const world = worldOf(inTurn(...situation.answers), situation.options);
    await check(situation, world, () => world.requests.length);
  });
});

describe('a real connection', () => {
  test.each(situations.filter(({ offWire }) => !offWire))('$title ($rule)', async (situation) => {
    let seen = 0;
    const server = await startServer((_, response) => {
      const { answers } = situation;
      const { status = 200, headers, body } = answers[Math.min(seen, answers.length - 1)] ?? {};
      seen++;
      response.writeHead(status, { ...headers }).end(body);
    });
    try {
      const real = { baseUrl: server.baseUrl, fetch: (request: Request) => fetch(request) };
      await check(situation, worldOf(inTurn(), { ...situation.options, ...real }), () => seen);
    } finally {
      await server.close();
    }
  });
});

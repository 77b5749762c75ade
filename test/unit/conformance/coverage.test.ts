/** Tests that a report claims only what the run has seen. */
import { describe, expect, test } from 'vitest';
import { RATE_LIMITERS, type RateLimiterKind } from '../../../scripts/lib/rate-limiters.ts';
import { casesOf } from '../../../src/conformance/cases/cases.ts';
import type { CheckId } from '../../../src/conformance/checks/check-id.ts';
import { loadProfile, type Profile } from '../../../src/conformance/profile/profile.ts';
import type { ProvocationEntry } from '../../../src/conformance/profile/provocation.ts';
import { plannedCases } from '../../../src/conformance/run/plan.ts';
import { type VerifyOptions, verify } from '../../../src/conformance/run/verify.ts';
import type { Report } from '../../../src/conformance/types.ts';
import { contract } from '../../helpers/project.ts';
import { describeFindings } from '../../helpers/servers/expect-faults.ts';
import { type Mutation, type Outgoing, startMutant } from '../../helpers/servers/mutant.ts';
import { errorDecision, onData, onErrors, onPosts, text } from '../../helpers/servers/mutations.ts';

const sandbox = loadProfile('sandbox', contract);

async function reportOn(
  mutation: Mutation,
  profile: Partial<Profile>,
  options: Partial<VerifyOptions> = {},
): Promise<Report> {
  const mutant = await startMutant(mutation);
  try {
    return await verify({ contract, target: mutant.url, profile: { ...sandbox, ...profile }, ...options });
  } finally {
    await mutant.close();
  }
}

/** A server that crashes on one name; by hashtag, with a page of HTML. */
const crashing: Mutation = {
  decide: (decision, { url }) => (url?.includes('/crash-me') ? errorDecision('INTERNAL_ERROR') : decision),
  response: (outgoing) => {
    if (outgoing.request.url?.includes('by-hashtag') && outgoing.code === 'INTERNAL_ERROR')
      text(outgoing, 'text/html', '<h1>Internal Server Error</h1>');
  },
};

test.for<[string, ProvocationEntry, boolean]>([
  ['a parameter of one operation', { parameters: { username: 'crash-me' } }, false],
  ['a path of one operation', { path: '/posts/by-user/tiktok/crash-me' }, false],
  [
    'an entry for one operation',
    { operations: { listPostsByUser: { parameters: { username: 'crash-me' } } } },
    false,
  ],
  ['parameters of both operations', { parameters: { username: 'crash-me', hashtag: 'crash-me' } }, true],
])('a fault of one operation is not hidden by %s', async ([, entry, isFound]) => {
  const profile = { provoke: { INTERNAL_ERROR: entry } };
  const report = await reportOn(crashing, profile, { only: ['*/INTERNAL_ERROR*'] });
  expect(report.notExercised.map(({ operation }) => operation)).toEqual(
    isFound ? [] : ['listPostsByHashtag'],
  );
  expect(report.faults.map(({ check }) => check)).toEqual(isFound ? ['media-type'] : []);
  const byUser = report.results.filter(({ operation }) => operation === 'listPostsByUser');
  expect(byUser.map(({ outcome }) => outcome)).toEqual(['passed', 'passed']);
});

test('a selection of codes that the profile does not provoke is an error', async () => {
  await expect(
    reportOn({}, { provoke: {}, always: false }, { only: ['*/NOT_FOUND/profile'] }),
  ).rejects.toThrow(/does not say how to provoke the selected codes/);
});

test('the profile of the sandbox provokes every code of every operation in every way', () => {
  const planned = plannedCases(contract, sandbox, {});
  expect(planned.filter(({ provoke }) => provoke === 'optional').length).toBeGreaterThan(0);
  expect(planned).toEqual(casesOf(contract));
});

test.for<[string, CheckId, (outgoing: Outgoing) => void]>([
  ['a redirect', 'redirect', (outgoing) => Object.assign(outgoing, { status: 302 })],
  [
    'a leak',
    'leak',
    ({ headers }) => Object.assign(headers, { 'X-Echo': `${contract.sandbox.successToken}` }),
  ],
])('%s fails a case of the level SHOULD, too', async ([, check, change]) => {
  const report = await reportOn({ response: change }, {}, { only: ['*/routing/POST'] });
  expect(report.results.map(({ level, outcome }) => `${level} ${outcome}`)).toEqual([
    'SHOULD failed',
    'SHOULD failed',
  ]);
  expect(report.faults.map((fault) => fault.check)).toEqual([check]);
});

describe('a case without a response never passes:', () => {
  const only = ['charging', '*/routing/POST'];
  const reset = (outgoing: Outgoing) => {
    outgoing.send = ({ socket }) => socket?.resetAndDestroy();
  };

  test('a server that resets every connection fails every case', async () => {
    const { results } = await reportOn({ response: reset }, {}, { only });
    expect(results.map(({ level }) => level)).toContain('SHOULD');
    expect([...new Set(results.map(({ outcome }) => outcome))]).toEqual(['failed']);
  });

  test('a server that resets the connection after an error fails the comparison of balances', async () => {
    const { results } = await reportOn(onErrors(reset), {}, { only });
    expect([...new Set(results.map(({ outcome }) => outcome))]).toEqual(['failed']);
  });

  test('a comparison of balances without successes is skipped', async () => {
    const refuses: Mutation = {
      decide: (decision) => (decision.kind === 'success' ? errorDecision('INTERNAL_ERROR') : decision),
    };
    const { results } = await reportOn(refuses, {}, { only: ['charging'] });
    expect(results.map(({ outcome, reason }) => [outcome, reason])).toEqual(
      results.map(() => ['skipped', expect.stringContaining('a valid request did not succeed')]),
    );
  });
});

describe('what was observed', () => {
  const only = ['successes'];
  const requireObserved = ['posts', 'pages', 'operations', 'fields', 'nulls'];

  test('a complete server shows everything', async () => {
    const report = await reportOn({}, {}, { only, requireObserved });
    expect(report.conformant).toBe(true);
    expect(report.notObserved).toEqual([]);
    expect(report.observed.map(({ operation }) => operation)).toEqual(
      contract.operations.map(({ id }) => id),
    );
    for (const { items, pages, successes, unseenFields, unseenNulls } of report.observed) {
      expect([items?.field, unseenFields, unseenNulls]).toEqual(['posts', [], []]);
      expect([items?.count, pages, successes].every((count) => (count ?? 0) > 3)).toBe(true);
    }
    // Errors cost nothing.
    expect(report.successes).toBe(report.observed.reduce((sum, { successes }) => sum + successes, 0));
  });

  test('a server that always returns an empty list shows no posts and no pages', async () => {
    const empty = onData((data) => Object.assign(data, { posts: [], next_cursor: null }));
    const report = await reportOn(empty, {}, { only });
    expect(report.conformant).toBe(true);
    expect(report.observed).toEqual(
      contract.operations.map(({ id }) => ({
        operation: id,
        successes: expect.any(Number),
        items: { field: 'posts', count: 0 },
        pages: 0,
        unseenFields: ['data.posts[]'],
        unseenNulls: [],
      })),
    );
    const required = await reportOn(empty, {}, { only, requireObserved });
    expect(required.conformant).toBe(false);
    expect(required.notObserved).toEqual(
      contract.operations.flatMap(({ id }) =>
        ['posts', 'pages', 'fields'].map((what) => ({ operation: id, what })),
      ),
    );
  });

  test('fields and nulls that were never seen are named', async () => {
    const report = await reportOn(
      onPosts((post, index) => {
        post.content = `Post ${index}`;
        post.hashtags = [];
      }),
      {},
      { only },
    );
    for (const { unseenFields, unseenNulls } of report.observed) {
      expect(unseenFields).toEqual(['data.posts[].hashtags[]']);
      expect(unseenNulls).toEqual(['data.posts[].content']);
    }
  });

  test('a success that violates the contract shows nothing', async () => {
    const report = await reportOn(
      onData((data) => Reflect.deleteProperty(data, 'next_cursor')),
      {},
      { only },
    );
    expect(report.observed.map(({ successes }) => successes)).toEqual([0, 0]);
    expect((await reportOn({}, {}, { only: ['codes'], requireObserved: ['operations'] })).conformant).toBe(
      false,
    );
  });

  test('an unknown name is an error', async () => {
    await expect(reportOn({}, {}, { only, requireObserved: ['post'] })).rejects.toThrow(
      '--require-observed post: nothing has this name. Did you mean posts? The names are posts, operations, statuses, pages, fields, nulls.',
    );
  });
});

describe('--wait behind a gateway', () => {
  /** The first requests get this response, as from a proxy in front of a server that is starting. */
  const starting = (requests: number, change: (outgoing: Outgoing) => void): Mutation => {
    let seen = 0;
    return {
      response: (outgoing) => {
        if (seen++ < requests) change(outgoing);
      },
    };
  };
  const gateway = (status: number) => (outgoing: Outgoing) => {
    outgoing.status = status;
    text(outgoing, 'text/html', '<h1>nginx</h1>');
  };
  const only = ['*/MISSING_API_TOKEN'];

  test.for([502, 503, 504])(
    'a %d outside the contract means that the server is not up yet',
    async (status) => {
      const report = await reportOn(starting(2, gateway(status)), {}, { only, waitMs: 20_000 });
      expect(report.faults).toEqual([]);
      expect(report.requests).toBe(2 + 1 + 2 * 6);
    },
  );

  test('a connection that is closed without a response means that the server is not up yet', async () => {
    const closing = starting(2, (outgoing) => {
      outgoing.send = ({ socket }) => socket?.destroy();
    });
    const report = await reportOn(closing, {}, { only, waitMs: 20_000 });
    expect(report.faults).toEqual([]);
    expect(report.requests).toBe(2 + 1 + 2 * 6);
  });

  test('any other response means that the server is up', async () => {
    const unavailable = starting(1, (outgoing) => {
      outgoing.status = 503;
    });
    for (const mutation of [unavailable, starting(1, gateway(500))])
      expect((await reportOn(mutation, {}, { only, waitMs: 20_000 })).requests).toBe(1 + 2 * 6);
  });

  test('after the wait, the run begins and reports the gateway', async () => {
    const report = await reportOn(starting(Number.POSITIVE_INFINITY, gateway(502)), {}, { only, waitMs: 1 });
    expect(report.faults.map(({ check }) => check)).toEqual(['media-type']);
  });
});

describe('RATE_LIMIT_EXCEEDED: { repeat: 100 } with a limit of 60 requests in 10 s, of the kind', () => {
  const provoke = { default: { token: contract.sandbox.errorToken }, RATE_LIMIT_EXCEEDED: { repeat: 100 } };
  const only = ['codes', 'parameters', 'charging'];

  /** Each request takes this long on a clock that also advances with the waits of the tester. */
  const REQUEST_MS = 40;

  async function limited(limiter: (now: number) => number, options: Partial<VerifyOptions> = {}) {
    let [now, wait, waits] = [0, 0, 0];
    const mutant = await startMutant({
      decide: (decision) => {
        now += REQUEST_MS;
        wait = limiter(now);
        return wait > 0 ? errorDecision('RATE_LIMIT_EXCEEDED') : decision;
      },
      response: ({ code, json, headers }) => {
        if (code !== 'RATE_LIMIT_EXCEEDED' || !json.error) return;
        json.error.retry_after = Math.max(1, wait);
        headers['Retry-After'] = String(json.error.retry_after);
      },
    });
    const sleep = async (ms: number) => {
      now += ms;
      waits++;
    };
    try {
      const profile = { ...sandbox, provoke };
      const report = await verify({ contract, target: mutant.url, profile, only, ...options }, sleep);
      return { report, waits };
    } finally {
      await mutant.close();
    }
  }

  const kinds = Object.keys(RATE_LIMITERS) as RateLimiterKind[];
  test.for(kinds)('%s: a correct server passes', async (kind) => {
    const { report, waits } = await limited(RATE_LIMITERS[kind](60, 10_000));
    expect(report.faults, describeFindings(report)).toEqual([]);
    expect(report.conformant).toBe(true);
    expect(report.counts.skipped).toBe(0);
    expect(waits).toBeGreaterThan(0);
  });

  test('no limit: the code is not returned, and the run does not send more than twice the requests', async () => {
    const { report } = await limited(() => 0, { only: ['*/RATE_LIMIT_EXCEEDED'] });
    expect(report.faults.map(({ check }) => check)).toEqual(['success']);
    expect(report.requests).toBe(1 + 2 * (100 + 1 + 100));
  });

  test('a limit of requests at the same time, which one request after another does not reach: a correct server passes', async () => {
    let open = 0;
    const mutant = await startMutant({
      decide: (decision) => (++open > 4 ? errorDecision('RATE_LIMIT_EXCEEDED') : decision),
      response: async () => {
        // The response takes a moment, so that requests overlap.
        await new Promise((resolve) => setTimeout(resolve, 10));
        open--;
      },
    });
    const profile = { ...sandbox, provoke };
    const report = await verify({ contract, target: mutant.url, profile, only: ['*/RATE_LIMIT_EXCEEDED*'] });
    await mutant.close();
    expect(report.faults, describeFindings(report)).toEqual([]);
    expect(report.counts.passed).toBe(4);
  });

  test('the cases that reach the limit come last, and wait for nothing', async () => {
    const { waits } = await limited(RATE_LIMITERS.slidingWindow(60, 10_000), {
      only: ['*/RATE_LIMIT_EXCEEDED*', 'charging'],
    });
    expect(waits).toBe(0);
  });
});

test('a repetition without a response fails the case', async () => {
  let requests = 0;
  const report = await reportOn(
    {
      response: (outgoing) => {
        if (++requests !== 3) return;
        outgoing.send = (response) => {
          response.writeHead(500, { 'Content-Length': 99 }).write('{', () => response.destroy());
        };
      },
    },
    { provoke: { INTERNAL_ERROR: { token: contract.sandbox.errorToken, repeat: 5 } } },
    { only: ['listPostsByUser/INTERNAL_ERROR'], concurrency: 1 },
  );
  expect(report.faults.map(({ check }) => check)).toEqual(['answer']);
});

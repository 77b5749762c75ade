/** The whole pipeline builds the larger API of test/fixtures/grown/ in a copy of the repository, and the results work. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type GrownServer, startGrownServer } from '../../fixtures/grown/server/server.ts';
import { run, type Serving, serve } from '../../helpers/command.ts';
import { type Copy, copyFor } from './copy.ts';

const FIXTURE = 'test/fixtures/grown';

/** Why no test provokes the errors of an account on an operation without a token. */
const SKIPPED = 'the operation needs no token';

let copy: Copy;
let sandbox: Serving;
let server: GrownServer;

/** The copies of the saved searches: with them, the API has more than thirty operations. */
const COPIES = ['Archive', 'Draft', 'Shared'];

/** Adds copies of the two paths that have several methods. */
function addResources(spec: string): void {
  const root = join(spec, 'openapi.yaml');
  const paths = COPIES.flatMap((name) =>
    ['savedSearches', 'savedSearch'].map((file, index) => {
      const text = readFileSync(join(spec, `paths/${file}.yaml`), 'utf8');
      writeFileSync(
        join(spec, `paths/${file}${name}.yaml`),
        text.replaceAll(/operationId: (\w+)/g, `operationId: $1${name}`),
      );
      const path = `/${name.toLowerCase()}-searches${index === 0 ? '' : '/{search_id}'}`;
      return `  ${path}:\n    $ref: paths/${file}${name}.yaml\n`;
    }),
  );
  writeFileSync(root, readFileSync(root, 'utf8').replace('paths:\n', `paths:\n${paths.join('')}`));
}

beforeAll(async () => {
  copy = copyFor('grown');
  rmSync(join(copy.folder, 'spec'), { recursive: true });
  cpSync(join(copy.folder, FIXTURE, 'spec'), join(copy.folder, 'spec'), { recursive: true });
  addResources(join(copy.folder, 'spec'));
  await copy.build();
  server = await startGrownServer();
  sandbox = await serve(['dist/cli.js', 'mock', '--port', '0'], /(http:\S+)/, copy.folder);
});

afterAll(async () => {
  await Promise.all([sandbox?.stop(), server?.stop()]);
});

describe('the client', () => {
  /** The result of a call, as the program prints it. */
  interface Result {
    success: boolean;
    status?: number;
    location?: string;
    data?: Record<string, unknown>;
    code?: string;
    requests: { method: string; target: string; headers: Record<string, string>; body: string }[];
  }
  let results: Record<string, Result> & { items: number };
  const firstRequest = (name: string) => results[name]?.requests[0];

  beforeAll(async () => {
    results = JSON.parse(await copy.tsx(join(FIXTURE, 'program/client.ts'), sandbox.found));
  });

  test('has types that accept correct calls and reject mistakes', async () => {
    await copy.run('node_modules/typescript/bin/tsc', '-p', join(FIXTURE, 'program/tsconfig.json'));
  });

  test.each([
    ['status', 200],
    ['account', 200],
    ['post', 200],
    ['search', 200],
    ['searches', 200],
    ['created', 201],
    ['replaced', 200],
    ['changed', 200],
    ['deleted', 204],
    ['report', 202],
    ['poll', 200],
    ['cancelled', 202],
    ['cancelledWithReason', 202],
  ])('%s is a success with the status %i', (name, status) => {
    expect(results[name]).toMatchObject({ success: true, status });
  });

  test('sends the body as JSON', () => {
    expect(firstRequest('report')).toMatchObject({
      method: 'POST',
      target: '/reports',
      headers: { 'content-type': 'application/json' },
    });
    expect(JSON.parse(firstRequest('report')?.body ?? '')).toEqual({
      kind: 'engagement',
      period: { from: '2026-01-01', to: '2026-01-31' },
      search_ids: [12],
      weights: { likes: 2.5 },
    });
    expect(firstRequest('cancelled')).toMatchObject({ method: 'POST', body: '' });
    expect(firstRequest('cancelled')?.headers).not.toHaveProperty('content-type');
  });

  test('sends lists in the query and in headers', () => {
    const { target = '', headers } = firstRequest('search') ?? {};
    const pairs = target.slice(target.indexOf('?') + 1).split('&');
    expect(pairs).toEqual(
      expect.arrayContaining([
        ...['platforms=tiktok', 'platforms=x', 'hashtags=travel,alps', 'author_ids=4,8'],
        ...['published_from=2026-01-01', 'sort=oldest', 'with_media=false', 'min_score=0.5'],
      ]),
    );
    const query = new URLSearchParams(target.slice(target.indexOf('?')));
    expect(query.getAll('words')).toEqual(['a,b', 'c&d']);
    expect(query.get('query')).toBe('first light');
    expect(headers).toMatchObject({ 'x-request-label': 'morning-run' });
    expect(headers?.['x-post-fields']?.split(/, ?/)).toEqual(['media', 'author']);
  });

  test('returns no data for a success without content, and the header Location of a 201', () => {
    expect(results.deleted?.data).toBeUndefined();
    expect(results.cancelled?.data).toBeUndefined();
    expect(results.created?.location).toMatch(/^\/api\/v1\/saved-searches\/\d+$/);
  });

  test('sends the token only if the operation needs it, and in the header of the operation', () => {
    const credentials = ['authorization', 'x-api-token', 'x-account-key'];
    const sentBy = (name: string) =>
      credentials.filter((header) => Object.hasOwn(firstRequest(name)?.headers ?? {}, header));
    expect(sentBy('status')).toEqual([]);
    expect(sentBy('account')).toEqual(['x-account-key']);
    expect(sentBy('post')).toEqual(['authorization']);
  });

  test('sends one idempotency key with all attempts of a call, and retries only such calls', () => {
    const keysOf = (name: string) =>
      results[name]?.requests.map(({ headers }) => headers['idempotency-key']) ?? [];
    expect(keysOf('created')).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    expect(keysOf('createdWithKey')).toEqual(['my-own-key-1']);
    const [first, second, ...more] = keysOf('lostWithKey');
    expect([second, ...more]).toEqual([first]);
    expect(first).not.toEqual(keysOf('created')[0]);
    expect(results.lostWithKey).toMatchObject({ success: true, status: 201 });
    expect(results.lostWithoutKey?.success).toBe(false);
    expect(results.lostWithoutKey?.requests).toHaveLength(1);
  });

  test('reports the code of an invalid body', () => {
    expect(results.invalidBody).toMatchObject({ success: false, code: 'INVALID_BODY' });
  });

  test('iterates over the pages of an operation with lists in the query', () => {
    expect(results.items).toBe(2);
  });
});

test('verify finds no fault in the Express server, and exercises every operation', async () => {
  // The server does not have the copies. The build has tested them against the sandbox.
  const selection = COPIES.flatMap((name) => ['--skip', `*${name}`]);
  const profile = ['--profile', join(FIXTURE, 'profile.yaml')];
  const args = ['dist/cli.js', 'verify', server.url, ...profile, ...selection, '--reporter', 'json'];
  const { status, stdout, stderr } = await run(process.execPath, args, copy.folder);
  expect(stdout, stderr).toMatch(/^\{/);
  const { results }: { results: { id: string; outcome: string; reason?: string }[] } = JSON.parse(stdout);
  const others = results.filter(({ outcome, reason }) => outcome !== 'passed' && reason !== SKIPPED);
  expect(others.slice(0, 3)).toEqual([]);
  expect(status).toBe(0);
  const passed = results.filter(({ outcome }) => outcome === 'passed');
  const { operations } = copy.contract();
  const own = operations.filter(({ id }) => !COPIES.some((name) => id.endsWith(name)));
  expect(own.filter(({ id }) => !passed.some((result) => result.id.startsWith(`${id}/`)))).toEqual([]);
});

describe('the docs and explain', () => {
  const read = (path: string) => readFileSync(join(copy.folder, 'generated', path), 'utf8');
  const explain = (...args: readonly string[]) => copy.run('dist/cli.js', 'explain', ...args);

  test('have every operation and every code', () => {
    const { operations, errors } = copy.contract();
    const page = read('docs/operations.html');
    expect(operations.filter(({ id }) => !page.includes(`"operationId":"${id}"`))).toEqual([]);
    const pages = errors.map(({ code }) => [
      code,
      read(`docs/errors/${code}.html`),
      read(`errors/${code}.md`),
    ]);
    expect(pages.filter(([code = '', ...texts]) => !texts.every((text) => text.includes(code)))).toEqual([]);
  });

  test('say that a code is retired since a version, what changed, and which code replaces it', async () => {
    const { errors } = copy.contract();
    const [{ code, retired, replacedBy, changes } = fail()] = errors.filter((entry) => entry.retired);
    const facts = [retired, replacedBy, ...changes.flatMap(({ version, change }) => [version, change])];
    for (const text of [read(`errors/${code}.md`), await explain(code)]) {
      const oneLine = text.replaceAll(/\s+/g, ' ');
      expect(oneLine).toMatch(/retired/i);
      expect(facts.filter((fact) => !oneLine.includes(fact ?? ''))).toEqual([]);
    }
  });

  test('say that a code and a field are deprecated', async () => {
    const { errors } = copy.contract();
    const [{ code, replacedBy } = fail()] = errors.filter((entry) => entry.deprecated && !entry.retired);
    for (const text of [read(`errors/${code}.md`), await explain(code)]) {
      expect(text).toMatch(/deprecated/i);
      expect(text).toContain(replacedBy);
    }
  });

  test('are also in the 3.0 edition', () => {
    expect(copy.contract().operations.length).toBeGreaterThan(30);
    const { paths } = JSON.parse(read('openapi-3.0.json'));
    for (const { path, method, body } of copy.contract().operations) {
      const operation = paths[path][method.toLowerCase()];
      expect(operation.requestBody === undefined).toBe(body === undefined);
    }
  });
});

/** The contract lacks what the test needs. */
function fail(): never {
  throw new Error('The larger API has no such code.');
}

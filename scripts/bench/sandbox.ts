/** Measures the memory of the sandbox under load, and compares its start time and throughput to others. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import { OperationCases } from '../../src/conformance/cases/operation-cases.ts';
import type { Contract } from '../../src/contract/model.ts';
import { commandOf } from '../lib/built-command.ts';
import type { Project } from '../lib/project.ts';
import { readGeneratedContract } from '../lib/read-contract.ts';
import { binOf } from '../lib/run-tool.ts';
import { type Running, startProcess } from '../lib/spawn.ts';
import { expectedResponses, load } from './load.ts';
import { type BenchResult, inTurn, type Row, rowsOf } from './measure.ts';
import { startWatched } from './watched.ts';
import type { BareServerTask } from './workers/bare-server.ts';
import { withWorker } from './workers.ts';

const LOAD = { seconds: 30, connections: 100, malformed: 8 };

/** Long enough for everything that is allocated only once. */
const WARM_UP = { ...LOAD, seconds: 10 };

const STARTS = 5;

const RATE_ROUNDS = 3;
const RATE_SECONDS = 5;
const RATE_CONNECTIONS = 20;

/** The time after the last connection closes until its memory is released. */
const SETTLE_MS = 1000;

/**
 * The load repeats every case of the contract tests, with malformed requests on additional sockets. Each response must
 * be equal to the response that the contract tests accepted. A different response fails the benchmark.
 */
export async function benchSandbox(project: Project): Promise<BenchResult[]> {
  const contract = readGeneratedContract(project);
  return [await underLoad(project, contract), await starts(project), await rates(project, contract)];
}

async function underLoad(project: Project, contract: Contract): Promise<BenchResult> {
  const sandbox = await startWatched(project);
  try {
    const expected = await expectedResponses(contract, sandbox.url);
    await load(contract, sandbox.url, expected, WARM_UP);
    await sleep(SETTLE_MS);
    const before = await sandbox.memory();
    const { responses, malformed, faults } = await load(contract, sandbox.url, expected, LOAD);
    if (faults.length > 0)
      throw new Error(`Wrong responses of the sandbox under load:\n${faults.join('\n')}`);
    await sleep(SETTLE_MS);
    const after = await sandbox.memory();
    const row = (name: string, from: number, to: number, note: string): Row => ({
      name,
      value: `${(to / 2 ** 20).toFixed(1)} MB`,
      ratio: to / from,
      note,
    });
    const checked = `${responses} correct responses, and ${malformed} to malformed requests`;
    return {
      title: `The sandbox after ${LOAD.seconds} s with ${LOAD.connections} connections (ratio to after a warm-up of ${WARM_UP.seconds} s)`,
      rows: [
        row('memory after garbage collection', before.kept, after.kept, checked),
        row('resident set size', before.resident, after.resident, ''),
      ],
    };
  } finally {
    const stderr = await sandbox.stop();
    if (stderr !== '') console.error(stderr);
  }
}

/** The command of a server, and the output that shows that it listens. */
interface Server {
  name: string;
  args: string[];
  listens: RegExp;
}

function serversOf(project: Project): Server[] {
  const file = join(project.generated, 'openapi.json');
  return [
    {
      name: 'sandbox',
      args: [commandOf(project), 'mock', '--port', '0', '--quiet'],
      listens: /listens on (https?:\S+)/,
    },
    {
      name: 'Prism CLI',
      args: [binOf('@stoplight/prism-cli', 'prism'), 'mock', '--port', '0', file],
      listens: /listening on (https?:\S+)/,
    },
  ];
}

async function start({ args, listens }: Server): Promise<{ url: string; server: Running }> {
  const server = startProcess(process.execPath, args);
  return { url: await server.waitFor(listens), server };
}

async function starts(project: Project): Promise<BenchResult> {
  const servers = serversOf(project);
  const times = await inTurn(
    STARTS,
    servers.map((server) => async () => {
      const started = performance.now();
      const running = await start(server);
      const took = performance.now() - started;
      await running.server.stop('SIGKILL');
      return took;
    }),
  );
  const title =
    'Time from the start of the process until it listens (median, ratio to the sandbox; the goal is 6)';
  return { title, rows: rowsOf(namesOf(servers), times, (value) => `${value.toFixed(0)} ms`) };
}

async function rates(project: Project, contract: Contract): Promise<BenchResult> {
  const servers = serversOf(project);
  const running = await Promise.all(servers.map(start));
  try {
    const [sandbox = '', prism = ''] = running.map(({ url }) => url);
    const mix = sandboxMix(contract);
    const recorded = await recordedResponses(sandbox, mix);
    return await withWorker(project, 'bare-server', recorded, async (bare: string) => {
      const contenders: [string, MixRequest[]][] = [
        [sandbox, mix],
        [prism, prismMix(contract)],
        [bare, mix],
      ];
      const figures = await inTurn(
        RATE_ROUNDS,
        contenders.map(
          ([url, requests]) =>
            () =>
              rateOf(url, requests),
        ),
      );
      const conditions = `${RATE_CONNECTIONS} connections, half successes, half errors`;
      const title = `Responses per second (${conditions}; median, ratio to the sandbox; the goal for node:http is at most 1.25)`;
      const names = [...namesOf(servers), 'bare node:http'];
      return { title, rows: rowsOf(names, figures, (value) => `${value.toFixed(0)} /s`) };
    });
  } finally {
    for (const { server } of running) await server.stop('SIGKILL');
  }
}

/** Records the responses of the sandbox, so that the bare server sends the same bytes. */
async function recordedResponses(url: string, mix: readonly MixRequest[]): Promise<BareServerTask> {
  const recorded: BareServerTask = {};
  for (const { path, headers } of mix) {
    const response = await fetch(new URL(path, url), { headers });
    const fields = Object.fromEntries(response.headers);
    // Node sends these for each connection.
    for (const name of ['date', 'connection', 'keep-alive']) delete fields[name];
    recorded[`${path} ${headers.Authorization}`] = {
      status: response.status,
      headers: fields,
      body: await response.text(),
    };
  }
  return recorded;
}

const namesOf = (servers: readonly Server[]) => servers.map(({ name }) => name);

/** A request and the expected status of the response. */
interface MixRequest {
  path: string;
  headers: Record<string, string>;
  status: number;
}

async function rateOf(url: string, mix: readonly MixRequest[]): Promise<number> {
  let correct = 0;
  const { duration } = await autocannon({
    url: new URL(url).origin,
    connections: RATE_CONNECTIONS,
    duration: RATE_SECONDS,
    requests: mix.map(({ path, headers, status }) => ({
      method: 'GET',
      path,
      headers,
      onResponse: (actual) => {
        if (actual !== status) throw new Error(`${url}${path} must return status ${status}, not ${actual}.`);
        correct++;
      },
    })),
  });
  return correct / duration;
}

/** For each code of each operation, returns one request that succeeds and one that provokes the code. */
function mixOf(
  contract: Contract,
  base: string,
  success: Record<string, string>,
  failure: (code: string) => Record<string, string>,
): MixRequest[] {
  return contract.operations.flatMap((operation) => {
    const suite = new OperationCases(contract, operation);
    const path = base + suite.path();
    return suite.entries.flatMap(({ code, status }) => [
      { path, headers: success, status: operation.success.status },
      { path, headers: failure(code), status },
    ]);
  });
}

function sandboxMix(contract: Contract): MixRequest[] {
  const { sandbox, errors, basePath } = contract;
  const tokens = new Map(errors.map(({ code, testToken }) => [code, testToken]));
  const bearer = (token = '') => ({ Authorization: `Bearer ${token}` });
  return mixOf(contract, basePath, bearer(sandbox.successToken), (code) => bearer(tokens.get(code)));
}

/** Prism accepts any token, and returns the response that `Prefer` names. */
function prismMix(contract: Contract): MixRequest[] {
  const token = { Authorization: 'Bearer any-token' };
  const statuses = new Map(contract.errors.map(({ code, status }) => [code, status]));
  return mixOf(contract, '', token, (code) => ({
    ...token,
    Prefer: `code=${statuses.get(code)}, example=${code}`,
  }));
}

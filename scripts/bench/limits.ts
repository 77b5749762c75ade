/** Compares how the client and other clients cope with rate limits: a program of many calls, and correct limiters. */
import { join } from 'node:path';
import type { JsonObject } from '../../src/contract/document.ts';
import { examplePath } from '../../src/contract/example-request.ts';
import type { Contract } from '../../src/contract/model.ts';
import type { Project } from '../lib/project.ts';
import { readGeneratedContract } from '../lib/read-contract.ts';
import { type BenchResult, median, type Row } from './measure.ts';
import type { LimitedRun, LimitsTask, Scenario } from './workers/limits.ts';
import { withWorker } from './workers.ts';

/** The goals for the client (DECISIONS "Client 4: held calls"). */
const GOAL = { lost: 0, ratio: 1.35, plusMs: 2000 };

const SCENARIOS: readonly Scenario[] = [
  { kind: 'fixedWindow', requests: 2, windowMs: 1000, concurrency: 10 },
  { kind: 'fixedWindow', requests: 5, windowMs: 1000, concurrency: 10 },
  { kind: 'fixedWindow', requests: 10, windowMs: 1000, concurrency: 50 },
  { kind: 'fixedWindow', requests: 15, windowMs: 3000, concurrency: 25 },
  { kind: 'slidingWindow', requests: 3, windowMs: 1000, concurrency: 10 },
  { kind: 'slidingWindow', requests: 10, windowMs: 2000, concurrency: 50 },
  { kind: 'slidingWindow', requests: 30, windowMs: 3000, concurrency: 10 },
  { kind: 'tokenBucket', requests: 4, windowMs: 1000, concurrency: 10 },
  { kind: 'tokenBucket', requests: 20, windowMs: 2000, concurrency: 25 },
  { kind: 'tokenBucket', requests: 15, windowMs: 3000, concurrency: 50 },
];

/** Runs all programs at the same time, because they mostly wait. It takes about a minute. */
export function benchLimits(project: Project): Promise<BenchResult[]> {
  return withWorker(project, 'limits', taskOf(project), (runs: LimitedRun[]) => [
    {
      title: `Two pages for each of 50 users, through ${SCENARIOS.length} rate limiters (lost calls; ratio of time to the shortest possible time, median)`,
      rows: [...new Set(runs.map(({ name }) => name))].map((name, index) =>
        rowOf(
          name,
          runs.filter((run) => run.name === name),
          index === 0,
        ),
      ),
    },
  ]);
}

function rowOf(name: string, runs: readonly LimitedRun[], hasGoal: boolean): Row {
  const sum = (key: 'lost' | 'calls' | 'refusals') => runs.reduce((total, run) => total + run[key], 0);
  const ratios = runs.map(({ totalMs, requiredMs }) => totalMs / requiredMs);
  const missed = runs.filter(
    ({ lost, totalMs, requiredMs }) => lost > GOAL.lost || totalMs > GOAL.ratio * requiredMs + GOAL.plusMs,
  );
  const goal = `; goal (none lost, ${GOAL.ratio} × + ${GOAL.plusMs / 1000} s) reached with ${runs.length - missed.length} of ${runs.length}`;
  return {
    name,
    value: `${sum('lost')} of ${sum('calls')} lost`,
    ratio: median(ratios),
    note: `worst ${Math.max(...ratios).toFixed(2)}; ${sum('refusals')} refusals${hasGoal ? goal : ''}`,
  };
}

function taskOf(project: Project): LimitsTask {
  const contract = readGeneratedContract(project);
  const operation = contract.operations.find(({ success }) => success.cursorField !== undefined);
  const [credential] = contract.credentials;
  if (!operation || !credential) throw new Error('The spec has no operation with pages to measure.');
  const { success, parameters } = operation;
  const { successToken } = contract.sandbox;
  return {
    scenarios: SCENARIOS,
    client: join(project.root, 'dist/index.js'),
    basePath: contract.basePath,
    token: successToken,
    header: [credential.header, [credential.scheme, successToken].filter(Boolean).join(' ')],
    operation: operation.id,
    path: examplePath(operation),
    parameters: Object.fromEntries(
      parameters.filter(({ required }) => required).map(({ name, example }) => [name, example]),
    ),
    cursor: {
      field: success.cursorField ?? '',
      parameter: parameters.find(({ role }) => role === 'cursor')?.name ?? '',
    },
    page: success.content?.example ?? {},
    refusal: refusalOf(contract),
  };
}

function refusalOf({ errors }: Contract): LimitsTask['refusal'] {
  const limit = errors.find(({ retry }) => retry === 'wait');
  const field = limit?.fields.find(({ role }) => role === 'wait')?.name;
  if (!limit || !field) throw new Error('The spec has no code with a wait to measure.');
  return { status: limit.status, field, envelope: limit.example as JsonObject };
}

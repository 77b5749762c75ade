/** Runs the selected cases of a contract against a target. The other files of this folder do the parts of a run. */

import type { Contract } from '../../contract/model.ts';
import { UserError } from '../../contract/user-error.ts';
import { trimEnd } from '../../text/trim-end.ts';
import { OptionError } from '../options.ts';
import type { Profile } from '../profile/profile.ts';
import { writeObstacle } from '../profile/writes.ts';
import { checkRequired } from '../report/coverage.ts';
import { makeReport } from '../report/report.ts';
import type { Case, CaseResult, Report } from '../types.ts';
import { CaseRunner, resultOf } from './case-runner.ts';
import { DEFAULTS } from './defaults.ts';
import type { Sleep } from './exchanges.ts';
import { KeptEvidence } from './kept-evidence.ts';
import { plannedCases, withRequestedValues } from './plan.ts';
import type { Target } from './request.ts';
import { tokensOf } from './resolve.ts';
import type { Selection } from './selection.ts';
import { createTransport, type Transport } from './transport.ts';
import { waitForTarget } from './wait-for-target.ts';

export interface VerifyOptions extends Selection {
  contract: Contract;
  /** The base URL with the path prefix: `http://127.0.0.1:4010/api/v1`. @default the profile's */
  target?: string;
  profile: Profile;
  /** The timeout of one exchange, including the body, in milliseconds. @default the profile's, or 10_000 */
  timeoutMs?: number;
  /** How many cases run at the same time. @default 8 */
  concurrency?: number;
  /** How long to wait for the target to start listening, in milliseconds. @default 0 */
  waitMs?: number;
  /**
   * The time limit of the whole run, in milliseconds. The remaining cases are skipped, and the run is not conformant.
   *
   * @default 600_000
   */
  deadlineMs?: number;
  /** Ends the run. The report has the results so far, and the run is not conformant. */
  signal?: AbortSignal;
  /** Sent with every request. */
  headers?: Readonly<Record<string, string>>;
  /** Whether a warning (a violated SHOULD) counts as a failure. @default false */
  strict?: boolean;
  /** Whether a code that the profile cannot provoke counts as a failure. @default false */
  requireAll?: boolean;
  /** What every operation must show: the field with the items, `pages`, `operations`, `fields` or `nulls`. */
  requireObserved?: readonly string[];
  /** The ids of cases that are known to fail. If one of them no longer fails, that counts as a failure. */
  knownFailures?: readonly string[];
  /** Whether to stop at the first failure. @default false */
  bail?: boolean;
  /** Whether to accept a TLS certificate that is not trusted. @default false */
  insecure?: boolean;
  /** Called after each case, in the order in which they end. */
  onResult?: (result: CaseResult, done: number, total: number) => void;
}

/** The target is missing, or is not a base URL. */
export class TargetUrlError extends UserError {
  override name = 'TargetUrlError';
}

/**
 * Runs the suite against a target.
 *
 * @param sleepForLimit waits for a rate limit of the target; tests replace it
 * @throws {TargetUnreachable} if no connection to the target can be opened
 * @throws {SelectionError} if the selection is empty
 * @throws {TargetUrlError} if the target is not an http or https URL
 */
export async function verify(options: VerifyOptions, sleepForLimit?: Sleep): Promise<Report> {
  const { profile, concurrency = DEFAULTS.concurrency, deadlineMs = DEFAULTS.deadlineMs } = options;
  const { requireObserved = [] } = options;
  checkRequired(options.contract, requireObserved);
  const contract = withRequestedValues(options.contract, profile);
  const cases = plannedCases(contract, profile, options);
  const { run, target, transport, cleanupTransport } = openRun({ ...options, contract }, sleepForLimit);
  const startedAt = new Date().toISOString();
  const started = performance.now();
  try {
    const timeLimit = AbortSignal.timeout(deadlineMs);
    const signal = options.signal ? AbortSignal.any([options.signal, timeLimit]) : timeLimit;
    const aborted = abortOf(signal).then(() =>
      timeLimit.aborted
        ? `the time limit of the run was reached (${deadlineMs / 1000} s)`
        : 'the run was interrupted',
    );
    const ready = waitForTarget(run, transport, target, cases, options.waitMs ?? 0);
    const { results, stopped } = await runAll(run, cases, options, concurrency, { ready, aborted });
    transport.close();
    await run.settle();
    const selected = new Set(cases.map(({ operation }) => operation));
    const notAllowed = contract.operations.flatMap((operation) => {
      const obstacle = selected.has(operation.id) ? writeObstacle(profile, operation) : undefined;
      return obstacle === undefined ? [] : [[operation.id, obstacle] as const];
    });
    return makeReport(results, {
      ...(stopped && { stopped }),
      notAllowed: new Map(notAllowed),
      cleanupFailures: results
        .filter(({ outcome }) => outcome !== 'error')
        .flatMap(({ id }) => (run.cleanupFaults.get(id) ?? []).map((fault) => `${id}: ${fault}`)),
      contract,
      strict: options.strict ?? false,
      requireAll: options.requireAll ?? false,
      requireObserved,
      ...(options.knownFailures && { knownFailures: options.knownFailures }),
      target: target.base,
      profile: profile.name,
      startedAt,
      durationMs: performance.now() - started,
      requests: transport.count + cleanupTransport.count,
      successes: transport.successes,
      notSelected: plannedCases(contract, profile, {}).length - cases.length,
      observed: run.observer.of(selected),
    });
  } finally {
    transport.close();
    cleanupTransport.close();
  }
}

interface OpenRun {
  run: CaseRunner;
  target: Target;
  transport: Transport;
  /** Sends the requests that clean up, also after the end of the run. */
  cleanupTransport: Transport;
}

/** @throws {OptionError} if a header for all requests would replace the tokens of the cases */
function checkHeaderNames(headers: object, { credentials, operations }: Contract): void {
  const all = [...credentials, ...operations.flatMap((operation) => operation.credentials)];
  const names = new Set(all.map(({ header }) => header.toLowerCase()));
  const taken = Object.keys(headers).find((name) => names.has(name.toLowerCase()));
  if (taken !== undefined)
    throw new OptionError(
      `The header ${taken} cannot be sent with every request, because the cases send their tokens in it. Write the token as tokens.success in a profile.`,
    );
}

/** Prepares a run. The connections stay open until the transport is closed or the process ends. */
export function openRun(options: VerifyOptions, sleepForLimit?: Sleep): OpenRun {
  const { contract, profile, concurrency = DEFAULTS.concurrency, insecure = false } = options;
  const timeoutMs = options.timeoutMs ?? (profile.timeoutSeconds ?? DEFAULTS.timeoutSeconds) * 1000;
  const headers = { ...profile.headers, ...options.headers };
  checkHeaderNames(headers, contract);
  const target: Target = { base: baseOf(options.target ?? profile.baseUrl), profile, headers };
  const transport = createTransport({ timeoutMs, concurrency, insecure });
  const cleanupTransport = createTransport({ timeoutMs, concurrency, insecure });
  const run = new CaseRunner({
    contract,
    target,
    transport,
    cleanupTransport,
    timeoutMs,
    tokens: tokensOf(contract, profile),
    secrets: profile.secrets,
    variables: profile.variables ?? {},
    insecure,
    // The headers that a caller adds may contain keys.
    headerValues: Object.values(options.headers ?? {}),
    concurrency,
    ...(sleepForLimit && { sleep: sleepForLimit }),
  });
  return { run, target, transport, cleanupTransport };
}

/**
 * Runs some cases last and one at a time: those that first bring the target into a state, for example to its rate limit,
 * those of operations that change data, and those that compare balances, because other requests change the state and
 * the balance too.
 */
async function runAll(
  run: CaseRunner,
  cases: readonly Case[],
  options: VerifyOptions,
  concurrency: number,
  { ready, aborted }: { ready: Promise<void>; aborted: Promise<string> },
) {
  const results = new Map<Case, CaseResult>();
  const evidence = new KeptEvidence();
  const positions = new Map(cases.map((item, position) => [item, position]));
  const notReached: string[] = [];
  let stopped: string | undefined;
  const ended = aborted.then((reason) => {
    stopped ??= reason;
    return undefined;
  });
  const runOne = async (item: Case) => {
    stopped ??= run.stopped;
    const done = stopped === undefined ? await Promise.race([run.case(item), ended]) : undefined;
    const result = done ?? resultOf(item, 'skipped', { reason: stopped ?? '' });
    if (!done) notReached.push(item.id);
    results.set(item, evidence.take(positions.get(item) ?? 0, result));
    if (options.bail && result.outcome === 'failed') stopped ??= `stopped at the first failure, ${item.id}`;
    options.onResult?.(result, results.size, cases.length);
  };
  const inParallel = async (items: Case[], workers: number) => {
    const queue = items[Symbol.iterator]();
    const work = async () => {
      for (const item of queue) await runOne(item);
    };
    await Promise.all(Array.from({ length: workers }, work));
  };
  await Promise.race([ready, ended]);
  const writing = new Set(options.contract.operations.filter(({ safe }) => !safe).map(({ id }) => id));
  const isAlone = (item: Case) =>
    item.group === 'charging' || writing.has(item.operation) || run.changesState(item);
  await inParallel(
    cases.filter((item) => !isAlone(item)),
    concurrency,
  );
  // The cases that reach a rate limit come last, because every other case would have to wait for its end.
  const limits = new Set(
    options.contract.errors.filter(({ trigger }) => trigger === 'rate').map(({ code }) => code),
  );
  const isLast = ({ code = '' }: Case) => Number(limits.has(code));
  await inParallel(
    cases.filter(isAlone).sort((a, b) => isLast(a) - isLast(b)),
    1,
  );
  return {
    results: cases.map((item, position) => evidence.restore(position, results.get(item) as CaseResult)),
    ...(stopped !== undefined && notReached.length > 0 && { stopped: { reason: stopped, notReached } }),
  };
}

/** Resolves as soon as the signal is aborted. A run has one such promise, because a signal warns about many listeners. */
function abortOf(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}

function baseOf(target: string | undefined): string {
  if (target === undefined) {
    throw new TargetUrlError('The URL to verify is missing. Give the base URL, or baseUrl in the profile.');
  }
  const url = URL.canParse(target) ? new URL(target) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new TargetUrlError(
      `"${target}" is not an http or https URL. Give the base URL with its path prefix, like http://127.0.0.1:4010/api/v1`,
    );
  }
  if (url.search || url.hash) {
    throw new TargetUrlError(
      `"${target}" has a query or a fragment. Give only the base URL: ${url.origin}${url.pathname}`,
    );
  }
  if (url.username || url.password) {
    throw new TargetUrlError(
      `The URL contains a user name or a password. Give only the base URL: ${url.origin}${url.pathname}`,
    );
  }
  return trimEnd(url.href, '/');
}

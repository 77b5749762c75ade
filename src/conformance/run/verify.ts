/** Runs all selected cases of a contract against a target. This folder has what a run needs, from selection to transport. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Contract } from '../../contract/model.ts';
import { UserError } from '../../contract/user-error.ts';
import { casesOf } from '../cases/cases.ts';
import type { Profile } from '../profile/profile.ts';
import { makeReport } from '../report/report.ts';
import type { Case, CaseResult, Report } from '../types.ts';
import { CaseRunner, resultOf } from './case-runner.ts';
import { DEFAULTS } from './defaults.ts';
import { buildRequest, type Target } from './request.ts';
import { tokensOf } from './resolve.ts';
import { type Selection, select } from './selection.ts';
import { createTransport, type Transport, TransportFault } from './transport.ts';

export interface VerifyOptions extends Selection {
  contract: Contract;
  /** The base URL, path prefix included: `http://127.0.0.1:4010/api/v1`. @default the profile's */
  target?: string;
  profile: Profile;
  /** For one exchange, its body included, in milliseconds. @default the profile's, or 10_000 */
  timeoutMs?: number;
  /** How many cases run at once. @default 8 */
  concurrency?: number;
  /** How long to wait for a target that does not listen yet, in milliseconds. @default 0 */
  waitMs?: number;
  /** For the whole run, in milliseconds; what is left then is skipped. @default 600_000 */
  deadlineMs?: number;
  /** Sent with every request. */
  headers?: Readonly<Record<string, string>>;
  /** Whether a SHOULD counts like a MUST. @default false */
  strict?: boolean;
  /** Whether a code that the profile cannot provoke counts like a failure. @default false */
  requireAll?: boolean;
  /** The ids of cases that are known to fail; one that no longer does counts like a failure. */
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

/** Nothing answers at the target. */
export class TargetUnreachable extends UserError {
  override name = 'TargetUnreachable';
  override readonly kind = 'unreachable';
}

/**
 * Runs the suite against a target.
 *
 * @throws {TargetUnreachable} where no connection to the target comes about
 * @throws {SelectionError} where the selection is empty
 * @throws {TargetUrlError} where the target is no http or https URL
 */
export async function verify(options: VerifyOptions): Promise<Report> {
  const { contract, profile, concurrency = DEFAULTS.concurrency, deadlineMs = DEFAULTS.deadlineMs } = options;
  const cases = select(casesOf(contract), options);
  const { run, target, transport } = openRun(options);
  const startedAt = new Date().toISOString();
  const started = performance.now();
  try {
    await greet(transport, target, cases, options.waitMs ?? 0);
    const results = await runAll(run, cases, options, concurrency, started + deadlineMs);
    return makeReport(results, {
      contract,
      strict: options.strict ?? false,
      requireAll: options.requireAll ?? false,
      ...(options.knownFailures && { knownFailures: options.knownFailures }),
      target: target.base,
      profile: profile.name,
      startedAt,
      durationMs: performance.now() - started,
      requests: transport.count,
    });
  } finally {
    transport.close();
  }
}

/** What carries cases out against a target; its connections stay open until the process ends or they are closed. */
export function openRun(options: VerifyOptions): { run: CaseRunner; target: Target; transport: Transport } {
  const { contract, profile, concurrency = DEFAULTS.concurrency, insecure = false } = options;
  const timeoutMs = options.timeoutMs ?? (profile.timeoutSeconds ?? DEFAULTS.timeoutSeconds) * 1000;
  const headers = { ...profile.headers, ...options.headers };
  const target: Target = { base: baseOf(options.target ?? profile.baseUrl), profile, headers };
  const transport = createTransport({ timeoutMs, concurrency, insecure });
  // What a caller adds to every request may well be a key.
  const secrets = [...profile.secrets, ...Object.values(options.headers ?? {})];
  const run = new CaseRunner({ contract, target, transport, tokens: tokensOf(contract, profile), secrets });
  return { run, target, transport };
}

/** Balances are weighed alone, behind all others. */
async function runAll(
  run: CaseRunner,
  cases: readonly Case[],
  options: VerifyOptions,
  concurrency: number,
  deadline: number,
) {
  const results = new Map<Case, CaseResult>();
  let stopped: string | undefined;
  const one = async (item: Case) => {
    stopped ??=
      run.stopped ?? (performance.now() > deadline ? 'the time for the whole run is over' : undefined);
    const result =
      stopped === undefined ? await run.case(item) : resultOf(item, 'skipped', { reason: stopped });
    results.set(item, result);
    if (options.bail && result.outcome === 'failed') stopped ??= `stopped at the first failure, ${item.id}`;
    options.onResult?.(result, results.size, cases.length);
  };
  const inParallel = async (items: Case[], workers: number) => {
    const queue = items[Symbol.iterator]();
    const work = async () => {
      for (const item of queue) await one(item);
    };
    await Promise.all(Array.from({ length: workers }, work));
  };
  await inParallel(
    cases.filter(({ group }) => group !== 'charging'),
    concurrency,
  );
  await inParallel(
    cases.filter(({ group }) => group === 'charging'),
    1,
  );
  return cases.map((item) => results.get(item) as CaseResult);
}

/** One request before all others: a target that is not there is said once, not a hundred times. */
async function greet(
  transport: Transport,
  target: Target,
  [first]: readonly Case[],
  waitMs: number,
): Promise<void> {
  if (!first) return;
  const until = performance.now() + waitMs;
  for (;;) {
    try {
      await transport.exchange(buildRequest({ ...target }, { ...first.request, headers: {} }));
      return;
    } catch (fault) {
      if (!(fault instanceof TransportFault) || fault.kind !== 'unreachable') return;
      if (performance.now() >= until) {
        throw new TargetUnreachable(`Nothing answers at ${target.base}. ${fault.message}`, { cause: fault });
      }
      await sleep(Math.min(200, Math.max(0, until - performance.now())));
    }
  }
}

function baseOf(target: string | undefined): string {
  if (target === undefined) {
    throw new TargetUrlError('There is no URL to verify. Give the base URL, or baseUrl in the profile.');
  }
  const url = URL.canParse(target) ? new URL(target) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new TargetUrlError(
      `"${target}" is no http or https URL. Give the base URL with its path prefix, like http://127.0.0.1:4010/api/v1`,
    );
  }
  if (url.search || url.hash) {
    throw new TargetUrlError(
      `"${target}" has a query or a fragment. Give the base URL alone: ${url.origin}${url.pathname}`,
    );
  }
  if (url.username || url.password) {
    throw new TargetUrlError(
      `The URL has a user name in it. Give the base URL alone: ${url.origin}${url.pathname}`,
    );
  }
  return url.href.replace(/\/+$/, '');
}

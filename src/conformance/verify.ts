/** The runner: every case of the contract against one target. */
import { entryOf } from '../contract/contract.ts';
import { isObject } from '../contract/document.ts';
import type { Contract, Operation } from '../contract/types.ts';
import { casesOf } from './cases.ts';
import { jsonOf } from './judge/body.ts';
import { Judge } from './judge/judge.ts';
import { type Profile, provocationOf } from './profile.ts';
import { RateGate } from './rate-gate.ts';
import { buildRequest, curlOf, withQuery } from './requests.ts';
import {
  createTransport,
  type Transport,
  TransportFault,
  type WireRequest,
  type WireResponse,
} from './transport.ts';
import type { Case, CaseResult, Expectation, Finding, Outcome, Report } from './types.ts';

export interface VerifyOptions {
  contract: Contract;
  /** The base URL, path prefix included: `http://127.0.0.1:4010/api/v1`. */
  target: string;
  profile: Profile;
  /** For one exchange, its body included. @default 10_000 */
  timeoutMs?: number;
  /** How many cases run at once. @default 8 */
  concurrency?: number;
  /** Called after each case, in the order in which they end. */
  onResult?: (result: CaseResult, done: number, total: number) => void;
}

/** Nothing answers at the target. */
export class TargetUnreachable extends Error {
  override name = 'TargetUnreachable';
}

/** After so many time-outs in a row, the target is said to be hanging and the rest is skipped. */
const MAX_TIMEOUTS_IN_A_ROW = 5;

/**
 * Runs the suite against a target.
 *
 * @throws {TargetUnreachable} where no connection to the target comes about
 * @throws {TypeError} where the target is no http or https URL
 */
export async function verify(options: VerifyOptions): Promise<Report> {
  const { contract, profile, timeoutMs = 10_000, concurrency = 8, onResult } = options;
  const base = baseOf(options.target);
  const started = performance.now();
  const transport = createTransport({ timeoutMs, concurrency });
  try {
    const run = new Run(contract, base, profile, transport);
    const cases = casesOf(contract);
    await run.greet(cases);
    const results = new Array<CaseResult>(cases.length);
    let next = 0;
    let done = 0;
    const worker = async () => {
      while (next < cases.length) {
        const index = next++;
        const result = await run.case(cases[index] as Case);
        results[index] = result;
        onResult?.(result, ++done, cases.length);
      }
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
    const counts = { passed: 0, failed: 0, warning: 0, skipped: 0, error: 0 } satisfies Record<
      Outcome,
      number
    >;
    for (const { outcome } of results) counts[outcome]++;
    return {
      target: base,
      profile: profile.name,
      results,
      counts,
      requests: transport.count,
      durationMs: performance.now() - started,
      conformant: counts.failed === 0 && counts.error === 0,
    };
  } finally {
    transport.close();
  }
}

function baseOf(target: string): string {
  let url: URL | undefined;
  try {
    url = new URL(target);
  } catch {}
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new TypeError(
      `"${target}" is no http or https URL. Give the base URL with its path prefix, like http://127.0.0.1:4010/api/v1`,
    );
  }
  if (url.search || url.hash) {
    throw new TypeError(
      `"${target}" has a query or a fragment. Give the base URL alone: ${url.origin}${url.pathname}`,
    );
  }
  return url.href.replace(/\/+$/, '');
}

class Run {
  readonly #contract: Contract;
  readonly #base: string;
  readonly #profile: Profile;
  readonly #transport: Transport;
  readonly #judge: Judge;
  readonly #gate: RateGate;
  readonly #tokens: readonly string[];
  #timeoutsInARow = 0;

  constructor(contract: Contract, base: string, profile: Profile, transport: Transport) {
    this.#contract = contract;
    this.#base = base;
    this.#profile = profile;
    this.#transport = transport;
    this.#gate = new RateGate(contract);
    const own = contract.errors.flatMap((entry) => {
      const provocation = provocationOf(profile, entry, false);
      return typeof provocation === 'object' && 'token' in provocation ? [provocation.token ?? ''] : [];
    });
    // The longest first: a token may be a part of another.
    this.#tokens = [...new Set([profile.tokens.success, profile.tokens.unknown, ...own])]
      .filter((token) => token !== '')
      .sort((a, b) => b.length - a.length);
    this.#judge = new Judge(contract, this.#tokens);
  }

  /** One request before all others: a target that is not there is said once, not a hundred times. */
  async greet(cases: readonly Case[]): Promise<void> {
    const [first] = cases;
    if (!first) return;
    try {
      await this.#transport.exchange(buildRequest(this.#contract, this.#base, first.request, this.#profile));
    } catch (fault) {
      if (!(fault instanceof TransportFault) || fault.kind !== 'unreachable') return;
      throw new TargetUnreachable(`Nothing answers at ${this.#base}. ${fault.message}`, { cause: fault });
    }
  }

  async case(item: Case): Promise<CaseResult> {
    const started = performance.now();
    const { id, group, operation, title, level } = item;
    const result = (outcome: Outcome, more: Partial<CaseResult> = {}): CaseResult => ({
      ...{ id, group, operation, title, level, outcome, findings: [] },
      ...more,
      durationMs: performance.now() - started,
    });
    if (this.#timeoutsInARow >= MAX_TIMEOUTS_IN_A_ROW) {
      return result('skipped', { reason: `the target hangs: ${MAX_TIMEOUTS_IN_A_ROW} time-outs in a row` });
    }
    const provocation = item.provoke
      ? provocationOf(this.#profile, entryOf(this.#contract, item.provoke), item.natural !== undefined)
      : {};
    if (provocation !== 'natural' && 'skip' in provocation)
      return result('skipped', { reason: provocation.skip });
    const request =
      provocation === 'natural'
        ? buildRequest(this.#contract, this.#base, item.natural ?? item.request, this.#profile)
        : buildRequest(this.#contract, this.#base, item.request, this.#profile, provocation);
    try {
      const { findings, last } = await this.#carryOut(item, request);
      const outcome = findings.some((finding) => finding.level === 'MUST' && level === 'MUST')
        ? 'failed'
        : findings.length > 0
          ? 'warning'
          : 'passed';
      return result(outcome, { findings, curl: curlOf(last, this.#tokens) });
    } catch (fault) {
      if (!(fault instanceof Error)) throw fault;
      return result('error', { reason: fault.message, curl: curlOf(request, this.#tokens) });
    }
  }

  /** Asks, judges, and follows the pages that the case wants followed. */
  async #carryOut(item: Case, first: WireRequest): Promise<{ findings: Finding[]; last: WireRequest }> {
    const operation = this.#contract.operations.find(({ id }) => id === item.operation) as Operation;
    let request = first;
    for (let page = 0; ; page++) {
      let response: WireResponse;
      try {
        response = await this.#gate.ask(() => this.#transport.exchange(request), codesOf(item.expect));
        this.#timeoutsInARow = 0;
      } catch (fault) {
        if (!(fault instanceof TransportFault)) throw fault;
        if (fault.kind === 'timeout') this.#timeoutsInARow++;
        return { findings: [transportFinding(fault)], last: request };
      }
      const findings = this.#judge.findings({ operation, request, response, expect: item.expect });
      const next =
        findings.length === 0 && page < followOf(item.expect) ? nextCursor(operation, response) : undefined;
      const cursor = operation.parameters.find(({ role }) => role === 'cursor');
      if (next === undefined || !cursor) return { findings, last: request };
      request = withQuery(request, cursor.name, next);
    }
  }
}

function followOf(expect: Expectation): number {
  return expect.kind === 'success' ? (expect.follow ?? 0) : 0;
}

function codesOf(expect: Expectation): readonly string[] {
  return expect.kind === 'error' ? expect.codes : [];
}

/** The cursor of the next page in an answer that was judged to be right. */
function nextCursor({ success }: Operation, response: WireResponse): string | undefined {
  const value = jsonOf(response);
  const data = isObject(value) ? value.data : undefined;
  const cursor = isObject(data) && success.cursorField !== undefined ? data[success.cursorField] : undefined;
  return typeof cursor === 'string' ? cursor : undefined;
}

function transportFinding({ message }: TransportFault): Finding {
  return { check: 'answer', level: 'MUST', required: 'an answer', came: message, source: 'RFC 9112' };
}

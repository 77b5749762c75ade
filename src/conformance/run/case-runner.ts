/** Carries out one case: sends its requests, checks the responses, repeats, follows pages, compares balances. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isObject } from '../../contract/document.ts';
import type { Contract, Operation } from '../../contract/model.ts';
import { operationOf } from '../../contract/read.ts';
import { OperationCases } from '../cases/operation-cases.ts';
import { jsonOf } from '../checks/body.ts';
import type { CheckId } from '../checks/check-id.ts';
import { must } from '../checks/finding.ts';
import { Listing } from '../checks/listing.ts';
import { REQUIREMENTS } from '../checks/requirements.ts';
import { ResponseChecker } from '../checks/response.ts';
import type { Case, CaseResult, Expectation, Finding, Outcome } from '../types.ts';
import { CaseState, checkSendable, StateFault, type StateOptions } from './case-state.ts';
import { Observer } from './observer.ts';
import { RateLimiter } from './rate-limiter.ts';
import { recordExchange } from './recorded-exchange.ts';
import { Redactor } from './redact.ts';
import { buildRequest, nearMissesOf, type Target, withQuery } from './request.ts';
import { type CaseRequests, resolveCase } from './resolve.ts';
import {
  type FaultKind,
  type Transport,
  TransportFault,
  type WireRequest,
  type WireResponse,
} from './transport.ts';

/** After this many slow faults in a row, for example timeouts, the remaining cases are skipped. */
const MAX_SLOW_FAULTS_IN_A_ROW = 5;

/** The requests that show what an error costs. */
const BALANCE_STEPS = ['success', 'success', 'error', 'success'] as const;

/** How often to compare balances if other requests of the tester were sent in between, for example after a rate limit. */
const MAX_COMPARISONS = 3;

/** The checks that stay a MUST in a SHOULD case: every request must get a response, and no response may fail them. */
const ALWAYS_MUST = new Set<CheckId>(['answer', 'redirect', 'leak']);

/** The titles of the faults without a complete response. */
const TITLES: Readonly<Record<FaultKind, string>> = {
  unreachable: 'The server accepts no connection',
  timeout: 'A request gets no complete response in time',
  broken: 'A request gets no complete response',
  'too-large': 'A response body is too large',
};

/** The findings on one exchange. */
interface Checked {
  findings: Finding[];
  request: WireRequest;
  response?: WireResponse;
  /** Why the case could not check anything. */
  skip?: string;
}

export interface CaseRunnerOptions {
  contract: Contract;
  target: Target;
  transport: Transport;
  /** Sends the requests that clean up, also after the transport is closed. */
  cleanupTransport: Transport;
  /** Tokens that no response may repeat and no report may show, the longest first. */
  tokens: readonly string[];
  /** Other texts that no report may show. */
  secrets: readonly string[];
  /** Values of request headers that no report may show. */
  headerValues: readonly string[];
  /** How many of the requests that reach a state run at the same time. */
  concurrency: number;
  /** Waits for a rate limit. @default a wait that the end of the run ends */
  sleep?: Sleep;
}

/** Resolves after this time, in milliseconds. */
export type Sleep = (ms: number) => Promise<void>;

export class CaseRunner {
  readonly #contract: Contract;
  readonly #target: Target;
  readonly #transport: Transport;
  readonly #redactor: Redactor;
  readonly #checker: ResponseChecker;
  /** What the successes of the run showed. */
  readonly observer: Observer;
  readonly #limiter: RateLimiter;
  readonly #concurrency: number;
  readonly #stateOptions: StateOptions;
  readonly #running = new Set<Promise<CaseResult>>();
  /** What failed in the cleanup of cases, by their ids. */
  readonly cleanupFaults = new Map<string, readonly string[]>();
  #slowFaultsInARow = 0;
  #unreachable: string | undefined;

  constructor(options: CaseRunnerOptions) {
    const { contract, target, transport, cleanupTransport, tokens, secrets, headerValues } = options;
    this.#contract = contract;
    this.#target = target;
    this.#transport = transport;
    this.#concurrency = options.concurrency;
    this.observer = new Observer(contract);
    this.#redactor = new Redactor([...tokens, ...tokens.flatMap(nearMissesOf), ...secrets], headerValues);
    this.#checker = new ResponseChecker(contract, tokens);
    this.#checker.prepare();
    this.#limiter = new RateLimiter({
      contract,
      isRight: (response) => this.#isRightLimit(response),
      control: () => this.#control(),
      sleep: options.sleep ?? ((ms) => sleep(ms, undefined, { signal: transport.closed })),
    });
    this.#stateOptions = {
      contract,
      target,
      transport,
      cleanupTransport,
      limiter: this.#limiter,
      onCapture: (value) => this.#redactor.add(value),
    };
  }

  /** Returns whether the response of a rate limit conforms; every operation has the same media type. */
  #isRightLimit(response: WireResponse): boolean {
    const [operation] = this.#contract.operations;
    const findings = operation && this.#checker.limitFindings({ operation, response });
    return findings?.every(({ level }) => level !== 'MUST') ?? false;
  }

  /** Sends the simplest request that succeeds. */
  #control(): Promise<WireResponse> {
    const [operation] = this.#contract.operations;
    if (!operation) throw new TypeError('the contract has no operation');
    const request = new OperationCases(this.#contract, operation).request({});
    return this.#transport.exchange(buildRequest(this.#target, request));
  }

  /** The reason to skip all remaining cases, if there is one. */
  get stopped(): string | undefined {
    if (this.#unreachable !== undefined) return this.#unreachable;
    if (this.#slowFaultsInARow < MAX_SLOW_FAULTS_IN_A_ROW) return undefined;
    return `the target does not respond: ${MAX_SLOW_FAULTS_IN_A_ROW} requests in a row got no complete response, each after a long wait`;
  }

  /** Returns whether the profile changes the state of the target for the case. */
  changesState(item: Case): boolean {
    const requests = resolveCase(this.#contract, this.#target, item);
    if ('skip' in requests) return false;
    return requests.repeat + requests.prepare.length + requests.cleanup.length > 0;
  }

  /** Carries out a case. An error of the tester becomes the case's result. */
  async case(item: Case): Promise<CaseResult> {
    const running = this.#carryOut(item);
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  /** Waits for the cleanup of the cases that have not ended. To end them soon, close the transport first. */
  async settle(): Promise<void> {
    await Promise.all(this.#running);
  }

  /** Brings the target into the state of a case, checks the case, and always cleans up. */
  async #carryOut(item: Case): Promise<CaseResult> {
    const started = performance.now();
    const make: Make = (outcome, more = {}) =>
      resultOf(item, outcome, { ...more, durationMs: performance.now() - started });
    const failed = (fault: unknown) => {
      if (!(fault instanceof Error)) throw fault;
      const reason =
        fault instanceof StateFault ? fault.message : `the tester failed: ${fault.stack ?? fault.message}`;
      return make('error', { reason: this.#redactor.foreign(reason) });
    };
    try {
      const planned = resolveCase(this.#contract, this.#target, item);
      if ('skip' in planned) return make('skipped', { reason: planned.skip });
      const state = new CaseState(this.#stateOptions, planned.values);
      const result = await this.#checkInState(item, planned, state, make).catch(failed);
      const faults = (await state.cleanUp(planned.cleanup)).map((fault) => this.#redactor.foreign(fault));
      if (faults.length === 0) return result;
      this.cleanupFaults.set(item.id, faults);
      const reason = [result.reason ?? [], faults].flat().join('\n');
      return { ...result, outcome: result.outcome === 'failed' ? 'failed' : 'error', reason };
    } catch (fault) {
      return failed(fault);
    }
  }

  /** Prepares the target and checks a case. */
  async #checkInState(item: Case, planned: CaseRequests, state: CaseState, make: Make): Promise<CaseResult> {
    const captured = await state.prepare(planned.prepare, codesOf(item.expect));
    const requests = resolveCase(this.#contract, this.#target, item, captured);
    if ('skip' in requests) return make('skipped', { reason: requests.skip });
    checkSendable('the request', requests.request);
    if (requests.token !== undefined) this.#checker.addToken(requests.token);
    const {
      findings,
      request: last,
      response,
      skip,
    } = (await this.#repeat(item, requests)) ?? (await this.#check(item, requests));
    if (skip !== undefined) return make('skipped', { reason: skip });
    if (findings.length === 0) return make('passed');
    // A SHOULD case has no MUST finding, except from the checks in ALWAYS_MUST.
    const levelled = findings.map((found) =>
      item.level === 'MUST' || ALWAYS_MUST.has(found.check) ? found : { ...found, level: item.level },
    );
    const { repeat } = requests;
    const evidence = recordExchange(last, response, this.#redactor, { prepare: state.sent, repeat });
    // The actual result may contain a token.
    const reported = levelled.map((found) => ({
      ...found,
      title: this.#redactor.foreign(found.title),
      actual: this.#redactor.foreign(found.actual),
      cause: this.#redactor.foreign(found.cause),
    }));
    return make(levelled.some(isMust) ? 'failed' : 'warning', { findings: reported, evidence });
  }

  /**
   * Sends the request as often as the profile says before the one whose response is checked, in parallel: a slow target
   * would not reach a rate limit otherwise.
   *
   * @returns the findings if a request gets no response
   */
  async #repeat(item: Case, { request, repeat }: CaseRequests): Promise<Checked | undefined> {
    const operation = operationOf(this.#contract, item.operation);
    let left = repeat;
    let unanswered: Checked | undefined;
    const work = async () => {
      while (left-- > 0 && !unanswered) {
        const checked = await this.#send(operation, request, item.expect);
        if (!checked.response) unanswered ??= checked;
      }
    };
    await Promise.all(Array.from({ length: this.#concurrency }, work));
    return unanswered;
  }

  async #check(item: Case, { request, between, repeat: again }: CaseRequests): Promise<Checked> {
    if (between) return this.#compareBalances(item, request, between);
    let checked: Checked = { findings: [], request };
    let warned: Checked | undefined;
    const repeat = item.repeat ?? 1;
    for (let round = 1; round <= repeat; round++) {
      checked = await this.#followPages(item, request);
      // A limit accepts requests again when its window ends or its bucket refills, so reach it again.
      for (let sent = 0; sent < again && hasSucceeded(checked); sent++)
        checked = await this.#followPages(item, request);
      if (checked.findings.length === 0) continue;
      const reported = round === 1 ? checked : { ...checked, findings: checked.findings.map(noted(round)) };
      if (checked.findings.some(isMust)) return reported;
      // A warning must not hide a later failure.
      warned ??= reported;
    }
    return warned ?? checked;
  }

  /** Sends the request, checks the response, and follows as many pages as the case says. */
  async #followPages(item: Case, first: WireRequest): Promise<Checked> {
    const operation = operationOf(this.#contract, item.operation);
    const cursor = operation.parameters.find(({ role }) => role === 'cursor');
    const listing = new Listing(this.#contract.document, operation);
    let request = first;
    let warned: Checked | undefined;
    for (let page = 0; ; page++) {
      const checked = await this.#send(operation, request, item.expect);
      const { findings, response } = checked;
      if (findings.some(isMust)) return checked;
      if (item.expect.kind === 'success' && response)
        this.observer.success(operation, jsonOf(response), page > 0);
      if (findings.length > 0) warned ??= checked;
      const follow = item.expect.kind === 'success' ? (item.expect.follow ?? 0) : 0;
      const { next, finding } = response && follow > 0 ? listing.add(jsonOf(response)) : {};
      if (finding) warned = { ...checked, findings: [...(warned?.findings ?? []), finding] };
      if (finding || next === undefined || page === follow || !cursor) return warned ?? checked;
      request = withQuery(request, cursor.name, next);
    }
  }

  async #send(operation: Operation, request: WireRequest, expect: Expectation): Promise<Checked> {
    try {
      const response = await this.#limiter.send(() => this.#transport.exchange(request), codesOf(expect));
      this.#slowFaultsInARow = 0;
      return {
        findings: this.#checker.findings({ operation, request, response, expect }),
        request,
        response,
      };
    } catch (fault) {
      if (!(fault instanceof TransportFault)) throw fault;
      if (fault.isSlow) this.#slowFaultsInARow++;
      if (fault.kind === 'unreachable') this.#unreachable ??= 'the target went down during the run';
      return {
        findings: [
          must({
            check: 'answer',
            title: TITLES[fault.kind],
            expected: 'a complete response',
            actual: fault.message,
            ...REQUIREMENTS.complete,
            detail: fault.kind,
          }),
        ],
        request,
      };
    }
  }

  /** Compares the cost of a success with and without an error before it: the error must not cost anything. */
  async #compareBalances(item: Case, request: WireRequest, between: WireRequest): Promise<Checked> {
    const operation = operationOf(this.#contract, item.operation);
    for (let comparison = 1; comparison <= MAX_COMPARISONS; comparison++) {
      const countBefore = this.#transport.count;
      const balances: number[] = [];
      for (const step of BALANCE_STEPS) {
        const checked =
          step === 'error'
            ? await this.#send(operation, between, { kind: 'no-fault' })
            : await this.#send(operation, request, item.expect);
        if (!checked.response) return checked;
        // Other cases check the error and the success.
        if (step === 'error') continue;
        const balance = balanceOf(operation, checked.response);
        if (checked.findings.some(isMust) || balance === undefined)
          return { findings: [], request, skip: 'a valid request did not succeed, so its cost is unknown' };
        balances.push(balance);
      }
      const [before = 0, middle = 0, after = 0] = balances;
      const [plain, withError] = [before - middle, middle - after];
      if (withError <= plain) return { findings: [], request };
      // A retry or a control request may have cost something too.
      if (this.#transport.count - countBefore !== BALANCE_STEPS.length) continue;
      const field = operation.success.balanceField;
      const expected = `${field} falls by at most ${plain} from one success to the next, with or without an error in between`;
      const actual = `${field} falls by ${withError} with an error in between`;
      const finding = must({
        check: 'charge',
        title: 'An error is charged',
        expected,
        actual,
        requirement: 'Errors are not charged.',
        source: item.source,
      });
      return { findings: [finding], request };
    }
    return { findings: [], request, skip: 'rate limits caused other requests between the successes' };
  }
}

/** Makes the result of a case. */
type Make = (outcome: Outcome, more?: Partial<CaseResult>) => CaseResult;

/** Returns the codes that a case expects. */
function codesOf(expect: Expectation): readonly string[] {
  return expect.kind === 'error' ? expect.codes : [];
}

/** The result of a case. */
export function resultOf(item: Case, outcome: Outcome, more: Partial<CaseResult> = {}): CaseResult {
  const { id, group, operation, title, level, code } = item;
  return {
    id,
    group,
    operation,
    title,
    level,
    outcome,
    ...(code !== undefined && { code }),
    findings: [],
    durationMs: 0,
    ...more,
  };
}

function dataOf(response: WireResponse) {
  const value = jsonOf(response);
  return isObject(value) && isObject(value.data) ? value.data : {};
}

/** Adds to a finding that an earlier response to the same request did not have it. */
function noted(round: number): (found: Finding) => Finding {
  const note = ` (in response ${round} to the same request)`;
  return (found) => ({ ...found, actual: found.actual + note });
}

/** Returns whether a request succeeded instead of returning the expected error. */
function hasSucceeded({ findings }: Checked): boolean {
  return findings.some(({ check }) => check === 'success');
}

function isMust({ level }: Finding): boolean {
  return level === 'MUST';
}

function balanceOf({ success }: Operation, response: WireResponse): number | undefined {
  const balance = success.balanceField === undefined ? undefined : dataOf(response)[success.balanceField];
  return typeof balance === 'number' ? balance : undefined;
}

/** Carries out one case: brings the target into its state, checks it, cleans up, and makes its result. */
import type { Contract } from '../../contract/model.ts';
import { UserError } from '../../contract/user-error.ts';
import type { CheckId } from '../checks/check-id.ts';
import { ResponseChecker } from '../checks/response.ts';
import { publicTokens } from '../profile/builtin.ts';
import type { Case, CaseResult, Outcome } from '../types.ts';
import { CaseState, StateFault, type StateOptions } from './case-state.ts';
import type { CommandOptions } from './commands.ts';
import { Exchanges, isMust, type Sleep } from './exchanges.ts';
import { Observer } from './observer.ts';
import { recordExchange } from './recorded-exchange.ts';
import { Redactor } from './redact.ts';
import { nearMissesOf, type Target } from './request.ts';
import { resolveCase } from './resolve.ts';
import { RunFunctions } from './run-functions.ts';
import type { Transport } from './transport.ts';

/** The checks that stay a MUST in a SHOULD case: every request must get a response, and no response may fail them. */
const ALWAYS_MUST = new Set<CheckId>(['answer', 'redirect', 'leak']);

export interface CaseRunnerOptions {
  contract: Contract;
  target: Target;
  transport: Transport;
  /** Sends the requests that clean up, also after the transport is closed. */
  cleanupTransport: Transport;
  /** The time limit of one exchange, and of one call of a function of the profile. */
  timeoutMs: number;
  /** Whether to accept a TLS certificate that is not trusted. */
  insecure: boolean;
  /** The environment variables with secrets of the profile, by name. */
  variables: Readonly<Record<string, string>>;
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

export class CaseRunner {
  readonly #contract: Contract;
  readonly #target: Target;
  readonly #redactor: Redactor;
  readonly #commands: CommandOptions;
  readonly #checker: ResponseChecker;
  /** What the successes of the run showed. */
  readonly observer: Observer;
  readonly #exchanges: Exchanges;
  readonly #stateOptions: StateOptions;
  /** The functions of the profile. */
  readonly functions: RunFunctions;
  readonly #running = new Set<Promise<CaseResult>>();
  /** What failed in the cleanup of cases, by their ids. */
  readonly cleanupFaults = new Map<string, readonly string[]>();

  constructor(options: CaseRunnerOptions) {
    const { contract, target, transport, cleanupTransport, timeoutMs } = options;
    const { tokens, secrets, headerValues } = options;
    this.#contract = contract;
    this.#target = target;
    this.observer = new Observer(contract);
    const isPublic = publicTokens(contract);
    const secretTokens = tokens.filter((token) => !isPublic.has(token));
    this.#redactor = new Redactor(
      [...secretTokens, ...secretTokens.flatMap(nearMissesOf), ...secrets],
      headerValues,
    );
    const { variables, insecure } = options;
    this.#commands = { redactor: this.#redactor, variables, timeoutMs, insecure };
    this.#checker = new ResponseChecker(contract, tokens);
    this.#checker.prepare();
    const onSecret = (value: string) => this.#redactor.add(value);
    const { closed: signal } = transport;
    this.functions = new RunFunctions({ contract, target, timeoutMs, signal, onSecret });
    const { functions, observer } = this;
    this.#exchanges = new Exchanges({
      contract,
      target,
      transport,
      functions,
      checker: this.#checker,
      observer,
      concurrency: options.concurrency,
      ...(options.sleep && { sleep: options.sleep }),
    });
    this.#stateOptions = {
      contract,
      target,
      transport,
      cleanupTransport,
      limiter: this.#exchanges.limiter,
      functions,
      onCapture: onSecret,
    };
  }

  /** The reason to skip all remaining cases, if there is one. */
  get stopped(): string | undefined {
    return this.#exchanges.stopped;
  }

  /** Returns whether the profile changes the state of the target for the case. */
  changesState(item: Case): boolean {
    const requests = resolveCase(this.#contract, this.#target, item);
    if ('skip' in requests) return false;
    const { call, prepare, cleanup, repeat } = requests;
    return call !== undefined || prepare.length + cleanup.length + repeat > 0;
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
        fault instanceof StateFault || fault instanceof UserError
          ? fault.message
          : `the tester failed: ${fault.stack ?? fault.message}`;
      return make('error', { reason: this.#redactor.foreign(reason) });
    };
    try {
      const state = new CaseState(this.#stateOptions, item);
      const result = await this.#checkInState(item, state, make).catch(failed);
      const faults = (await state.cleanUp()).map((fault) => this.#redactor.foreign(fault));
      if (faults.length === 0) return result;
      this.cleanupFaults.set(item.id, faults);
      const reason = [result.reason ?? [], faults].flat().join('\n');
      return { ...result, outcome: result.outcome === 'failed' ? 'failed' : 'error', reason };
    } catch (fault) {
      return failed(fault);
    }
  }

  /** Prepares the target and checks a case. */
  async #checkInState(item: Case, state: CaseState, make: Make): Promise<CaseResult> {
    const requests = await state.prepare();
    if ('skip' in requests) return make('skipped', { reason: requests.skip });
    if (requests.token !== undefined) this.#checker.addToken(requests.token);
    const checked = await this.#exchanges.check(item, requests);
    const { findings, request: last, steps, response, skip } = checked;
    state.capture(requests, response);
    if (skip !== undefined) return make('skipped', { reason: skip });
    if (findings.length === 0) return make('passed');
    // A SHOULD case has no MUST finding, except from the checks in ALWAYS_MUST.
    const levelled = findings.map((found) =>
      item.level === 'MUST' || ALWAYS_MUST.has(found.check) ? found : { ...found, level: item.level },
    );
    const { repeat } = requests;
    const sent = { prepare: state.sent, repeat, steps: steps ?? [{ request: last }] };
    const evidence = recordExchange(last, response, sent, this.#commands);
    // The actual result may contain a token.
    const reported = levelled.map((found) => ({
      ...found,
      title: this.#redactor.foreign(found.title),
      actual: this.#redactor.foreign(found.actual),
      cause: this.#redactor.foreign(found.cause),
    }));
    return make(levelled.some(isMust) ? 'failed' : 'warning', { findings: reported, evidence });
  }
}

/** Makes the result of a case. */
type Make = (outcome: Outcome, more?: Partial<CaseResult>) => CaseResult;

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

/** Carrying out one case: ask, judge, repeat, follow pages, weigh balances. */

import { isObject } from '../../contract/document.ts';
import type { Contract, Operation } from '../../contract/model.ts';
import { OperationCases } from '../cases/operation-cases.ts';
import { jsonOf } from '../checks/body.ts';
import type { CheckId } from '../checks/check-id.ts';
import { must } from '../checks/finding.ts';
import { ResponseChecker } from '../checks/response.ts';
import type { Case, CaseResult, Expectation, Finding, Outcome } from '../types.ts';
import { RateLimiter } from './rate-limiter.ts';
import { recordExchange } from './recorded-exchange.ts';
import { maskOf } from './redact.ts';
import { buildRequest, type Target, withQuery } from './request.ts';
import { type CaseRequests, resolveCase } from './resolve.ts';
import { type Transport, TransportFault, type WireRequest, type WireResponse } from './transport.ts';

/** After so many time-outs in a row, the target is said to be hanging and the rest is skipped. */
const MAX_TIMEOUTS_IN_A_ROW = 5;

/** What is asked to weigh what an error costs. */
const WEIGHING = ['success', 'success', 'error', 'success'] as const;

/** The checks of what no answer may do, whatever was asked. */
const NEVER = new Set<CheckId>(['redirect', 'leak']);

/** How a case went: its findings, and the exchange that they are about. */
interface Carried {
  findings: Finding[];
  request: WireRequest;
  response?: WireResponse;
}

export interface CaseRunnerOptions {
  contract: Contract;
  target: Target;
  transport: Transport;
  /** Tokens that no answer may repeat and no report may show, the longest first. */
  tokens: readonly string[];
  /** What else no report may show. */
  secrets: readonly string[];
}

export class CaseRunner {
  readonly #contract: Contract;
  readonly #operations: ReadonlyMap<string, Operation>;
  readonly #target: Target;
  readonly #transport: Transport;
  readonly #mask: (text: string) => string;
  readonly #judge: ResponseChecker;
  readonly #gate: RateLimiter;
  #timeoutsInARow = 0;
  #gone: string | undefined;

  constructor({ contract, target, transport, tokens, secrets }: CaseRunnerOptions) {
    this.#contract = contract;
    this.#operations = new Map(contract.operations.map((operation) => [operation.id, operation]));
    this.#target = target;
    this.#transport = transport;
    this.#mask = maskOf([...tokens, ...secrets]);
    this.#judge = new ResponseChecker(contract, tokens);
    this.#judge.prepare();
    this.#gate = new RateLimiter({
      contract,
      isRight: (response) => this.#isRightLimit(response),
      control: () => this.#control(),
    });
  }

  /** Whether the answer of a rate limit keeps the contract; every operation has the same media type. */
  #isRightLimit(response: WireResponse): boolean {
    const [operation] = this.#contract.operations;
    const findings = operation && this.#judge.limitFindings({ operation, response });
    return findings?.every(({ level }) => level !== 'MUST') ?? false;
  }

  /** The plainest request that succeeds. */
  #control(): Promise<WireResponse> {
    const [operation] = this.#contract.operations;
    if (!operation) throw new TypeError('the contract has no operation');
    const request = new OperationCases(this.#contract, operation).request({});
    return this.#transport.exchange(buildRequest(this.#target, request));
  }

  /** Why the rest need not be tried, where that is so. */
  get stopped(): string | undefined {
    if (this.#gone !== undefined) return this.#gone;
    if (this.#timeoutsInARow < MAX_TIMEOUTS_IN_A_ROW) return undefined;
    return `the target hangs: ${MAX_TIMEOUTS_IN_A_ROW} time-outs in a row`;
  }

  /** Carries a case out; what goes wrong in doing so is its result too. */
  async case(item: Case): Promise<CaseResult> {
    const started = performance.now();
    const make = (outcome: Outcome, more: Partial<CaseResult> = {}) =>
      resultOf(item, outcome, { ...more, durationMs: performance.now() - started });
    try {
      const requests = resolveCase(this.#contract, this.#target, item);
      if ('skip' in requests) return make('skipped', { reason: requests.skip });
      await this.#prepare(requests);
      const { findings, request: last, response } = await this.#carryOut(item, requests);
      if (findings.length === 0) return make('passed');
      // A case that is a SHOULD as a whole has no harder finding, but for what no answer may do.
      const levelled = findings.map((found) =>
        item.level === 'MUST' || NEVER.has(found.check) ? found : { ...found, level: item.level },
      );
      const evidence = recordExchange(last, response, this.#mask);
      // The actual result may quote a token.
      const told = levelled.map((found) => ({
        ...found,
        actual: this.#mask(found.actual),
        cause: this.#mask(found.cause),
      }));
      return make(levelled.some(isMust) ? 'failed' : 'warning', { findings: told, evidence });
    } catch (fault) {
      if (!(fault instanceof Error)) throw fault;
      return make('error', { reason: this.#mask(`the tester failed: ${fault.stack ?? fault.message}`) });
    }
  }

  /** What a profile wants done before the request that counts; its own cases find what is wrong with the answers. */
  async #prepare({ before }: CaseRequests): Promise<void> {
    for (const each of before) {
      try {
        await this.#transport.exchange(each);
      } catch (fault) {
        if (!(fault instanceof TransportFault)) throw fault;
      }
    }
  }

  async #carryOut(item: Case, { request, between }: CaseRequests): Promise<Carried> {
    if (between) return this.#weigh(item, request, between);
    let carried: Carried = { findings: [], request };
    let warned: Carried | undefined;
    const repeat = item.repeat ?? 1;
    for (let round = 1; round <= repeat; round++) {
      carried = await this.#followed(item, request);
      if (carried.findings.length === 0) continue;
      const told = round === 1 ? carried : { ...carried, findings: carried.findings.map(noted(round)) };
      if (carried.findings.some(isMust)) return told;
      // What is but a warning hides nothing behind it.
      warned ??= told;
    }
    return warned ?? carried;
  }

  /** Asks, judges, and follows the pages that the case wants followed. */
  async #followed(item: Case, first: WireRequest): Promise<Carried> {
    const operation = this.#operation(item);
    const cursor = operation.parameters.find(({ role }) => role === 'cursor');
    let request = first;
    let warned: Carried | undefined;
    for (let page = 0; ; page++) {
      const carried = await this.#ask(operation, request, item.expect);
      const { findings, response } = carried;
      if (findings.some(isMust)) return carried;
      if (findings.length > 0) warned ??= carried;
      const follow = item.expect.kind === 'success' ? (item.expect.follow ?? 0) : 0;
      const next = response && page < follow ? nextCursor(operation, response) : undefined;
      if (next === undefined || !cursor) return warned ?? carried;
      request = withQuery(request, cursor.name, next);
    }
  }

  async #ask(operation: Operation, request: WireRequest, expect: Expectation): Promise<Carried> {
    try {
      const wanted = expect.kind === 'error' ? expect.codes : [];
      const response = await this.#gate.ask(() => this.#transport.exchange(request), wanted);
      this.#timeoutsInARow = 0;
      return { findings: this.#judge.findings({ operation, request, response, expect }), request, response };
    } catch (fault) {
      if (!(fault instanceof TransportFault)) throw fault;
      if (fault.kind === 'timeout') this.#timeoutsInARow++;
      if (fault.kind === 'unreachable') this.#gone ??= 'the target went down during the run';
      return { findings: [must('answer', 'an answer', fault.message, 'RFC 9112', fault.kind)], request };
    }
  }

  /** Two equal successes, and two with an error between them: these cost no more. */
  async #weigh(item: Case, request: WireRequest, between: WireRequest): Promise<Carried> {
    const operation = this.#operation(item);
    const asked = this.#transport.count;
    const balances: number[] = [];
    for (const step of WEIGHING) {
      if (step === 'error') {
        // An error that does not come is found by its own cases.
        await this.#ask(operation, between, { kind: 'no-fault' });
        continue;
      }
      const carried = await this.#ask(operation, request, item.expect);
      // A success that is none is found by its own cases.
      const balance = carried.response && balanceOf(operation, carried.response);
      if (carried.findings.some(isMust) || balance === undefined) return { ...carried, findings: [] };
      balances.push(balance);
    }
    const [before = 0, middle = 0, after = 0] = balances;
    const [plain, withError] = [before - middle, middle - after];
    // What was asked beside it (again, as a control) may have cost something too.
    const isAlone = this.#transport.count - asked === WEIGHING.length;
    if (withError <= plain || !isAlone) return { findings: [], request };
    const field = operation.success.balanceField;
    const expected = `${field} lower by no more than ${plain} with an error between two successes, as without`;
    return { findings: [must('charge', expected, `lower by ${withError}`, item.source)], request };
  }

  #operation({ operation }: Case): Operation {
    const found = this.#operations.get(operation);
    if (!found) throw new TypeError(`the contract has no operation ${operation}`);
    return found;
  }
}

/** The result of a case. */
export function resultOf(item: Case, outcome: Outcome, more: Partial<CaseResult> = {}): CaseResult {
  const { id, group, operation, title, level, provoke } = item;
  const code = provoke === undefined ? {} : { code: provoke };
  return { id, group, operation, title, level, outcome, ...code, findings: [], durationMs: 0, ...more };
}

function dataOf(response: WireResponse) {
  const value = jsonOf(response);
  return isObject(value) && isObject(value.data) ? value.data : {};
}

/** The cursor of the next page in an answer that was judged to be right. */
function nextCursor({ success }: Operation, response: WireResponse): string | undefined {
  const cursor = success.cursorField === undefined ? undefined : dataOf(response)[success.cursorField];
  // An empty one is a string as well, but leads nowhere that the contract says.
  return typeof cursor === 'string' && cursor !== '' ? cursor : undefined;
}

/** Says that the answer was another before. */
function noted(round: number): (found: Finding) => Finding {
  const note = ` (the same request, ${round === 2 ? 'once' : `${round - 1} times`} right before)`;
  return (found) => ({ ...found, actual: found.actual + note });
}

function isMust({ level }: Finding): boolean {
  return level === 'MUST';
}

function balanceOf({ success }: Operation, response: WireResponse): number | undefined {
  const balance = success.balanceField === undefined ? undefined : dataOf(response)[success.balanceField];
  return typeof balance === 'number' ? balance : undefined;
}

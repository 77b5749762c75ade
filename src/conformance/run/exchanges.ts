/** Sends the requests of a case and checks the responses: repeats, follows pages, compares balances. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Contract, Operation } from '../../contract/model.ts';
import { operationOf } from '../../contract/read.ts';
import { OperationCases } from '../cases/operation-cases.ts';
import { jsonOf } from '../checks/body.ts';
import { must } from '../checks/finding.ts';
import { Listing } from '../checks/listing.ts';
import { REQUIREMENTS } from '../checks/requirements.ts';
import type { ResponseChecker } from '../checks/response.ts';
import type { Case, Expectation, Finding } from '../types.ts';
import { Balances } from './balances.ts';
import { bodyText } from './body-text.ts';
import type { Step } from './commands.ts';
import type { Observer } from './observer.ts';
import { RateLimiter } from './rate-limiter.ts';
import { buildRequest, type Target, withQuery } from './request.ts';
import type { CaseRequests } from './resolve.ts';
import type { RunFunctions } from './run-functions.ts';
import {
  type FaultKind,
  type Transport,
  TransportFault,
  type WireRequest,
  type WireResponse,
} from './transport.ts';

/** After this many slow faults in a row, for example timeouts, the remaining cases are skipped. */
const MAX_SLOW_FAULTS_IN_A_ROW = 5;

/** A server may close the connection instead of reading a body that is longer than this (RFC 9110 15.5.14). */
const LARGE_BODY = 64 * 1024;

/** The titles of the faults without a complete response. */
const TITLES: Readonly<Record<FaultKind, string>> = {
  unreachable: 'The server accepts no connection',
  timeout: 'A request gets no complete response in time',
  broken: 'A request gets no complete response',
  'too-large': 'A response body is too large',
};

/** The findings on one exchange. */
export interface Checked {
  findings: Finding[];
  request: WireRequest;
  /** The requests that led to the findings, if not only this one. */
  steps?: readonly Step[];
  response?: WireResponse;
  /** Why the case could not check anything. */
  skip?: string;
}

export interface ExchangesOptions {
  contract: Contract;
  target: Target;
  transport: Transport;
  functions: RunFunctions;
  checker: ResponseChecker;
  observer: Observer;
  /** How many of the requests that reach a state run at the same time. */
  concurrency: number;
  /** Waits for a rate limit. @default a wait that the end of the run ends */
  sleep?: Sleep;
}

/** Resolves after this time, in milliseconds. */
export type Sleep = (ms: number) => Promise<void>;

export class Exchanges {
  readonly #contract: Contract;
  readonly #target: Target;
  readonly #transport: Transport;
  readonly #functions: RunFunctions;
  readonly #checker: ResponseChecker;
  readonly #observer: Observer;
  readonly #concurrency: number;
  /** Waits for the rate limits of the target. */
  readonly limiter: RateLimiter;
  readonly #balances: Balances;
  #slowFaultsInARow = 0;
  #unreachable: string | undefined;

  constructor(options: ExchangesOptions) {
    const { contract, target, transport, functions, checker, observer, concurrency } = options;
    this.#contract = contract;
    this.#target = target;
    this.#transport = transport;
    this.#functions = functions;
    this.#checker = checker;
    this.#observer = observer;
    this.#concurrency = concurrency;
    this.#balances = new Balances({
      contract,
      transport,
      send: (item, request, expect, operation) => this.#send(item, request, expect, operation),
    });
    this.limiter = new RateLimiter({
      contract,
      isRight: (response) => this.#isRightLimit(response),
      control: () => this.#control(),
      sleep: options.sleep ?? ((ms) => sleep(ms, undefined, { signal: transport.closed })),
    });
  }

  /** An operation that changes no data, with a token if there is one: for requests that belong to no case. */
  get #controlOperation(): Operation | undefined {
    const safe = this.#contract.operations.filter((operation) => operation.safe);
    return safe.find(({ credentials }) => credentials.length > 0) ?? safe[0];
  }

  /** Returns whether the response of a rate limit conforms; every operation has the same media type. */
  #isRightLimit(response: WireResponse): boolean {
    const [operation] = this.#contract.operations;
    const findings = operation && this.#checker.limitFindings({ operation, response });
    return findings?.every(({ level }) => level !== 'MUST') ?? false;
  }

  /** Sends the simplest request that succeeds; undefined if every request changes data. */
  async #control(): Promise<WireResponse | undefined> {
    const operation = this.#controlOperation;
    if (!operation) return undefined;
    const request = new OperationCases(this.#contract, operation).request({});
    return this.#transport.exchange(await this.#functions.signed(buildRequest(this.#target, request)));
  }

  /** The reason to skip all remaining cases, if there is one. */
  get stopped(): string | undefined {
    if (this.#unreachable !== undefined) return this.#unreachable;
    if (this.#slowFaultsInARow < MAX_SLOW_FAULTS_IN_A_ROW) return undefined;
    return `the target does not respond: ${MAX_SLOW_FAULTS_IN_A_ROW} requests in a row got no complete response, each after a long wait`;
  }

  /**
   * Sends the request as often as the profile repeats it, in parallel: a slow target would not reach a rate limit
   * otherwise.
   *
   * @returns the first response that is looked for; the remaining requests are then not sent
   */
  async #repeat(
    item: Case,
    { request, repeat }: CaseRequests,
    isLookedFor: (checked: Checked) => boolean,
  ): Promise<Checked | undefined> {
    let left = repeat;
    let found: Checked | undefined;
    const work = async () => {
      while (left-- > 0 && !found) {
        const checked = await this.#send(item, request, item.expect);
        if (isLookedFor(checked)) found ??= checked;
      }
    };
    await Promise.all(Array.from({ length: this.#concurrency }, work));
    return found;
  }

  /** Sends the requests of a case and checks the responses. */
  async check(item: Case, requests: CaseRequests): Promise<Checked> {
    const { request } = requests;
    const unanswered = await this.#repeat(item, requests, ({ response }) => !response);
    if (unanswered) return unanswered;
    if (item.expect.kind === 'no-charge') return this.#balances.ofError(item, requests);
    if (item.expect.kind === 'idempotent') return this.#balances.ofRepetition(item, requests);
    let checked: Checked = { findings: [], request };
    let warned: Checked | undefined;
    const repeat = item.repeat ?? 1;
    for (let round = 1; round <= repeat; round++) {
      checked = await this.#followPages(item, request);
      // A limit accepts requests again when its window ends or its bucket refills, so reach it again.
      if (hasSucceeded(checked))
        checked = (await this.#repeat(item, requests, (one) => !hasSucceeded(one))) ?? checked;
      if (checked.findings.length === 0) continue;
      const steps = [{ request: checked.request, times: round }];
      const findings = checked.findings.map(noted(round));
      const reported = round === 1 ? checked : { ...checked, findings, steps };
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
      const checked = await this.#send(item, request, item.expect);
      const { findings, response } = checked;
      if (findings.some(isMust)) return checked;
      if (item.expect.kind === 'success' && response)
        this.#observer.success(operation, response.status, jsonOf(response), page > 0);
      if (findings.length > 0) warned ??= checked;
      const follow = item.expect.kind === 'success' ? (item.expect.follow ?? 0) : 0;
      const { next, finding } = response && follow > 0 ? listing.add(jsonOf(response)) : {};
      if (finding) warned = { ...checked, findings: [...(warned?.findings ?? []), finding] };
      if (finding || next === undefined || page === follow || !cursor) return warned ?? checked;
      request = withQuery(request, cursor.name, next);
    }
  }

  /** @param id the operation, if it is not that of the case */
  async #send(
    item: Case,
    planned: WireRequest,
    expect: Expectation,
    id: string = item.operation,
  ): Promise<Checked> {
    const operation = operationOf(this.#contract, id);
    let request = planned;
    try {
      const response = await this.limiter.send(async () => {
        request = await this.#functions.signed(planned, item);
        return this.#transport.exchange(request);
      }, codesOf(expect));
      this.#slowFaultsInARow = 0;
      return {
        findings: this.#checker.findings({ operation, request, response, expect, group: item.group }),
        request,
        response,
      };
    } catch (fault) {
      if (!(fault instanceof TransportFault)) throw fault;
      const isLarge = request.body !== undefined && bodyText(request.body).length > LARGE_BODY;
      if (expect.kind === 'no-fault' && isLarge && fault.kind === 'broken') return { findings: [], request };
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
}

/** Returns the codes that a case expects. */
function codesOf(expect: Expectation): readonly string[] {
  return expect.kind === 'error' ? expect.codes : [];
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

export function isMust({ level }: Finding): boolean {
  return level === 'MUST';
}

/** Compares the balances of successes: an error must not cost anything, and a repeated request is charged once. */
import { isDeepStrictEqual } from 'node:util';
import { isObject, type JsonObject } from '../../contract/document.ts';
import type { Contract } from '../../contract/model.ts';
import { operationOf } from '../../contract/read.ts';
import { inline } from '../../text/markdown.ts';
import { excerpt, jsonOf } from '../checks/body.ts';
import { must } from '../checks/finding.ts';
import type { Case, Expectation, Finding } from '../types.ts';
import { type Checked, isMust } from './exchanges.ts';
import type { CaseRequests } from './resolve.ts';
import type { Transport, WireRequest, WireResponse } from './transport.ts';

/** How often to compare balances if other requests of the tester were sent in between, for example after a rate limit. */
const MAX_COMPARISONS = 3;

/** Why a comparison has no result. */
const NO_SUCCESS = 'a valid request did not succeed, so its cost is unknown';
const NO_ERROR = 'the invalid request succeeded, so the cost of its error is unknown';
const DISTURBED = 'rate limits caused other requests between the successes';

export interface BalancesOptions {
  contract: Contract;
  transport: Transport;
  send: (item: Case, request: WireRequest, expect: Expectation, operation?: string) => Promise<Checked>;
}

export class Balances {
  readonly #contract: Contract;
  readonly #transport: Transport;
  readonly #send: BalancesOptions['send'];

  constructor({ contract, transport, send }: BalancesOptions) {
    this.#contract = contract;
    this.#transport = transport;
    this.#send = send;
  }

  /** Compares the cost of a success with and without an error before it: the error must not cost anything. */
  async ofError(item: Case, { request, meter = request }: CaseRequests): Promise<Checked> {
    const requests = [meter, meter, request, meter];
    const steps = requests.map((sent) => ({ request: sent }));
    for (let comparison = 1; comparison <= MAX_COMPARISONS; comparison++) {
      const countBefore = this.#transport.count;
      const balances: number[] = [];
      let last: Checked | undefined;
      for (const one of requests) {
        const isMeter = one === meter;
        const checked = isMeter
          ? await this.#sendMeter(item, one)
          : await this.#send(item, one, { kind: 'no-fault' });
        if (!checked.response) return checked;
        // Other cases check the error and the success.
        if (!isMeter) {
          if (isSuccess(checked.response)) return { findings: [], request, skip: NO_ERROR };
          continue;
        }
        const balance = this.#balanceOf(this.#meterOf(item), checked.response);
        if (checked.findings.some(isMust) || balance === undefined)
          return { findings: [], request, skip: NO_SUCCESS };
        balances.push(balance);
        last = checked;
      }
      const [before = 0, middle = 0, after = 0] = balances;
      const [plain, withError] = [before - middle, middle - after];
      if (withError <= plain) return { findings: [], request };
      // A retry or a control request may have cost something too.
      if (this.#transport.count - countBefore !== requests.length) continue;
      const field = this.#fieldOf(this.#meterOf(item));
      const finding = must({
        check: 'charge',
        title: 'An error is charged',
        expected: `${field} falls by at most ${plain} from one success to the next, with or without an error in between`,
        actual: `${field} falls by ${withError} with an error in between`,
        requirement: 'Errors are not charged.',
        source: item.source,
      });
      return { request: meter, ...last, findings: [finding], steps };
    }
    return { findings: [], request, skip: DISTURBED };
  }

  /** Sends a request twice with the same idempotency key. The second must return the same success, for no credits. */
  async ofRepetition(item: Case, { request, meter }: CaseRequests): Promise<Checked> {
    const requests = meter ? [meter, meter, request, meter, request, meter] : [request, request];
    const countBefore = this.#transport.count;
    const own: WireResponse[] = [];
    const balances: (number | undefined)[] = [];
    for (const [index, one] of requests.entries()) {
      const checked = await this.#step(item, one, one === meter);
      if (!checked.response) return checked;
      const hasFailed = checked.findings.some(isMust);
      // Another case checks the first success.
      if (hasFailed && (one === meter || own.length === 0))
        return { findings: [], request, skip: NO_SUCCESS };
      if (one !== meter) own.push(checked.response);
      if (hasFailed)
        return { ...checked, steps: requests.slice(0, index + 1).map((sent) => ({ request: sent })) };
      if (!meter || one === meter)
        balances.push(this.#balanceOf(meter ? this.#meterOf(item) : item.operation, checked.response));
    }
    const isDisturbed = this.#transport.count - countBefore !== requests.length;
    const findings = [
      ...this.#differences(item, own),
      ...(isDisturbed ? [] : this.#secondCharge(item, balances)),
    ];
    return { findings, request, steps: requests.map((sent) => ({ request: sent })), ...lastOf(own) };
  }

  #step(item: Case, request: WireRequest, isMeter: boolean): Promise<Checked> {
    return isMeter ? this.#sendMeter(item, request) : this.#send(item, request, item.expect);
  }

  #sendMeter(item: Case, request: WireRequest): Promise<Checked> {
    const operation = this.#meterOf(item);
    const { status } = operationOf(this.#contract, operation).success;
    return this.#send(item, request, { kind: 'success', status, asked: {} }, operation);
  }

  #meterOf({ expect, operation }: Case): string {
    return 'meter' in expect && expect.meter ? expect.meter.operation : operation;
  }

  /** Compares the successes of the two requests, without the balance. */
  #differences(item: Case, [first, second]: readonly WireResponse[]): Finding[] {
    if (!first || !second) return [];
    const [one, other] = [first, second].map((response) => ({
      status: response.status,
      data: this.#dataWithoutBalance(item.operation, response),
    }));
    if (isDeepStrictEqual(one, other)) return [];
    return [
      must({
        check: 'idempotency',
        title: 'A repeated request with the same idempotency key returns another success',
        expected: excerpt(JSON.stringify(one)),
        actual: excerpt(JSON.stringify(other)),
        ...this.#requirementOf(item),
      }),
    ];
  }

  /**
   * @param balances With a meter, the four balances that it returned: two before the first request, one between the
   *   requests, and one after the second request. Without a meter, the balances of the two successes.
   */
  #secondCharge(item: Case, balances: readonly (number | undefined)[]): Finding[] {
    const known = balances.filter((balance) => balance !== undefined);
    if (known.length !== balances.length) return [];
    const [before = 0, start = 0, middle = start, after = middle] = known;
    // A request of the meter may cost something. Without a meter, the second success must not cost anything.
    const isMetered = known.length > 2;
    const [allowed, actual] = isMetered ? [before - start, middle - after] : [0, before - start];
    if (actual <= allowed) return [];
    const field = this.#fieldOf(this.#meterOf(item));
    return [
      must({
        check: 'charge',
        title: 'A repeated request with the same idempotency key is charged again',
        expected: `${field} falls by at most ${allowed} after the second request`,
        actual: `${field} falls by ${actual}`,
        ...this.#requirementOf(item),
        detail: 'idempotency',
      }),
    ];
  }

  #requirementOf({ operation, source }: Case) {
    const { parameters } = operationOf(this.#contract, operation);
    const key = parameters.find(({ role }) => role === 'idempotency-key');
    return { requirement: inline(key?.description ?? ''), source };
  }

  #fieldOf(operation: string): string | undefined {
    const { successes } = operationOf(this.#contract, operation);
    return successes.find(({ balanceField }) => balanceField !== undefined)?.balanceField;
  }

  #balanceOf(operation: string, response: WireResponse): number | undefined {
    const field = this.#fieldOf(operation);
    const balance = field === undefined ? undefined : dataOf(response)[field];
    return typeof balance === 'number' ? balance : undefined;
  }

  #dataWithoutBalance(operation: string, response: WireResponse): JsonObject {
    const { [this.#fieldOf(operation) ?? '']: _, ...data } = dataOf(response);
    return data;
  }
}

function isSuccess(response: WireResponse): boolean {
  const value = jsonOf(response);
  return isObject(value) && value.success === true;
}

function dataOf(response: WireResponse): JsonObject {
  const value = jsonOf(response);
  return isObject(value) && isObject(value.data) ? value.data : {};
}

function lastOf(responses: readonly WireResponse[]): { response?: WireResponse } {
  const response = responses.at(-1);
  return response ? { response } : {};
}

/** Handles a rate limit of the target during the run: pauses all cases for the time that the target names, and retries. */
import { isObject } from '../../contract/document.ts';
import type { Contract, ErrorEntry } from '../../contract/model.ts';
import { jsonOf } from '../checks/body.ts';
import type { WireResponse } from './transport.ts';

/** The longest wait, in seconds. If the target names a longer wait, the case checks the rate-limit response instead. */
const MAX_WAIT_S = 60;

/** Before a longer wait than this, a control request checks that the limit also applies to other requests. */
const SHORT_WAIT_S = 5;

/** Added to each wait, because clocks differ slightly and seconds are rounded. */
const SLACK_MS = 50;

export interface RateLimiterOptions {
  contract: Contract;
  /** Returns whether a rate-limit response conforms to the contract. If not, the case checks this response. */
  isRight: (response: WireResponse) => boolean;
  /** Sends a request that succeeds unless a rate limit applies. Returns undefined if every request changes data. */
  control: () => Promise<WireResponse | undefined>;
  /** Waits for this time, in milliseconds; rejects at the end of the run. */
  sleep: (ms: number) => Promise<unknown>;
}

/**
 * Sends requests and retries those that a rate limit refused. Refused requests queue, and each is resent alone after
 * the wait. If a request is refused again after the wait, a rate limit is not the reason: the case checks the refusal.
 */
export class RateLimiter {
  readonly #limits: readonly ErrorEntry[];
  readonly #statuses: ReadonlySet<number>;
  readonly #isRight: RateLimiterOptions['isRight'];
  readonly #control: RateLimiterOptions['control'];
  readonly #sleep: RateLimiterOptions['sleep'];
  /** The expected codes of requests that were refused even after the wait. Such requests do not wait again. */
  readonly #alwaysRefused = new Set<string>();
  #queue: Promise<unknown> = Promise.resolve();
  #queued = 0;
  /** How many waits have ended. */
  #waits = 0;

  constructor({ contract, isRight, control, sleep }: RateLimiterOptions) {
    this.#limits = contract.errors.filter(({ trigger }) => trigger === 'rate');
    this.#statuses = new Set(this.#limits.map(({ status }) => status));
    this.#isRight = isRight;
    this.#control = control;
    this.#sleep = sleep;
  }

  /**
   * Sends a request. If a rate limit refuses it unexpectedly, waits and resends it.
   *
   * @param expected the codes that the case expects; a rate limit among them is not retried
   */
  async send(exchange: () => Promise<WireResponse>, expected: readonly string[]): Promise<WireResponse> {
    while (this.#queued > 0) await this.#queue;
    const response = await exchange();
    if (this.#waitOf(response, expected) === undefined) return response;
    const waits = this.#waits;
    this.#queued++;
    const turn = this.#queue.then(() => this.#resend(exchange, expected, response, waits));
    this.#queue = turn.then(
      () => this.#queued--,
      () => this.#queued--,
    );
    return turn;
  }

  /**
   * Resends a refused request while no other request is sent.
   *
   * @param waits how many waits had ended when the request was refused
   */
  async #resend(
    exchange: () => Promise<WireResponse>,
    expected: readonly string[],
    refused: WireResponse,
    waits: number,
  ): Promise<WireResponse> {
    // A request that queued while another one waited has waited too.
    let response = this.#waits > waits ? await exchange() : refused;
    let seconds = this.#waitOf(response, expected);
    if (seconds === undefined) return response;
    const isLong = seconds > SHORT_WAIT_S;
    if (isLong) {
      // Before a long wait, resend the request and send a control request. If the target accepts either of them, it does
      // not limit the rate, and a wait is useless.
      response = await exchange();
      seconds = this.#waitOf(response, expected);
      if (seconds === undefined) return response;
      const control = await this.#control();
      if (control && this.#waitOf(control, []) === undefined) seconds = undefined;
    }
    // The target may have rounded a short wait down. In that case, wait a second time.
    for (let left = isLong ? 1 : 2; left > 0 && seconds !== undefined; left--) {
      await this.#sleep(seconds * 1000 + SLACK_MS);
      this.#waits++;
      response = await exchange();
      seconds = this.#waitOf(response, expected);
      if (seconds === undefined) return response;
    }
    this.#alwaysRefused.add(expected.join());
    return response;
  }

  /**
   * Returns the seconds to wait if an unexpected rate limit refused the request; undefined if the case checks the
   * response.
   */
  #waitOf(response: WireResponse, expected: readonly string[]): number | undefined {
    if (!this.#statuses.has(response.status) || this.#alwaysRefused.has(expected.join())) return undefined;
    const value = jsonOf(response);
    const error = isObject(value) && isObject(value.error) ? value.error : {};
    const limit = this.#limits.find(({ status, code }) => status === response.status && code === error.code);
    if (!limit || expected.includes(limit.code)) return undefined;
    const field = limit.fields.find(({ role }) => role === 'wait')?.name;
    const seconds = field === undefined ? undefined : error[field];
    if (typeof seconds !== 'number' || !(seconds > 0) || seconds > MAX_WAIT_S) return undefined;
    return this.#isRight(response) ? seconds : undefined;
  }
}

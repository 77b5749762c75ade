/** A live rate limit that the run meets on its way: wait as long as it says, all cases together, and ask again. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isObject } from '../../contract/document.ts';
import type { Contract, ErrorEntry } from '../../contract/model.ts';
import { jsonOf } from '../checks/body.ts';
import type { WireResponse } from './transport.ts';

/** The longest wait that is begun, in seconds; a longer one is left as the answer. */
const MAX_WAIT_S = 60;

/** A longer wait than this is begun only where the limit shows in other requests too. */
const SHORT_WAIT_S = 5;

/** Clocks differ by a little, and seconds are rounded. */
const SLACK_MS = 50;

export interface RateLimiterOptions {
  contract: Contract;
  /** Whether the answer of a rate limit is right in itself; one that is not is left as the answer, to be checked. */
  isRight: (response: WireResponse) => boolean;
  /** A request that succeeds where no limit is met. */
  control: () => Promise<WireResponse>;
}

/**
 * A limit lets through who asks alone after the wait that it asked for. So those that meet it queue, and what is
 * refused in spite of its wait is no limit, but the server's answer.
 */
export class RateLimiter {
  readonly #limits: readonly ErrorEntry[];
  readonly #statuses: ReadonlySet<number>;
  readonly #isRight: RateLimiterOptions['isRight'];
  readonly #control: RateLimiterOptions['control'];
  /** The expectations that are answered with a limit that is none: nothing is waited for there any more. */
  readonly #answered = new Set<string>();
  #queue: Promise<unknown> = Promise.resolve();
  #queued = 0;
  #waitedUntil = 0;

  constructor({ contract, isRight, control }: RateLimiterOptions) {
    this.#limits = contract.errors.filter(({ trigger }) => trigger === 'rate');
    this.#statuses = new Set(this.#limits.map(({ status }) => status));
    this.#isRight = isRight;
    this.#control = control;
  }

  /**
   * Asks, and where a rate limit answers that nobody asked for, waits and asks again.
   *
   * @param expected the codes that the case wants: a rate limit among them is its answer
   */
  async ask(exchange: () => Promise<WireResponse>, expected: readonly string[]): Promise<WireResponse> {
    while (this.#queued > 0) await this.#queue;
    const response = await exchange();
    if (this.#waitOf(response, expected) === undefined) return response;
    const refusedAt = Date.now();
    this.#queued++;
    const turn = this.#queue.then(() => this.#insist(exchange, expected, response, refusedAt));
    this.#queue = turn.then(
      () => this.#queued--,
      () => this.#queued--,
    );
    return turn;
  }

  /** Asks again, with nobody else asking. */
  async #insist(
    exchange: () => Promise<WireResponse>,
    expected: readonly string[],
    refused: WireResponse,
    refusedAt: number,
  ): Promise<WireResponse> {
    // Who queued while another waited has waited too.
    let response = this.#waitedUntil > refusedAt ? await exchange() : refused;
    let seconds = this.#waitOf(response, expected);
    if (seconds === undefined) return response;
    const isLong = seconds > SHORT_WAIT_S;
    if (isLong) {
      // So long a wait is worth a question: a limit by count lets the next one through, and one that is live refuses others.
      response = await exchange();
      seconds = this.#waitOf(response, expected);
      if (seconds === undefined) return response;
      if (this.#waitOf(await this.#control(), []) === undefined) seconds = undefined;
    }
    // A short wait may have been rounded down, so that it takes two.
    for (let waits = isLong ? 1 : 2; waits > 0 && seconds !== undefined; waits--) {
      await sleep(seconds * 1000 + SLACK_MS);
      this.#waitedUntil = Date.now();
      response = await exchange();
      seconds = this.#waitOf(response, expected);
      if (seconds === undefined) return response;
    }
    this.#answered.add(expected.join());
    return response;
  }

  /** The seconds that a limit asks for which nobody wanted, and that is worth waiting for. */
  #waitOf(response: WireResponse, expected: readonly string[]): number | undefined {
    if (!this.#statuses.has(response.status) || this.#answered.has(expected.join())) return undefined;
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

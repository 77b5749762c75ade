/** A live rate limit that the run meets on its way: wait as long as it says, all cases together, and ask again. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isObject } from '../contract/document.ts';
import type { Contract, ErrorEntry } from '../contract/types.ts';
import { jsonOf } from './judge/body.ts';
import type { WireResponse } from './transport.ts';

/** The longest wait that is begun, in seconds; a longer one is left as the answer. */
const MAX_WAIT_S = 60;

/** How often one request is asked again: a limit of one in a second lets one of many through at a time. */
const MAX_ROUNDS = 30;

export class RateGate {
  readonly #limits: readonly ErrorEntry[];
  #openAt = 0;

  constructor(contract: Contract) {
    this.#limits = contract.errors.filter(({ trigger }) => trigger === 'rate');
  }

  /**
   * Asks, and where a rate limit answers that nobody asked for, waits and asks again.
   *
   * @param expected the codes that the case wants: a rate limit among them is its answer
   */
  async ask(exchange: () => Promise<WireResponse>, expected: readonly string[]): Promise<WireResponse> {
    for (let round = 0; ; round++) {
      const wait = this.#openAt - Date.now();
      if (wait > 0) await sleep(wait);
      const response = await exchange();
      const seconds = this.#waitOf(response, expected);
      if (seconds === undefined || seconds > MAX_WAIT_S || round >= MAX_ROUNDS) return response;
      this.#openAt = Math.max(this.#openAt, Date.now() + seconds * 1000);
    }
  }

  #waitOf(response: WireResponse, expected: readonly string[]): number | undefined {
    const limit = this.#limits.find(({ status }) => status === response.status);
    if (!limit || expected.includes(limit.code)) return undefined;
    const field = limit.fields.find(({ role }) => role === 'wait')?.name;
    const value = jsonOf(response);
    const error = isObject(value) ? value.error : undefined;
    const seconds =
      isObject(error) && error.code === limit.code && field !== undefined ? error[field] : undefined;
    return typeof seconds === 'number' && seconds > 0 ? seconds : undefined;
  }
}

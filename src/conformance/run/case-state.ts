/** Brings the target into the state of one case, and back. */
import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { Json } from '../../contract/document.ts';
import { valueAt } from '../../contract/json-pointer.ts';
import type { Contract } from '../../contract/model.ts';
import { listed } from '../../text/english.ts';
import { jsonOf } from '../checks/body.ts';
import { fill, placeholdersIn, type Values } from '../profile/placeholders.ts';
import type { StateRequest } from '../profile/provocation.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { buildStateRequest, type Target } from './request.ts';
import { type Transport, TransportFault, type WireRequest, type WireResponse } from './transport.ts';

/** A request did not bring the target into the state. The message names the request. */
export class StateFault extends Error {
  override name = 'StateFault';
}

export interface StateOptions {
  contract: Contract;
  target: Target;
  transport: Transport;
  /** Sends the requests of the cleanup, also after the end of the run. */
  cleanupTransport: Transport;
  limiter: RateLimiter;
  /** Called with each captured value. */
  onCapture: (value: string) => void;
}

export class CaseState {
  readonly #options: StateOptions;
  readonly #values: Record<string, string>;
  /** The requests that were sent before the case. */
  readonly sent: WireRequest[] = [];

  /** @param values the placeholders, except captured values */
  constructor(options: StateOptions, values: Values) {
    this.#options = options;
    this.#values = { ...values };
  }

  /**
   * Sends the requests before a case.
   *
   * @param codes the codes that the case provokes: their rate limits are not waited for
   * @returns the captured values
   * @throws {StateFault} if a request does not get the expected response
   */
  async prepare(requests: readonly StateRequest[], codes: readonly string[]): Promise<Values> {
    for (const [index, request] of requests.entries()) {
      const { contract, transport, limiter } = this.#options;
      const expected = contract.errors.filter(({ status }) => isExpected(request, status));
      const unlimited = [...codes, ...expected.map(({ code }) => code)];
      await this.#send(`prepare request ${index + 1}`, request, (wire) => {
        this.sent.push(wire);
        return limiter.send(() => transport.exchange(wire), unlimited);
      });
    }
    return this.#values;
  }

  /**
   * Sends the requests after a case, each even if another one fails. A request is left out if a value in it was not
   * captured.
   *
   * @returns what failed
   */
  async cleanUp(requests: readonly StateRequest[]): Promise<string[]> {
    const faults: string[] = [];
    for (const [index, request] of requests.entries()) {
      const { capture, ...texts } = request;
      const names = placeholdersIn(texts);
      if (!names.every((name) => Object.hasOwn(this.#values, name))) continue;
      try {
        const exchange = this.#options.cleanupTransport.exchange;
        await this.#send(`cleanup request ${index + 1}`, request, exchange);
      } catch (fault) {
        if (!(fault instanceof StateFault)) throw fault;
        faults.push(fault.message);
      }
    }
    return faults;
  }

  /** Sends a request and captures values of its response. */
  async #send(
    name: string,
    request: StateRequest,
    exchange: (wire: WireRequest) => Promise<WireResponse>,
  ): Promise<void> {
    const { capture = {}, ...texts } = request;
    const wire = this.#build(name, fill(texts, this.#values));
    const place = `(${wire.method} ${wire.url.href})`;
    let response: WireResponse;
    try {
      response = await exchange(wire);
    } catch (fault) {
      if (!(fault instanceof TransportFault)) throw fault;
      throw new StateFault(`${name} got no response ${place}: ${fault.message}`, { cause: fault });
    }
    const { status } = response;
    if (!isExpected(request, status))
      throw new StateFault(`${name} returned ${status}, not ${expectedLabel(request)} ${place}`);
    for (const [key, pointer] of Object.entries(capture)) {
      const value = valueAt((jsonOf(response) ?? null) as Json, pointer);
      if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
        throw new StateFault(
          `${name} returned ${status} without a text, number or boolean at ${pointer || 'the top'} of its JSON body, which "capture" needs ${place}`,
        );
      this.#values[key] = String(value);
      this.#options.onCapture(String(value));
    }
  }

  #build(name: string, request: StateRequest): WireRequest {
    let wire: WireRequest;
    try {
      wire = buildStateRequest(this.#options.target, request);
    } catch (cause) {
      throw new StateFault(`${name} has no valid URL: ${request.url ?? request.path}`, { cause });
    }
    checkSendable(name, wire);
    return wire;
  }
}

/** @throws {StateFault} if a captured value made a header invalid */
export function checkSendable(name: string, { headers }: WireRequest): void {
  for (const [field, value] of Object.entries(headers)) {
    try {
      validateHeaderName(field);
      validateHeaderValue(field, value);
    } catch (cause) {
      throw new StateFault(`${name} has an invalid header ${field}. Check the captured values in it`, {
        cause,
      });
    }
  }
}

function isExpected({ status }: StateRequest, actual: number): boolean {
  return status === undefined ? actual >= 200 && actual < 300 : [status].flat().includes(actual);
}

function expectedLabel({ status }: StateRequest): string {
  return status === undefined ? '2xx' : listed([status].flat().map(String), 'or').join('');
}

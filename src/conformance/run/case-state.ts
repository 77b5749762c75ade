/** Brings the target into the state of one case, and back. */
import { randomUUID } from 'node:crypto';
import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { Json } from '../../contract/document.ts';
import { valueAt } from '../../contract/json-pointer.ts';
import type { Contract } from '../../contract/model.ts';
import { entryOf } from '../../contract/read.ts';
import { listed } from '../../text/english.ts';
import { jsonOf } from '../checks/body.ts';
import { FunctionFault } from '../profile/functions.ts';
import { fill, placeholdersIn, UNIQUE_PLACEHOLDER, valuesOf } from '../profile/placeholders.ts';
import type { NotProvoked, StateRequest } from '../profile/provocation.ts';
import type { Case } from '../types.ts';
import type { Capture, Step } from './commands.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { buildStateRequest, isToTarget, type Target } from './request.ts';
import { type CaseRequests, type Known, resolveCase } from './resolve.ts';
import type { RunFunctions } from './run-functions.ts';
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
  functions: RunFunctions;
  /** Called with each captured value. */
  onCapture: (value: string) => void;
}

export class CaseState {
  readonly #options: StateOptions;
  readonly #item: Case;
  /** The placeholders of the profile's requests. */
  readonly #values: Record<string, string | number | boolean>;
  readonly #restore: (() => unknown)[] = [];
  #cleanup: readonly StateRequest[] = [];
  /** The requests that were sent before the case. */
  readonly sent: Step[] = [];

  constructor(options: StateOptions, item: Case) {
    this.#options = options;
    this.#item = item;
    this.#values = {
      [UNIQUE_PLACEHOLDER]: randomUUID(),
      ...(item.code !== undefined && valuesOf(entryOf(options.contract, item.code))),
    };
  }

  /**
   * Calls the function of the profile, if it has one for the case, then sends the requests before the case.
   *
   * @returns the requests of the case, or why it cannot be carried out
   * @throws {StateFault} if a request does not get the expected response
   * @throws {FunctionFault} if the function fails
   */
  async prepare(): Promise<CaseRequests | NotProvoked> {
    const { contract, target, functions } = this.#options;
    const known: Known = {};
    const planned = resolveCase(contract, target, this.#item);
    if ('call' in planned && planned.call)
      known.provocation = await functions.provoke(planned.call, this.#item, this.#restore);
    const requests = resolveCase(contract, target, this.#item, known);
    if ('skip' in requests) return requests;
    this.#cleanup = requests.cleanup;
    for (const [index, request] of requests.prepare.entries()) {
      const name = `prepare request ${index + 1}`;
      this.sent.push(await this.#send(name, request, (wire) => this.#sendBefore(request, wire)));
    }
    const resolved = resolveCase(contract, target, this.#item, { ...known, captured: this.#values });
    if ('request' in resolved) checkSendable('the request', resolved.request);
    return resolved;
  }

  #sendBefore(request: StateRequest, wire: WireRequest): Promise<WireResponse> {
    const { contract, transport, limiter } = this.#options;
    const { expect } = this.#item;
    const provoked = expect.kind === 'error' ? expect.codes : [];
    // A rate limit is waited for, unless it is what the case provokes, or what the request expects.
    const expected = contract.errors.filter(({ status }) => isExpected(request, status));
    return limiter.send(() => transport.exchange(wire), [...provoked, ...expected.map(({ code }) => code)]);
  }

  /**
   * Sends the requests after a case, then calls the functions, each even if another one fails. A request is left out if
   * a value in it was not captured.
   *
   * @returns what failed
   */
  async cleanUp(): Promise<string[]> {
    const faults: string[] = [];
    const attempt = async (action: () => Promise<unknown>) => {
      try {
        await action();
      } catch (fault) {
        if (!(fault instanceof StateFault || fault instanceof FunctionFault)) throw fault;
        faults.push(fault.message);
      }
    };
    const { exchange } = this.#options.cleanupTransport;
    for (const [index, request] of this.#cleanup.entries()) {
      const { capture, ...texts } = request;
      const names = placeholdersIn(texts);
      if (names.every((name) => Object.hasOwn(this.#values, name)))
        await attempt(() => this.#send(`cleanup request ${index + 1}`, request, exchange));
    }
    for (const call of this.#restore.toReversed())
      await attempt(() => this.#options.functions.cleanUp(call, this.#item));
    return faults;
  }

  /** Sends a request and captures values of its response. */
  async #send(
    name: string,
    request: StateRequest,
    exchange: (wire: WireRequest) => Promise<WireResponse>,
  ): Promise<Step> {
    const { capture = {}, ...texts } = request;
    const wire = await this.#build(name, fill(texts, this.#values));
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
    const captured: Capture[] = [];
    for (const [key, pointer] of Object.entries(capture)) {
      const value = valueAt((jsonOf(response) ?? null) as Json, pointer);
      if (!isScalar(value))
        throw new StateFault(
          `${name} returned ${status} without a text, number or boolean at ${pointer || 'the top'} of its JSON body, which "capture" needs ${place}`,
        );
      this.#keep(key, value);
      captured.push({ name: key, pointer, value: String(value) });
    }
    return { request: wire, captured };
  }

  /** Keeps values of the last response of the case for the cleanup. A response without them leaves nothing to clean up. */
  capture({ capture }: CaseRequests, response: WireResponse | undefined): void {
    const body = response && ((jsonOf(response) ?? null) as Json);
    for (const [key, pointer] of Object.entries(capture)) {
      const value = body === undefined ? undefined : valueAt(body, pointer);
      if (isScalar(value)) this.#keep(key, value);
    }
  }

  #keep(key: string, value: string | number | boolean): void {
    this.#values[key] = value;
    this.#options.onCapture(String(value));
  }

  async #build(name: string, request: StateRequest): Promise<WireRequest> {
    const { target, functions } = this.#options;
    let wire: WireRequest;
    try {
      wire = buildStateRequest(target, request);
    } catch (cause) {
      throw new StateFault(`${name} has no valid URL: ${request.url ?? request.path}`, { cause });
    }
    checkSendable(name, wire);
    return isToTarget(target, wire.url) ? functions.signed(wire, this.#item) : wire;
  }
}

/** @throws {StateFault} if a captured value made a header invalid */
function checkSendable(name: string, { headers }: WireRequest): void {
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

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isExpected({ status }: StateRequest, actual: number): boolean {
  return status === undefined ? actual >= 200 && actual < 300 : [status].flat().includes(actual);
}

function expectedLabel({ status }: StateRequest): string {
  return status === undefined ? '2xx' : listed([status].flat().map(String), 'or').join('');
}

/** Calls the functions of the profile during a run: with their context, a time limit and checked results. */
import type { Contract } from '../../contract/model.ts';
import { entryOf } from '../../contract/read.ts';
import type { ProfileContext, ProvokeFunction } from '../profile/definition.ts';
import { callWithin, headersFrom } from '../profile/functions.ts';
import { checkProvocation } from '../profile/profile.ts';
import type { NotProvoked, Provocation } from '../profile/provocation.ts';
import type { Case } from '../types.ts';
import { bodyText } from './body-text.ts';
import type { Target } from './request.ts';
import type { WireRequest } from './transport.ts';

export interface RunFunctionsOptions {
  contract: Contract;
  target: Target;
  /** The time limit of one call. */
  timeoutMs: number;
  /** Ends the calls, except those that clean up. */
  signal: AbortSignal;
  /** Called with each value that no report may show. */
  onSecret: (value: string) => void;
}

export class RunFunctions {
  readonly #options: RunFunctionsOptions;

  constructor(options: RunFunctionsOptions) {
    this.#options = options;
  }

  /**
   * Lets the profile change the headers of a request to the target.
   *
   * @throws {FunctionFault} if its function fails
   */
  async signed(wire: WireRequest, item?: Case): Promise<WireRequest> {
    const { profile } = this.#options.target;
    const { request: change, name } = profile;
    if (!change) return wire;
    const { timeoutMs, signal } = this.#options;
    const { method, url, headers, body } = wire;
    const request = { method, url: url.href, headers, ...(body !== undefined && { body: bodyText(body) }) };
    const changed = await headersFrom(change, name, request, this.#contextOf(item), timeoutMs, signal);
    const names = Object.keys(changed).filter((field) => changed[field] !== headers[field]);
    return { ...wire, headers: changed, secretHeaders: new Set(names) };
  }

  /**
   * Lets the profile provoke the code of a case.
   *
   * @param cleanup receives the functions that clean up
   * @returns how to change the request
   * @throws {FunctionFault} if the function fails
   * @throws {ProfileError} if its result is invalid
   */
  async provoke(
    call: ProvokeFunction,
    item: Case,
    cleanup: (() => unknown)[],
  ): Promise<Provocation | NotProvoked> {
    const { contract, target, timeoutMs, signal } = this.#options;
    const { code = '', operation, id } = item;
    const context = {
      ...this.#contextOf(item),
      caseId: id,
      operation,
      code,
      status: entryOf(contract, code).status,
      cleanup: (restore: () => unknown) => {
        cleanup.push(restore);
      },
    };
    const returned = await callWithin(
      this.#labelOf(item),
      (ended) => call({ ...context, signal: ended }),
      timeoutMs,
      signal,
    );
    if (returned === undefined) return {};
    return checkProvocation(returned, code, target.profile, contract, this.#options.onSecret);
  }

  /**
   * Calls a function that cleans up after a case, also after the end of the run.
   *
   * @throws {FunctionFault} if the function fails
   */
  async cleanUp(call: () => unknown, item: Case): Promise<void> {
    await callWithin(`cleanup() in ${this.#labelOf(item)}`, call, this.#options.timeoutMs);
  }

  #labelOf({ code }: Case): string {
    return `provoke.${code} of the profile ${this.#options.target.profile.name}`;
  }

  #contextOf(item: Case | undefined): Omit<ProfileContext, 'signal'> {
    const { target, onSecret } = this.#options;
    return {
      ...(item && { caseId: item.id, operation: item.operation }),
      ...(item?.code !== undefined && { code: item.code }),
      target: target.base,
      secret: (value) => {
        onSecret(value);
        return value;
      },
    };
  }
}

/** Turns decisions into responses, and keeps the state of a running sandbox: the rate limit and the balance. */
import { isObject } from '../contract/document.ts';
import type { Contract, Parameter, Success } from '../contract/model.ts';
import type { Decision } from './decide.ts';
import { createKept } from './kept.ts';
import { makePage, type PageRequest, pageRequestOf } from './page.ts';
import { createPages } from './pages.ts';
import { createRateLimiter } from './rate-limiter.ts';
import { createResponseBuilder, type ResponseBuilder, type SandboxResponse } from './responses.ts';
import { balanceError, rateLimitError, type SandboxSettings } from './settings.ts';

export interface Responder {
  /** Returns the response for a decision. A success may change the balance. */
  respond(decision: Decision): SandboxResponse;
  /** Returns the response of a code. */
  error(code: string): SandboxResponse;
}

/** The price of a success, in credits. */
const PRICE = 1;

/** The maximum size of the kept responses with an idempotency key, in bytes. */
const MAX_KEYED_BYTES = 16 * 1024 * 1024;

/** The wait of a refused request, in seconds: the window of the rate limit. */
const WAIT = 1;

/**
 * Creates all error responses up front, so that an invalid spec fails at startup.
 *
 * @throws {ContractError} if the example of a header cannot be sent
 * @throws {SandboxSettingError} if the spec lacks what a setting needs
 */
export function createResponder(contract: Contract, settings: SandboxSettings): Responder {
  const { rateLimit, retryAfter, balance } = settings;
  const build = createResponseBuilder(contract);
  const errors = new Map(contract.errors.map((entry) => [entry.code, build.error(entry)]));
  if (retryAfter !== undefined) {
    const { entry, wait } = rateLimitError(contract);
    errors.set(entry.code, build.error(entry, { [wait.name]: retryAfter }));
  }
  const limit = rateLimit === undefined ? undefined : limitOf(contract, build, rateLimit);
  const pages = createPages(build);
  const charge = balance === undefined ? undefined : createAccount(contract, build, balance);
  const keyed = createKept(MAX_KEYED_BYTES);
  const error = (code: string) => {
    const response = errors.get(code);
    if (!response) throw new Error(`The contract has no code ${code}.`);
    return response;
  };

  const success = ({ operation, success, values }: Extract<Decision, { kind: 'success' }>) => {
    const request = pageRequestOf(success, values);
    if (charge && success.balanceField !== undefined) return charge(success, request);
    return pages(operation, success, request);
  };

  return {
    error,
    respond: (decision) => {
      const accepted = decision.kind === 'success' || decision.accepted;
      if (limit && accepted && !limit.accepts()) return limit.refusal;
      if (decision.kind === 'error') return error(decision.entry.code);
      const key = idempotencyKeyOf(decision.values);
      if (key === undefined) return success(decision);
      const name = `${decision.operation.id} ${key}`;
      const known = keyed.get(name);
      if (known) return known;
      const response = success(decision);
      keyed.set(name, response);
      return response;
    },
  };
}

function limitOf(contract: Contract, build: ResponseBuilder, perSecond: number) {
  const { entry, wait } = rateLimitError(contract);
  const seconds = Math.max(WAIT, wait.minimum ?? WAIT);
  return {
    accepts: createRateLimiter(perSecond),
    refusal: build.error(entry, { [wait.name]: seconds }),
  };
}

function idempotencyKeyOf(values: ReadonlyMap<Parameter, unknown>): unknown {
  for (const [{ role }, value] of values) if (role === 'idempotency-key') return value;
  return undefined;
}

/** Creates a function that charges each success with a balance, and refuses a success when the credits are spent. */
function createAccount(contract: Contract, build: ResponseBuilder, balance: number) {
  const { entry, available, required } = balanceError(contract);
  const refusal = build.error(entry, {
    ...(required !== undefined && { [required]: PRICE }),
    [available]: 0,
  });
  let credits = balance;
  return (success: Success, request: PageRequest) => {
    if (credits < PRICE) return refusal;
    credits -= PRICE;
    const { balanceField } = success;
    const envelope = makePage(success, request);
    if (balanceField === undefined || !isObject(envelope?.data)) return build.success(success, envelope);
    return build.success(success, { ...envelope, data: { ...envelope.data, [balanceField]: credits } });
  };
}

/** Checks one response. The other files of this folder do one kind of check each. One fault gives one finding. */

import { isObject, type JsonObject } from '../../contract/document.ts';
import { isVisibleMessage } from '../../contract/message.ts';
import type { Contract, ErrorEntry, Operation, Success } from '../../contract/model.ts';
import { entryOf } from '../../contract/read.ts';
import { validatorOf } from '../../contract/validator.ts';
import type { WireRequest, WireResponse } from '../run/transport.ts';
import type { Expectation, Finding, Group } from '../types.ts';
import { excerpt, jsonOf, readBody, textOf } from './body.ts';
import { duplicateKeys } from './duplicate-keys.ts';
import { ENVELOPES, envelopeFinding } from './envelope.ts';
import { must, named } from './finding.ts';
import { headerFindings } from './headers.ts';
import { unsafeIntegers } from './integers.ts';
import { leaks } from './leaks.ts';
import { REQUIREMENTS, requirementOfError } from './requirements.ts';
import { SchemaChecker } from './schema.ts';
import { schemaFindings } from './schema-findings.ts';
import { emptyFindings, successFindings, successOf } from './success.ts';

/** A response with its request and the expected result. */
export interface Exchange {
  operation: Operation;
  request: WireRequest;
  response: WireResponse;
  expect: Expectation;
  /** The group of the case; missing for a response without a case. */
  group?: Group;
}

/** Checks responses against one contract. */
export class ResponseChecker {
  readonly #contract: Contract;
  readonly #schemas: SchemaChecker;
  readonly #tokens: Set<string>;
  readonly #limits: readonly ErrorEntry[];
  readonly #codes: ReadonlySet<unknown>;

  /** @param tokens the tokens of the run; no response may contain the token of its request */
  constructor(contract: Contract, tokens: readonly string[]) {
    this.#contract = contract;
    this.#schemas = SchemaChecker.of(contract.document);
    this.#tokens = new Set(tokens);
    this.#limits = contract.errors.filter(({ trigger }) => trigger === 'rate');
    this.#codes = new Set(contract.errors.map(({ code }) => code));
  }

  /** Adds a token that the run has only now, for example from a response. */
  addToken(token: string): void {
    this.#tokens.add(token);
  }

  /**
   * Compiles all schemas up front, so that an invalid one fails before the first request.
   *
   * @throws {ContractError} if a schema is invalid
   */
  prepare(): void {
    for (const { successes } of this.#contract.operations)
      for (const { content } of successes)
        if (content) validatorOf(this.#contract.document, content.schemaPointer);
    for (const { pointer } of this.#contract.errors) validatorOf(this.#contract.document, pointer);
  }

  /** Returns what is wrong with a response; an empty list if it conforms. */
  findings(exchange: Exchange): Finding[] {
    const { request, response, expect, operation, group } = exchange;
    const { status } = response;
    if (expect.kind === 'no-fault') {
      if (status < 500) return [...this.#retired(jsonOf(response)), ...this.#leaksOf(exchange)];
      return [
        must({
          check: 'server-fault',
          title: `The request causes a server error (status ${status})`,
          expected: 'no server error (5xx)',
          actual: `status ${status}`,
          ...(group === 'bodies' ? REQUIREMENTS.unspecifiedBody : REQUIREMENTS.noServerError),
          detail: String(status),
        }),
      ];
    }
    if (status >= 300 && status < 400) {
      const to = response.headers.get('location')?.[0];
      const actual = `a redirect (status ${status})${to ? ` to ${excerpt(to)}` : ''}`;
      return [
        must({
          check: 'redirect',
          title: 'The server redirects the request',
          expected: 'no redirect',
          actual,
          ...REQUIREMENTS.noRedirect,
        }),
      ];
    }
    // If the response of a rate limit is itself wrong, report that, not the unexpected limit.
    const limit = this.limitFindings(exchange);
    if (limit?.some(({ level }) => level === 'MUST')) return limit;
    const success = successOf(operation, status);
    if (success && !success.content) {
      return [
        ...(expect.kind === 'error'
          ? this.#error({ success: true }, response, expect.codes, operation)
          : emptyFindings(success, exchange)),
        ...leaks(request, response, textOf(response), operation, [...this.#tokens]),
      ];
    }
    const body = readBody(response, mediaTypeOf(operation, success));
    if ('finding' in body) return [this.#withStatus(body.finding, exchange)];
    const envelope = envelopeFinding(body.value, ENVELOPES.any);
    if (envelope) return [this.#withStatus(envelope, exchange)];
    const value = body.value as JsonObject;
    const main = this.#main(value, exchange);
    return [
      ...main,
      ...leaks(request, response, value, operation, [...this.#tokens]),
      ...duplicateKeys(response),
      // An integer that violates its schema is not a second fault.
      ...(main.some(({ level }) => level === 'MUST') ? [] : unsafeIntegers(response, value)),
    ];
  }

  /**
   * Searches a response that the contract does not specify for leaks; an HTML page below status 400 may contain
   * anything.
   */
  #leaksOf({ request, response, operation }: Exchange): Finding[] {
    const value = jsonOf(response);
    const body = isObject(value) ? value : response.status >= 400 ? textOf(response) : '';
    return leaks(request, response, body, operation, [...this.#tokens]);
  }

  /**
   * Returns what is wrong with the response of a rate limit, regardless of the case; undefined if it is another
   * response.
   */
  limitFindings({ operation, response }: Pick<Exchange, 'operation' | 'response'>): Finding[] | undefined {
    const limits = this.#limits.filter(({ status }) => status === response.status);
    const value = limits.length > 0 ? jsonOf(response) : undefined;
    const code = isObject(value) && isObject(value.error) ? value.error.code : undefined;
    const entry = limits.find((known) => known.code === code);
    if (!entry || !isObject(value)) return undefined;
    const body = readBody(response, mediaTypeOf(operation));
    if ('finding' in body) return [body.finding];
    const envelope = envelopeFinding(value, ENVELOPES.error);
    if (envelope) return [envelope];
    return this.#error(value, response, [entry.code], operation);
  }

  /** Adds a wrong status to a finding on the body. */
  #withStatus(finding: Finding, { response: { status }, expect }: Exchange): Finding {
    const allowed =
      expect.kind === 'error'
        ? expect.codes.map((code) => entryOf(this.#contract, code).status)
        : 'status' in expect
          ? [expect.status].flat()
          : [];
    if (allowed.includes(status)) return finding;
    return { ...finding, actual: `status ${status}, ${finding.actual}`, cause: `${finding.cause} ${status}` };
  }

  /** Checks an envelope against the expected result. */
  #main(value: JsonObject, exchange: Exchange): Finding[] {
    const { response, expect, operation } = exchange;
    if (expect.kind === 'error') return this.#error(value, response, expect.codes, operation);
    const { codes = [] } = expect.kind === 'success' ? expect : {};
    const isAllowed = isObject(value.error) && codes.some((code) => code === codeIn(value));
    return isAllowed
      ? this.#error(value, response, codes, operation)
      : successFindings(this.#contract.document, value, exchange);
  }

  /** Returns a finding if a response has a code that servers no longer return. */
  #retired(value: unknown): Finding[] {
    const entry = this.#contract.errors.find(
      ({ code, retired }) => retired !== undefined && code === codeIn(value),
    );
    if (!entry) return [];
    const finding = must({
      check: 'retired',
      title: `The response has the retired code ${named(entry.code)}`,
      expected: entry.replacedBy === undefined ? 'another code' : `the code ${entry.replacedBy}`,
      actual: `the code ${entry.code}`,
      requirement: `No server returns ${named(entry.code)} since version ${entry.retired}.`,
      source: entry.pointer,
      detail: entry.code,
    });
    return [{ ...finding, level: 'SHOULD' }];
  }

  #error(
    value: JsonObject,
    response: WireResponse,
    codes: readonly string[],
    operation: Operation,
  ): Finding[] {
    const entries = codes.map((code) => entryOf(this.#contract, code));
    const expected = entries.map(({ status, code }) => `status ${status} with ${code}`).join(' or ');
    const [first] = entries;
    const required = first && requirementOfError(first);
    if (!required) return [];
    if (value.success !== false) {
      return [
        must({
          check: 'success',
          title: `A request succeeds instead of failing with ${codes.map(named).join(' or ')}`,
          expected,
          actual: `status ${response.status} with a success`,
          ...required,
          // If two codes are allowed, the cause is the same as in a case that allows only the last.
          detail: codes.at(-1) ?? '',
        }),
      ];
    }
    const error = value.error as JsonObject;
    const entry = entries.find(({ code }) => code === error.code);
    const old = this.#contract.errors.find(
      ({ code, retired }) => retired !== undefined && code === error.code,
    );
    // A server that is not up to date returns the code from before.
    if (!entry && old?.replacedBy !== undefined && codes.includes(old.replacedBy))
      return [...this.#retired(value), ...this.#error(value, response, [old.code], operation)];
    if (!entry) {
      const code = excerpt(JSON.stringify(error.code) ?? 'no code');
      const isKnown = this.#codes.has(error.code);
      return [
        must({
          check: 'code',
          title: isKnown
            ? `The response has the wrong error code ${named(String(error.code))}`
            : 'The response has an error code that is not in the contract',
          expected,
          actual: `status ${response.status} with ${code}`,
          ...required,
          // All codes outside the contract (for example in lower case) are one fault.
          detail: isKnown ? code : 'not in the contract',
        }),
      ];
    }
    if (response.status !== entry.status) {
      return [
        must({
          check: 'status',
          title: `An error has the wrong status ${response.status}`,
          expected: `status ${entry.status} with ${entry.code}`,
          actual: `status ${response.status} with ${entry.code}`,
          ...requirementOfError(entry),
          detail: String(response.status),
        }),
      ];
    }
    const fields = this.#fields(error, entry);
    // A header that repeats a wrong field is not a second fault.
    const headers = entry.headers.filter(({ equals }) => fields.length === 0 || equals === undefined);
    const owner = { headers, pointer: entry.pointer };
    return [...fields, ...headerFindings(owner, error, response, schemesOf(this.#contract, operation))];
  }

  #fields(error: JsonObject, entry: ErrorEntry): Finding[] {
    const faults = this.#schemas.faults(entry.pointer, error);
    if (faults.length > 0)
      return schemaFindings(this.#contract.document, 'fields', faults, 'error', entry.pointer);
    if (isVisibleMessage(error.message)) return [];
    return [
      must({
        check: 'message',
        title: '`error.message` has no visible character',
        expected: 'a message with a visible character',
        actual: `the message ${JSON.stringify(error.message)}`,
        requirement: '`message` has at least one visible character.',
        source: entry.pointer,
      }),
    ];
  }
}

/** Returns the media type of a success, or that of all responses. */
function mediaTypeOf({ successes }: Operation, success?: Success): string {
  const content = success?.content ?? successes.find((one) => one.content)?.content;
  return content?.mediaType ?? 'application/json';
}

/** Returns the authentication schemes of an operation; of an operation without a token, those of most operations. */
function schemesOf(contract: Contract, operation: Operation): string[] {
  const { credentials } = operation.credentials.length > 0 ? operation : contract;
  return credentials.flatMap(({ scheme }) => scheme ?? []);
}

/** Returns the code of an error envelope. */
function codeIn(value: unknown): unknown {
  return isObject(value) && isObject(value.error) ? value.error.code : undefined;
}

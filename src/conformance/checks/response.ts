/** Checks one response. The other files of this folder do one kind of check each. One fault gives one finding. */

import { isObject, type JsonObject } from '../../contract/document.ts';
import { isVisibleMessage } from '../../contract/message.ts';
import type { Contract, ErrorEntry, Operation } from '../../contract/model.ts';
import { entryOf } from '../../contract/read.ts';
import { validatorOf } from '../../contract/validator.ts';
import { counted } from '../../text/english.ts';
import { inline } from '../../text/markdown.ts';
import type { WireRequest, WireResponse } from '../run/transport.ts';
import type { Expectation, Finding } from '../types.ts';
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

/** A response with its request and the expected result. */
export interface Exchange {
  operation: Operation;
  request: WireRequest;
  response: WireResponse;
  expect: Expectation;
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
    const { request, response, expect, operation } = exchange;
    const { status } = response;
    if (expect.kind === 'no-fault') {
      if (status < 500) return this.#leaksOf(exchange);
      return [
        must({
          check: 'server-fault',
          title: `The request causes a server error (status ${status})`,
          expected: 'no server error (5xx)',
          actual: `status ${status}`,
          ...REQUIREMENTS.noServerError,
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
    const body = readBody(response, operation.success.content?.mediaType ?? 'application/json');
    if ('finding' in body) return [this.#withStatus(body.finding, exchange)];
    const envelope = envelopeFinding(body.value, ENVELOPES.any);
    if (envelope) return [this.#withStatus(envelope, exchange)];
    const value = body.value as JsonObject;
    const main =
      expect.kind === 'error' ? this.#error(value, response, expect.codes) : this.#success(value, exchange);
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
    const body = readBody(response, operation.success.content?.mediaType ?? 'application/json');
    if ('finding' in body) return [body.finding];
    const envelope = envelopeFinding(value, ENVELOPES.error);
    if (envelope) return [envelope];
    return this.#error(value, response, [entry.code]);
  }

  /** Adds a wrong status to a finding on the body. */
  #withStatus(finding: Finding, { response: { status }, expect }: Exchange): Finding {
    const allowed =
      expect.kind === 'error'
        ? expect.codes.map((code) => entryOf(this.#contract, code).status)
        : 'status' in expect
          ? [expect.status]
          : [];
    if (allowed.includes(status)) return finding;
    return { ...finding, actual: `status ${status}, ${finding.actual}`, cause: `${finding.cause} ${status}` };
  }

  #error(value: JsonObject, response: WireResponse, codes: readonly string[]): Finding[] {
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
    return [...fields, ...headerFindings(this.#contract, { ...entry, headers }, error, response)];
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

  #success(value: JsonObject, { response, operation, expect }: Exchange): Finding[] {
    if (expect.kind !== 'success' && expect.kind !== 'no-charge') return [];
    const { content, itemsField, pointer: place } = operation.success;
    const schemaPointer = content?.schemaPointer ?? place;
    const { description, pointer } = operation;
    const required = { requirement: inline(description), source: pointer };
    const expected = `status ${expect.status} with a success`;
    if (value.success !== true) {
      const code = excerpt(
        JSON.stringify(isObject(value.error) ? value.error.code : undefined) ?? 'an error',
      );
      return [
        must({
          check: 'success',
          title: `A valid request returns the error ${named(code.replaceAll('"', ''))}`,
          expected,
          actual: `status ${response.status} with ${code}`,
          ...required,
          detail: code,
        }),
      ];
    }
    if (response.status !== expect.status) {
      return [
        must({
          check: 'status',
          title: `A success has the wrong status ${response.status}`,
          expected,
          actual: `status ${response.status} with a success`,
          ...required,
          detail: String(response.status),
        }),
      ];
    }
    const faults = this.#schemas.faults(schemaPointer, value);
    if (faults.length > 0)
      return schemaFindings(this.#contract.document, 'schema', faults, '', schemaPointer);
    const data = value.data as JsonObject;
    const items = itemsField !== undefined && Array.isArray(data[itemsField]) ? data[itemsField] : [];
    const limit = operation.parameters.find(({ role }) => role === 'limit');
    if (limit && expect.kind === 'success' && expect.limit !== undefined && items.length > expect.limit) {
      return [
        must({
          check: 'limit',
          title: `A page has more ${itemsField} than the requested \`${limit.name}\``,
          expected: `at most ${counted(expect.limit, 'item')} in ${itemsField}`,
          actual: counted(items.length, 'item'),
          requirement: inline(limit.description),
          source: limit.pointer,
        }),
      ];
    }
    return this.#echoes(items.filter(isObject), operation, expect.asked);
  }

  /** Checks the fields that repeat a parameter of the request. */
  #echoes(items: JsonObject[], operation: Operation, asked: Readonly<Record<string, string>>): Finding[] {
    return operation.success.itemRelations.flatMap(({ field, echoes, level }) => {
      const parameter = operation.parameters.find(({ name }) => name === echoes);
      const requested = echoes === undefined ? undefined : asked[echoes];
      if (!parameter || requested === undefined || level === 'MAY') return [];
      const same = parameter.same.find((group) => group.includes(requested)) ?? [requested];
      const other = items.find((item) => !same.includes(String(item[field])));
      if (!other) return [];
      const finding = must({
        check: 'echo',
        title: `The field \`${field}\` is not the requested ${parameter.name}`,
        expected: `${field}: ${same.join(' or ')}, as in the request`,
        actual: `${field}: ${other[field]}`,
        requirement: inline(parameter.description),
        source: parameter.pointer,
        detail: field,
      });
      return [{ ...finding, level }];
    });
  }
}

/** Checks one response. The other files of this folder do one kind of check each. One fault gives one finding. */

import { isObject, type JsonObject } from '../../contract/document.ts';
import { isVisibleMessage } from '../../contract/message.ts';
import type { Contract, ErrorEntry, Operation } from '../../contract/model.ts';
import { entryOf } from '../../contract/read.ts';
import { validatorOf } from '../../contract/validator.ts';
import { counted } from '../../text/english.ts';
import type { WireRequest, WireResponse } from '../run/transport.ts';
import type { Expectation, Finding } from '../types.ts';
import { excerpt, jsonOf, readBody, textOf } from './body.ts';
import type { CheckId } from './check-id.ts';
import { duplicateKeys } from './duplicate-keys.ts';
import { must } from './finding.ts';
import { headerFindings } from './headers.ts';
import { leaks } from './leaks.ts';
import { SchemaChecker, type SchemaFault } from './schema.ts';

/** A response with its request and the expected result. */
export interface Exchange {
  operation: Operation;
  request: WireRequest;
  response: WireResponse;
  expect: Expectation;
}

const ERROR_ENVELOPE = 'an error envelope {"success": false, "error": {…}}';
const ENVELOPES = `a success envelope {"success": true, "data": {…}} or ${ERROR_ENVELOPE}`;

/** The most places of one body that a finding names. */
const MAX_PLACES = 4;

/** Checks responses against one contract. */
export class ResponseChecker {
  readonly #contract: Contract;
  readonly #schemas: SchemaChecker;
  readonly #tokens: readonly string[];
  readonly #limits: readonly ErrorEntry[];
  readonly #codes: ReadonlySet<unknown>;

  /** @param tokens the tokens of the run; no response may contain the token of its request */
  constructor(contract: Contract, tokens: readonly string[]) {
    this.#contract = contract;
    this.#schemas = SchemaChecker.of(contract.document);
    this.#tokens = tokens;
    this.#limits = contract.errors.filter(({ trigger }) => trigger === 'rate');
    this.#codes = new Set(contract.errors.map(({ code }) => code));
  }

  /**
   * Compiles all schemas up front, so that an invalid one fails before the first request.
   *
   * @throws {ContractError} if a schema is invalid
   */
  prepare(): void {
    for (const { success } of this.#contract.operations)
      validatorOf(this.#contract.document, success.schemaPointer);
    for (const { pointer } of this.#contract.errors) validatorOf(this.#contract.document, pointer);
  }

  /** Returns what is wrong with a response; an empty list if it conforms. */
  findings(exchange: Exchange): Finding[] {
    const { request, response, expect, operation } = exchange;
    const { status } = response;
    if (expect.kind === 'no-fault') {
      if (status < 500) return this.#leaksOf(exchange);
      return [
        must('server-fault', 'no server error (5xx)', `status ${status}`, 'RFC 9110 15.6', String(status)),
      ];
    }
    if (status >= 300 && status < 400) {
      const to = response.headers.get('location')?.[0];
      const actual = `a redirect (status ${status})${to ? ` to ${excerpt(to)}` : ''}`;
      return [must('redirect', 'no redirect', actual, 'RFC 9110 15.4')];
    }
    // If the response of a rate limit is itself wrong, report that, not the unexpected limit.
    const limit = this.limitFindings(exchange);
    if (limit?.some(({ level }) => level === 'MUST')) return limit;
    const body = readBody(response, operation.success.mediaType);
    if ('finding' in body) return [this.#withStatus(body.finding, exchange)];
    const envelope = envelopeFault(body.value);
    if (envelope) {
      const finding = must('envelope', ENVELOPES, envelope.actual, operation.pointer, envelope.detail);
      return [this.#withStatus(finding, exchange)];
    }
    const value = body.value as JsonObject;
    const main =
      expect.kind === 'error' ? this.#error(value, response, expect.codes) : this.#success(value, exchange);
    return [...main, ...leaks(request, response, value, operation, this.#tokens), ...duplicateKeys(response)];
  }

  /**
   * Searches a response that the contract does not specify for leaks; an HTML page below status 400 may contain
   * anything.
   */
  #leaksOf({ request, response, operation }: Exchange): Finding[] {
    const value = jsonOf(response);
    const body = isObject(value) ? value : response.status >= 400 ? textOf(response) : '';
    return leaks(request, response, body, operation, this.#tokens);
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
    const body = readBody(response, operation.success.mediaType);
    if ('finding' in body) return [body.finding];
    const envelope = envelopeFault(value);
    if (envelope)
      return [must('envelope', ERROR_ENVELOPE, envelope.actual, operation.pointer, envelope.detail)];
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
    const source = entries[0]?.pointer ?? '';
    if (value.success !== false) {
      // If two codes are allowed, the cause is the same as in a case that allows only the last.
      const actual = `status ${response.status} with a success`;
      return [must('success', expected, actual, source, codes.at(-1))];
    }
    const error = value.error as JsonObject;
    const entry = entries.find(({ code }) => code === error.code);
    if (!entry) {
      const code = excerpt(JSON.stringify(error.code) ?? 'no code');
      // All codes outside the contract (for example in lower case) are one fault.
      const cause = this.#codes.has(error.code) ? code : 'not in the contract';
      return [must('code', expected, `status ${response.status} with ${code}`, source, cause)];
    }
    if (response.status !== entry.status) {
      const actual = `status ${response.status} with ${entry.code}`;
      const cause = String(response.status);
      return [must('status', `status ${entry.status} with ${entry.code}`, actual, entry.pointer, cause)];
    }
    const fields = this.#fields(error, entry);
    // A header that repeats a wrong field is not a second fault.
    const headers = entry.headers.filter(({ equals }) => fields.length === 0 || equals === undefined);
    return [...fields, ...headerFindings(this.#contract, { ...entry, headers }, error, response)];
  }

  #fields(error: JsonObject, entry: ErrorEntry): Finding[] {
    const faults = this.#schemas.faults(entry.pointer, error);
    if (faults.length > 0) return bySchema('fields', faults, 'error', entry.pointer);
    if (isVisibleMessage(error.message)) return [];
    const actual = `the message ${JSON.stringify(error.message)}`;
    return [must('message', 'a message with a visible character', actual, entry.pointer)];
  }

  #success(value: JsonObject, { response, operation, expect }: Exchange): Finding[] {
    if (expect.kind !== 'success' && expect.kind !== 'no-charge') return [];
    const { schemaPointer, itemsField } = operation.success;
    const expected = `status ${expect.status} with a success`;
    if (value.success !== true) {
      const code = excerpt(
        JSON.stringify(isObject(value.error) ? value.error.code : undefined) ?? 'an error',
      );
      return [must('success', expected, `status ${response.status} with ${code}`, operation.pointer, code)];
    }
    if (response.status !== expect.status) {
      const actual = `status ${response.status} with a success`;
      return [must('status', expected, actual, operation.pointer, String(response.status))];
    }
    const faults = this.#schemas.faults(schemaPointer, value);
    if (faults.length > 0) return bySchema('schema', faults, '', schemaPointer);
    const data = value.data as JsonObject;
    const items = itemsField !== undefined && Array.isArray(data[itemsField]) ? data[itemsField] : [];
    if (expect.kind === 'success' && expect.limit !== undefined && items.length > expect.limit) {
      const expected = `at most ${counted(expect.limit, 'item')} in ${itemsField}`;
      return [must('limit', expected, counted(items.length, 'item'), schemaPointer)];
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
      const expected = `${field}: ${same.join(' or ')}, as in the request`;
      const actual = `${field}: ${other[field]}`;
      return [{ ...must('echo', expected, actual, parameter.pointer, field), level }];
    });
  }
}

/**
 * Returns why a JSON value is not an envelope; undefined if it is one. `detail` names the cause: it has the type of the
 * wrong value instead of the value.
 */
function envelopeFault(value: unknown): { actual: string; detail: string } | undefined {
  const fault = (problem: string, content?: unknown) => ({
    actual: content === undefined ? problem : `${problem}: ${excerpt(JSON.stringify(content))}`,
    detail: content === undefined ? problem : `${problem}: ${kindOf(content)}`,
  });
  if (!isObject(value)) return fault('JSON that is not an object', value);
  const { success } = value;
  if (typeof success !== 'boolean') {
    return 'success' in value ? fault('success', success) : fault('an object without success');
  }
  const [own, other] = success ? ['data', 'error'] : ['error', 'data'];
  if (other in value) return fault(`success: ${success} with ${other}`);
  if (isObject(value[own])) return undefined;
  return own in value ? fault(own, value[own]) : fault(`success: ${success} without ${own}`);
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

/** Makes one finding of all places of a body that violate the schema. */
function bySchema(check: CheckId, faults: SchemaFault[], prefix: string, source: string): Finding[] {
  const musts = faults.filter(({ level }) => level === 'MUST');
  const chosen = musts.length > 0 ? musts : faults;
  const name = (at: string) => `${prefix}${at}`.replace(/^\//, '').replaceAll('/', '.');
  // The same field of another item is the same fault, even if the values differ.
  const fieldOf = ({ at }: SchemaFault) => name(at).replace(/\.\d+/g, '');
  const named = new Set<string>();
  const firsts = chosen.filter((fault) => !named.has(fieldOf(fault)) && named.add(fieldOf(fault)));
  const shown = firsts.slice(0, MAX_PLACES);
  const more = chosen.length > shown.length ? `; and ${chosen.length - shown.length} more` : '';
  const expected = shown.map((fault) => `${name(fault.at)} ${fault.expected}`).join('; ') + more;
  const actual = shown.map((fault) => `${name(fault.at)}: ${fault.actual}`).join('; ');
  const [first] = shown;
  const cause = first ? fieldOf(first) : '';
  return [{ ...must(check, expected, actual, source, cause), level: musts.length > 0 ? 'MUST' : 'SHOULD' }];
}

/** Checks one response; this folder has a file for each kind of check. One fault gives one finding, which names the cause. */

import { isObject, type JsonObject } from '../../contract/document.ts';
import { isVisibleMessage } from '../../contract/message.ts';
import type { Contract, ErrorEntry, Operation } from '../../contract/model.ts';
import { entryOf } from '../../contract/read.ts';
import type { WireRequest, WireResponse } from '../run/transport.ts';
import type { Expectation, Finding } from '../types.ts';
import { excerpt, jsonOf, readBody, textOf } from './body.ts';
import type { CheckId } from './check-id.ts';
import { duplicateKeys } from './duplicate-keys.ts';
import { must } from './finding.ts';
import { headerFindings } from './headers.ts';
import { leaks } from './leaks.ts';
import { SchemaChecker, type SchemaFault } from './schema.ts';

/** An answer with what it answers. */
export interface Exchange {
  operation: Operation;
  request: WireRequest;
  response: WireResponse;
  expect: Expectation;
}

/** How many places of one body a finding names. */
const MAX_PLACES = 4;

/** Judges answers by one contract. */
export class ResponseChecker {
  readonly #contract: Contract;
  readonly #schemas: SchemaChecker;
  readonly #tokens: readonly string[];
  readonly #limits: readonly ErrorEntry[];
  readonly #codes: ReadonlySet<unknown>;

  /** @param tokens that requests carry, and that no answer may repeat */
  constructor(contract: Contract, tokens: readonly string[]) {
    this.#contract = contract;
    this.#schemas = SchemaChecker.of(contract.document);
    this.#tokens = tokens;
    this.#limits = contract.errors.filter(({ trigger }) => trigger === 'rate');
    this.#codes = new Set(contract.errors.map(({ code }) => code));
  }

  /**
   * Makes all schemas ready.
   *
   * @throws {ContractError} where one is none: that is said before anything is asked
   */
  prepare(): void {
    for (const { success } of this.#contract.operations) this.#schemas.validatorOf(success.schemaPointer);
    for (const { pointer } of this.#contract.errors) this.#schemas.validatorOf(pointer);
  }

  /** What is wrong with an answer; nothing where it is right. */
  findings(exchange: Exchange): Finding[] {
    const { request, response, expect, operation } = exchange;
    const { status } = response;
    if (status >= 300 && status < 400) {
      const to = response.headers.get('location')?.[0];
      const actual = `status ${status}${to ? `, to ${excerpt(to)}` : ''}`;
      return [must('redirect', 'no redirect', actual, 'RFC 9110 15.4')];
    }
    if (expect.kind === 'no-fault') {
      if (status < 500) return this.#leaksOf(exchange);
      return [
        must('server-fault', 'no fault of the server', `status ${status}`, 'RFC 9110 15.6', String(status)),
      ];
    }
    // If the response of a rate limit is itself wrong, report that, not the unexpected limit.
    const limit = this.limitFindings(exchange);
    if (limit?.some(({ level }) => level === 'MUST')) return limit;
    const body = readBody(response, operation.success.mediaType);
    if ('finding' in body) return [this.#withStatus(body.finding, exchange)];
    const envelope = envelopeFault(body.value);
    if (envelope) {
      const expected = 'the envelope of a success or of an error';
      const finding = must('envelope', expected, envelope.actual, operation.pointer, envelope.detail);
      return [this.#withStatus(finding, exchange)];
    }
    const value = body.value as JsonObject;
    const main =
      expect.kind === 'error' ? this.#error(value, response, expect.codes) : this.#success(value, exchange);
    return [...main, ...leaks(request, response, value, operation, this.#tokens), ...duplicateKeys(response)];
  }

  /** What the answer to a request tells that the contract leaves open; a page for people may show whatever it likes. */
  #leaksOf({ request, response, operation }: Exchange): Finding[] {
    const value = jsonOf(response);
    const body = isObject(value) ? value : response.status >= 400 ? textOf(response) : '';
    return leaks(request, response, body, operation, this.#tokens);
  }

  /**
   * What is wrong with the answer of a rate limit in itself, whatever was asked; undefined where it is no such answer.
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
      return [
        must('envelope', 'the envelope of an error', envelope.actual, operation.pointer, envelope.detail),
      ];
    return this.#error(value, response, [entry.code]);
  }

  /** What is no envelope has a status all the same: a wrong one belongs to the finding. */
  #withStatus(finding: Finding, { response: { status }, expect }: Exchange): Finding {
    const right =
      expect.kind === 'error'
        ? expect.codes.map((code) => entryOf(this.#contract, code).status)
        : 'status' in expect
          ? [expect.status]
          : [];
    if (right.includes(status)) return finding;
    return { ...finding, actual: `status ${status}, ${finding.actual}`, cause: `${finding.cause} ${status}` };
  }

  #error(value: JsonObject, response: WireResponse, codes: readonly string[]): Finding[] {
    const entries = codes.map((code) => entryOf(this.#contract, code));
    const expected = entries.map(({ status, code }) => `status ${status} with ${code}`).join(' or ');
    const source = entries[0]?.pointer ?? '';
    if (value.success !== false) {
      // Where two codes would be right, the cause is that of one that stands alone elsewhere.
      const actual = `status ${response.status} with a success`;
      return [must('success', expected, actual, source, codes.at(-1))];
    }
    const error = value.error as JsonObject;
    const entry = entries.find(({ code }) => code === error.code);
    if (!entry) {
      const code = excerpt(JSON.stringify(error.code) ?? 'no code');
      // All that is no code of the contract (codes in lower case) is one fault.
      const cause = this.#codes.has(error.code) ? code : 'none of the contract';
      return [must('code', expected, `status ${response.status} with ${code}`, source, cause)];
    }
    if (response.status !== entry.status) {
      const actual = `status ${response.status} with ${entry.code}`;
      const cause = String(response.status);
      return [must('status', `status ${entry.status} with ${entry.code}`, actual, entry.pointer, cause)];
    }
    const fields = this.#fields(error, entry);
    // A header that repeats a wrong field is no second fault.
    const headers = entry.headers.filter(({ equals }) => fields.length === 0 || equals === undefined);
    return [...fields, ...headerFindings(this.#contract, { ...entry, headers }, error, response)];
  }

  #fields(error: JsonObject, entry: ErrorEntry): Finding[] {
    const faults = this.#schemas.faults(entry.pointer, error);
    if (faults.length > 0) return bySchema('fields', faults, 'error', entry.pointer);
    if (isVisibleMessage(error.message)) return [];
    const actual = JSON.stringify(error.message);
    return [must('message', 'a message that a person can see', actual, entry.pointer)];
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
      return [must('limit', `at most ${expect.limit} in ${itemsField}`, `${items.length}`, schemaPointer)];
    }
    return this.#echoes(items.filter(isObject), operation, expect.asked);
  }

  /** The fields that say the same as a parameter. */
  #echoes(items: JsonObject[], operation: Operation, asked: Readonly<Record<string, string>>): Finding[] {
    return operation.success.itemRelations.flatMap(({ field, echoes, level }) => {
      const parameter = operation.parameters.find(({ name }) => name === echoes);
      const wanted = echoes === undefined ? undefined : asked[echoes];
      if (!parameter || wanted === undefined || level === 'MAY') return [];
      const same = parameter.same.find((group) => group.includes(wanted)) ?? [wanted];
      const other = items.find((item) => !same.includes(String(item[field])));
      if (!other) return [];
      const expected = `${field} ${same.join(' or ')}, as asked`;
      return [{ ...must('echo', expected, String(other[field]), parameter.pointer, field), level }];
    });
  }
}

/** What keeps a JSON value from being an envelope, and what sets that apart from other such faults: no content. */
function envelopeFault(value: unknown): { actual: string; detail: string } | undefined {
  const fault = (what: string, content?: unknown) => ({
    actual: content === undefined ? what : `${what}: ${excerpt(JSON.stringify(content))}`,
    detail: content === undefined ? what : `${what}: ${kindOf(content)}`,
  });
  if (!isObject(value)) return fault('JSON that is no object', value);
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

/** All places that a schema finds in one body are one fault. */
function bySchema(check: CheckId, faults: SchemaFault[], prefix: string, source: string): Finding[] {
  const musts = faults.filter(({ level }) => level === 'MUST');
  const chosen = musts.length > 0 ? musts : faults;
  const name = (at: string) => `${prefix}${at}`.replace(/^\//, '').replaceAll('/', '.');
  // The same field of another item, with another value, is the same fault.
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

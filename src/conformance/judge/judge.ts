/** The verdict on one answer. One fault gives one finding, the one that names the cause. */
import { entryOf } from '../../contract/contract.ts';
import { isObject, type JsonObject } from '../../contract/document.ts';
import type { Contract, ErrorEntry, Operation } from '../../contract/types.ts';
import type { WireRequest, WireResponse } from '../transport.ts';
import type { Expectation, Finding } from '../types.ts';
import { excerpt, readBody } from './body.ts';
import { headerFindings } from './headers.ts';
import { leaks } from './leaks.ts';
import { type SchemaFault, SchemaJudge } from './schema.ts';

/** An answer with what it answers. */
export interface Exchange {
  operation: Operation;
  request: WireRequest;
  response: WireResponse;
  expect: Expectation;
}

/** How many places of one body a finding names. */
const MAX_PLACES = 4;

/** A character that a person sees: no white space, control, format or separator character. */
const VISIBLE = /[^\p{C}\p{Z}\s]/u;

/** Judges answers by one contract. */
export class Judge {
  readonly #contract: Contract;
  readonly #schemas: SchemaJudge;
  readonly #tokens: readonly string[];

  /** @param tokens that requests carry, and that no answer may repeat */
  constructor(contract: Contract, tokens: readonly string[]) {
    this.#contract = contract;
    this.#schemas = new SchemaJudge(contract.document);
    this.#tokens = tokens;
  }

  /** What is wrong with an answer; nothing where it is right. */
  findings(exchange: Exchange): Finding[] {
    const { request, response, expect, operation } = exchange;
    const { status } = response;
    const expected = this.#expected(expect);
    if (status >= 300 && status < 400) {
      const to = response.headers.get('location')?.[0];
      return [
        must(
          'redirect',
          'no redirect',
          `status ${status}${to ? `, to ${excerpt(to)}` : ''}`,
          'RFC 9110 15.4',
        ),
      ];
    }
    const body = readBody(response, operation.success.mediaType);
    if ('finding' in body) {
      const wrong = expected.statuses.includes(status) ? '' : `status ${status}, `;
      return [
        {
          ...body.finding,
          required: `${expected.text}, ${body.finding.required}`,
          came: wrong + body.finding.came,
        },
      ];
    }
    const envelope = envelopeFault(body.value);
    if (envelope)
      return [must('envelope', 'the envelope of a success or an error', envelope, expected.source)];
    const value = body.value as JsonObject;
    const main =
      expect.kind === 'error'
        ? this.#error(value, exchange, expect.codes)
        : this.#success(value, exchange, expect);
    const leaked = leaks(request, response, this.#tokens, value.success === false);
    return [...main, ...leaked];
  }

  #expected(expect: Expectation): { text: string; statuses: number[]; source: string } {
    if (expect.kind === 'success') {
      return { text: `status ${expect.status}`, statuses: [expect.status], source: '#/components/responses' };
    }
    const entries = expect.codes.map((code) => entryOf(this.#contract, code));
    return {
      text: entries.map(({ status, code }) => `status ${status} with ${code}`).join(' or '),
      statuses: entries.map(({ status }) => status),
      source: entries[0]?.pointer ?? '',
    };
  }

  #error(value: JsonObject, { response }: Exchange, codes: readonly string[]): Finding[] {
    const { text, source } = this.#expected({ kind: 'error', codes });
    if (value.success !== false)
      return [must('success', text, `status ${response.status} with a success`, source)];
    const error = value.error as JsonObject;
    const entry = codes.map((code) => entryOf(this.#contract, code)).find(({ code }) => code === error.code);
    if (!entry) {
      const came = `status ${response.status} with ${excerpt(JSON.stringify(error.code) ?? 'no code')}`;
      return [must('code', text, came, source)];
    }
    if (response.status !== entry.status) {
      const came = `status ${response.status} with ${entry.code}`;
      return [must('status', `status ${entry.status} with ${entry.code}`, came, entry.pointer)];
    }
    const fields = this.#fields(error, entry);
    // A header that repeats a wrong field is no second fault.
    const body = fields.length === 0 ? error : {};
    return [...fields, ...headerFindings(this.#contract, entry, body, response)];
  }

  #fields(error: JsonObject, entry: ErrorEntry): Finding[] {
    const faults = this.#schemas.faults(entry.pointer, error);
    if (faults.length > 0) return bySchema('fields', faults, 'error', entry.pointer);
    if (VISIBLE.test(String(error.message))) return [];
    return [must('message', 'a message that a person can see', JSON.stringify(error.message), entry.pointer)];
  }

  #success(
    value: JsonObject,
    exchange: Exchange,
    expect: Extract<Expectation, { kind: 'success' }>,
  ): Finding[] {
    const { response, operation } = exchange;
    const { schemaPointer, itemsField } = operation.success;
    if (value.success !== true) {
      const code = isObject(value.error) ? value.error.code : undefined;
      const came = `status ${response.status} with ${excerpt(JSON.stringify(code) ?? 'an error')}`;
      return [must('success', `status ${expect.status} with a success`, came, operation.pointer)];
    }
    if (response.status !== expect.status) {
      const came = `status ${response.status} with a success`;
      return [must('status', `status ${expect.status} with a success`, came, operation.pointer)];
    }
    const faults = this.#schemas.faults(schemaPointer, value);
    if (faults.length > 0) return bySchema('schema', faults, '', schemaPointer);
    const data = value.data as JsonObject;
    const items = itemsField !== undefined && Array.isArray(data[itemsField]) ? data[itemsField] : [];
    if (expect.limit !== undefined && items.length > expect.limit) {
      const required = `at most ${expect.limit} in ${itemsField}`;
      return [must('limit', required, `${items.length}`, schemaPointer)];
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
      const required = `${field} ${same.join(' or ')}, as asked`;
      return [{ check: 'echo', level, required, came: String(other[field]), source: parameter.pointer }];
    });
  }
}

/** What keeps a JSON value from being an envelope. */
function envelopeFault(value: unknown): string | undefined {
  if (!isObject(value)) return `JSON that is no object: ${excerpt(JSON.stringify(value))}`;
  const { success } = value;
  if (typeof success !== 'boolean') {
    return 'success' in value ? `success: ${excerpt(JSON.stringify(success))}` : 'an object without success';
  }
  const [own, other] = success ? ['data', 'error'] : ['error', 'data'];
  if (other in value) return `success: ${success} with ${other}`;
  if (!isObject(value[own])) {
    return own in value
      ? `${own}: ${excerpt(JSON.stringify(value[own]))}`
      : `success: ${success} without ${own}`;
  }
  return undefined;
}

/** All places that a schema finds in one body are one fault. */
function bySchema(check: string, faults: SchemaFault[], prefix: string, source: string): Finding[] {
  const musts = faults.filter(({ level }) => level === 'MUST');
  const chosen = musts.length > 0 ? musts : faults;
  const shown = chosen.slice(0, MAX_PLACES);
  const name = (at: string) => `${prefix}${at}`.replace(/^\//, '').replaceAll('/', '.');
  const more = chosen.length > shown.length ? `; and ${chosen.length - shown.length} more` : '';
  return [
    {
      check,
      level: musts.length > 0 ? 'MUST' : 'SHOULD',
      required: shown.map(({ at, required }) => `${name(at)} ${required}`).join('; ') + more,
      came: shown.map(({ at, came }) => `${name(at)}: ${came}`).join('; '),
      source,
    },
  ];
}

function must(check: string, required: string, came: string, source: string): Finding {
  return { check, level: 'MUST', required, came, source };
}

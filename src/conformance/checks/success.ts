/** Checks a success: its status, its content or empty body, its headers, and the values that repeat the request. */
import { isObject, type JsonObject } from '../../contract/document.ts';
import type { Operation, Success } from '../../contract/model.ts';
import type { ValueText } from '../../contract/parameter-value.ts';
import { counted, listed } from '../../text/english.ts';
import { inline } from '../../text/markdown.ts';
import type { Finding } from '../types.ts';
import { excerpt, textOf } from './body.ts';
import { must, named } from './finding.ts';
import { headerFindings } from './headers.ts';
import type { Exchange } from './response.ts';
import { SchemaChecker } from './schema.ts';
import { schemaFindings } from './schema-findings.ts';

/** Returns the success of an operation with a status. */
export function successOf({ successes }: Operation, status: number): Success | undefined {
  return successes.find((success) => success.status === status);
}

/** Checks a success without content. */
export function emptyFindings(success: Success, exchange: Exchange): Finding[] {
  const { response, expect } = exchange;
  if (!('status' in expect)) return [];
  const { status, headers, pointer, description } = success;
  if (![expect.status].flat().includes(status)) return [wrongStatus(exchange, expect.status)];
  const length = Number(response.headers.get('content-length')?.[0] ?? 0);
  const { bytes } = response;
  const hasBody = bytes.length > 0 || length > 0;
  const body = must({
    check: 'empty-body',
    title: `A success with the status ${status} has a body`,
    expected: `status ${status} with an empty body`,
    actual:
      bytes.length > 0
        ? `a body: ${excerpt(textOf(response) || bytes.toString('latin1'))}`
        : `the header Content-Length: ${length}`,
    requirement: inline(description),
    source: pointer,
  });
  return [...(hasBody ? [body] : []), ...headerFindings({ headers, pointer }, {}, response, [])];
}

/** Checks an envelope that must be a success. */
export function successFindings(document: JsonObject, value: JsonObject, exchange: Exchange): Finding[] {
  const { response, operation, expect } = exchange;
  if (!('status' in expect)) return [];
  const success = successOf(operation, response.status);
  const { description, pointer } = operation;
  const required = { requirement: inline(description), source: pointer };
  const expected = `${statusLabel(expect.status)} with a success`;
  if (value.success !== true) {
    const code = excerpt(JSON.stringify(isObject(value.error) ? value.error.code : undefined) ?? 'an error');
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
  if (!success?.content || ![expect.status].flat().includes(response.status))
    return [wrongStatus(exchange, expect.status)];
  const { itemsField, headers } = success;
  const { schemaPointer } = success.content;
  const faults = SchemaChecker.of(document).faults(schemaPointer, value);
  if (faults.length > 0) return schemaFindings(document, 'schema', faults, '', schemaPointer);
  const data = value.data as JsonObject;
  const items = itemsField !== undefined && Array.isArray(data[itemsField]) ? data[itemsField] : [];
  const headersFound = headerFindings({ headers, pointer: success.pointer }, data, response, []);
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
  return [...headersFound, ...echoFindings(items.filter(isObject), operation, success, expect.asked)];
}

/** Checks the fields that repeat a parameter of the request. */
function echoFindings(
  items: JsonObject[],
  operation: Operation,
  success: Success,
  asked: Readonly<Record<string, ValueText>>,
): Finding[] {
  return success.itemRelations.flatMap(({ field, echoes, level }) => {
    const parameter = operation.parameters.find(({ name }) => name === echoes);
    const requested = echoes === undefined ? undefined : asked[echoes];
    if (!parameter || requested === undefined || level === 'MAY') return [];
    const same = [requested]
      .flat()
      .flatMap((text) => parameter.same.find((group) => group.includes(text)) ?? [text]);
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

/** `status 200`, or `status 200 or 202`. */
function statusLabel(status: number | readonly number[]): string {
  return `status ${listed([status].flat().map(String), 'or').join('')}`;
}

function wrongStatus(
  { response, operation: { successes, pointer } }: Exchange,
  expected: number | readonly number[],
): Finding {
  return must({
    check: 'status',
    title: `A success has the wrong status ${response.status}`,
    expected: `${statusLabel(expected)} with a success`,
    actual: `status ${response.status} with a success`,
    requirement: successes.map(({ status, description }) => `${status}: ${inline(description)}`).join(' '),
    source: `${pointer}/responses`,
    detail: String(response.status),
  });
}

/** Searches a response for the request's token and for internals of the server (CWE-209). */
import { isObject, type Json, type JsonObject } from '../../contract/document.ts';
import type { Operation, Success } from '../../contract/model.ts';
import type { WireRequest, WireResponse } from '../run/transport.ts';
import type { Finding } from '../types.ts';
import { textOf } from './body.ts';
import { must } from './finding.ts';
import { internalsIn } from './leak-patterns.ts';
import { REQUIREMENTS } from './requirements.ts';

const URL_TEXT = /^https?:\/\/\S+$/i;

/** A shorter token can occur in a text by chance. */
const MIN_TOKEN = 6;

/**
 * Searches a response for the token of its request and for internals of the server.
 *
 * @param body the envelope, or the text if the body is not an envelope. The declared fields of the items of a page are not
 *   searched, because they contain what people posted. Those of another success are searched only for the token.
 * @param tokens all tokens of the run
 */
export function leaks(
  request: WireRequest,
  response: WireResponse,
  body: JsonObject | string,
  operation: Operation,
  tokens: readonly string[],
): Finding[] {
  const fields = [...response.headers].map(([name, values]) => `${name}: ${values.join(', ')}`);
  const texts = typeof body === 'string' ? [body] : textsIn(withoutPosts(body, operation));
  const sent = Object.values(request.headers).join('\n') + request.url.search;
  const sentTokens = tokens.filter(
    (token) =>
      token.length >= MIN_TOKEN && (sent.includes(token) || sent.includes(encodeURIComponent(token))),
  );
  const tokenIn = (text: string) => sentTokens.some((token) => text.includes(token));
  if (fields.some(tokenIn)) return [finding('A response header', "the request's token")];
  // The server makes the URLs in a post; people do not post the request's token.
  const inUrl = () =>
    tokenIn(textOf(response)) && textsIn(body).some((text) => tokenIn(text) && URL_TEXT.test(text));
  if (texts.some(tokenIn) || inUrl()) return [finding('The response body', "the request's token")];
  const undeclared =
    typeof body === 'string' ? texts : textsIn(withoutDeclared(body, operation, response.status));
  const internals = internalsIn(
    undeclared.map((text) => withoutPath(text, request.url.pathname)),
    fields,
  );
  return internals ? [finding('The response', internals)] : [];
}

/** The most parts of a path that a server may leave out at its beginning, for example the base path. */
const MAX_PARTS = 4;

/** Removes the path of the request from a text. A server may repeat it, and it may look like a file path of the server. */
function withoutPath(text: string, path: string): string {
  let rest = text;
  for (let at = 0, part = 0; at >= 0 && part <= MAX_PARTS; at = path.indexOf('/', at + 1), part++) {
    // The last part alone can be a word of any text.
    if (path.includes('/', at + 1)) rest = rest.replaceAll(path.slice(at), '');
  }
  return rest;
}

/** Returns the names and texts of a value, without JSON escapes. */
function textsIn(value: Json, texts: string[] = []): string[] {
  if (typeof value === 'string') texts.push(value);
  else if (Array.isArray(value)) for (const item of value) textsIn(item, texts);
  else if (isObject(value)) {
    for (const name in value) {
      texts.push(name);
      textsIn(value[name] ?? null, texts);
    }
  }
  return texts;
}

/** Removes from the items of a success the fields that the contract's example has. */
function withoutPosts(value: JsonObject, operation: Operation): JsonObject {
  const { data } = value;
  const success = operation.successes.find((one) => one.itemsField !== undefined);
  if (value.success !== true || success?.itemsField === undefined || !isObject(data)) return value;
  const { itemsField } = success;
  const items = data[itemsField];
  if (!Array.isArray(items)) return value;
  const model = models.get(success) ?? modelOf(exampleItems(success));
  models.set(success, model);
  return { ...value, data: { ...data, [itemsField]: items.map((item) => without(item, model)) } };
}

/** Removes from a success the fields that the contract's example has. */
function withoutDeclared(value: JsonObject, operation: Operation, status: number): JsonObject {
  const { data } = value;
  const success = operation.successes.find((one) => one.status === status);
  if (value.success !== true || !success?.content || !isObject(data)) return value;
  if (success.itemsField !== undefined) return withoutPosts(value, operation);
  const model = models.get(success) ?? modelOf([success.content.example.data ?? null]);
  models.set(success, model);
  return { ...value, data: without(data, model) };
}

/** The property names of an object, each with the model of its value if the value is an object. */
type Model = Map<string, Model | undefined>;

const models = new WeakMap<Success, Model>();

function exampleItems({ content, itemsField = '' }: Success): Json[] {
  const data = content?.example.data;
  const items = isObject(data) ? data[itemsField] : undefined;
  return Array.isArray(items) ? items : [];
}

function modelOf(values: readonly Json[]): Model {
  const objects = values.filter(isObject);
  const names = new Set(objects.flatMap(Object.keys));
  return new Map(
    [...names].map((name) => {
      const inner = objects.map((object) => object[name] ?? null).filter(isObject);
      return [name, inner.length > 0 ? modelOf(inner) : undefined];
    }),
  );
}

/** Returns the properties of a value that the model does not have. */
function without(value: Json, model: Model): Json {
  if (!isObject(value)) return value;
  const rest: JsonObject = {};
  for (const name in value) {
    const inner = value[name] ?? null;
    const deeper = model.get(name);
    if (!model.has(name)) rest[name] = inner;
    else if (deeper && isObject(inner)) {
      const left = without(inner, deeper);
      if (isObject(left) && Object.keys(left).length > 0) rest[name] = left;
    }
  }
  return rest;
}

/**
 * @param place the part of the response, at the beginning of a sentence
 * @param content what the part contains
 */
function finding(place: string, content: string): Finding {
  const actual = `${content} in ${place.charAt(0).toLowerCase()}${place.slice(1)}`;
  return must({
    check: 'leak',
    title: `${place} contains ${content}`,
    expected: `a response without ${content}`,
    actual,
    ...REQUIREMENTS.noLeak,
    detail: actual,
  });
}

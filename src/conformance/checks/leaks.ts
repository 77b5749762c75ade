/** What an answer must not tell: the request's token, and the insides of the server (CWE-209). */
import { isObject, type Json, type JsonObject } from '../../contract/document.ts';
import type { Operation } from '../../contract/model.ts';
import type { WireRequest, WireResponse } from '../run/transport.ts';
import type { Finding } from '../types.ts';
import { textOf } from './body.ts';
import { must } from './finding.ts';
import { internalsIn } from './leak-patterns.ts';

const ADDRESS = /^https?:\/\/\S+$/i;

/** A shorter token stands in texts by chance. */
const MIN_TOKEN = 6;

/**
 * Looks through an answer for the token of its request and for the insides of the server.
 *
 * @param body the envelope, of which what people post (the declared fields of the items of a success) is not looked at; or
 *   the text where there is no envelope
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
  if (fields.some(tokenIn)) return [finding("nothing of the request's token", 'the token, in its header')];
  // An address in a post is made by the server: nobody posts the request's token.
  const inAddress = () =>
    tokenIn(textOf(response)) && textsIn(body).some((text) => tokenIn(text) && ADDRESS.test(text));
  if (texts.some(tokenIn) || inAddress()) {
    return [finding("nothing of the request's token", 'the token, in its body')];
  }
  const inside = internalsIn(texts, fields);
  return inside ? [finding('nothing of the insides of the server', inside)] : [];
}

/** The names and texts of a value, escapes undone. */
function textsIn(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.entries(value).flatMap(([name, inner]) => [name, ...textsIn(inner)]) : [];
}

/** A success without what people post: of the items, what the example has too is taken out. */
function withoutPosts(value: JsonObject, operation: Operation): JsonObject {
  const { data } = value;
  const { itemsField } = operation.success;
  if (value.success !== true || itemsField === undefined || !isObject(data)) return value;
  const items = data[itemsField];
  if (!Array.isArray(items)) return value;
  const model = models.get(operation) ?? modelOf(exampleItems(operation));
  models.set(operation, model);
  return { ...value, data: { ...data, [itemsField]: items.map((item) => without(item, model)) } };
}

/** The names of an object, with the model of the objects in them. */
type Model = Map<string, Model | undefined>;

const models = new WeakMap<Operation, Model>();

function exampleItems({ success: { example, itemsField = '' } }: Operation): Json[] {
  const items = isObject(example.data) ? example.data[itemsField] : undefined;
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

/** What of a value the model does not have. */
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

function finding(expected: string, actual: string): Finding {
  return must('leak', expected, actual, 'CWE-209', actual);
}

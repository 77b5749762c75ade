/** What an answer must not tell: the request's token, and the insides of the server (CWE-209). */
import { isObject, type Json, type JsonObject } from '../../contract/document.ts';
import type { Operation } from '../../contract/types.ts';
import type { WireRequest, WireResponse } from '../transport.ts';
import type { Finding } from '../types.ts';
import { must } from './finding.ts';
import { insidesIn } from './insides.ts';

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
  const addresses = typeof body === 'string' ? [] : textsIn(body).filter((text) => /^https?:\/\/\S+$/i.test(text));
  const sent = Object.values(request.headers).join('\n') + decodeURIComponent(request.url.search);
  const sentTokens = tokens.filter((token) => token.length >= MIN_TOKEN && sent.includes(token));
  const holds = (places: readonly string[]) =>
    places.some((place) => sentTokens.some((token) => place.includes(token)));
  if (holds(fields)) return [finding("nothing of the request's token", 'the token, in its header')];
  // An address in a post is made by the server: nobody posts the request's token.
  if (holds(texts) || holds(addresses)) {
    return [finding("nothing of the request's token", 'the token, in its body')];
  }
  const inside = insidesIn([...texts, ...fields]);
  return inside ? [finding('nothing of the insides of the server', inside)] : [];
}

/** The names and texts of a value, escapes undone. */
function textsIn(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.entries(value).flatMap(([name, inner]) => [name, ...textsIn(inner)]) : [];
}

/** A success without what people post: of the items, what the example has too is taken out. */
function withoutPosts(value: JsonObject, { success }: Operation): JsonObject {
  const { data } = value;
  const { itemsField, example } = success;
  if (value.success !== true || itemsField === undefined || !isObject(data)) return value;
  const items = data[itemsField];
  if (!Array.isArray(items)) return value;
  const known = isObject(example.data) ? example.data[itemsField] : undefined;
  const declared = Array.isArray(known) ? known.filter(isObject) : [];
  return { ...value, data: { ...data, [itemsField]: items.map((item) => without(item, declared)) } };
}

/** What of a value none of the models has. */
function without(value: Json, models: readonly JsonObject[]): Json {
  if (!isObject(value)) return value;
  const rest = Object.entries(value).flatMap(([name, inner]): [string, Json][] => {
    const having = models.filter((model) => name in model);
    if (having.length === 0) return [[name, inner]];
    const deeper = having.map((model) => model[name]).filter((model) => isObject(model));
    return isObject(inner) && deeper.length > 0 ? [[name, without(inner, deeper as JsonObject[])]] : [];
  });
  return Object.fromEntries(rest);
}

function finding(required: string, came: string): Finding {
  return must('leak', required, came, 'CWE-209', came);
}
